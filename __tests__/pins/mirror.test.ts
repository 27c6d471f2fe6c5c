import { describe, expect, test } from "@jest/globals";
import { placesOf } from "../../src/pins/mirror.ts";

const ORIGIN =
  "https://github.com/WebAssembly/wasi-sdk/releases/download/wasi-sdk-24/wasi-sdk-24.0-x86_64-linux.tar.gz";
const PATH = "WebAssembly/wasi-sdk/releases/download/wasi-sdk-24/wasi-sdk-24.0-x86_64-linux.tar.gz";
const NAME = "wasi-sdk-24.0-x86_64-linux.tar.gz";

test("without a mirror a file comes from its origin", () => {
  expect(placesOf(ORIGIN, undefined, undefined)).toEqual([ORIGIN]);
  expect(placesOf(ORIGIN, undefined, "elsewhere/file")).toEqual([ORIGIN]);
});

describe("a mirror's base URL", () => {
  test.each([
    ["https://mirror.test", `https://mirror.test/${PATH}`],
    ["https://mirror.test/", `https://mirror.test/${PATH}`],
    ["https://mirror.test/deep/er//", `https://mirror.test/deep/er/${PATH}`],
    ["http://127.0.0.1:8080", `http://127.0.0.1:8080/${PATH}`],
    ["https://mirror.test/with space/", `https://mirror.test/with%20space/${PATH}`],
    ["https://mirror.test/with%20space", `https://mirror.test/with%20space/${PATH}`],
    ["https://mirror.test/base?key=secret#part", `https://mirror.test/base/${PATH}?key=secret`],
    ["file:///srv/mirror", `file:///srv/mirror/${PATH}`],
  ])("%s stands for the origin's host", (mirror, place) => {
    expect(placesOf(ORIGIN, mirror, undefined)).toEqual([place]);
  });

  test("keeps what the origin has percent-encoded", () => {
    const origin = "https://github.com/o/r/releases/download/v20%2Bthreads/a%20b.tar.gz?raw=1";
    expect(placesOf(origin, "https://mirror.test", undefined)).toEqual([
      "https://mirror.test/o/r/releases/download/v20%2Bthreads/a%20b.tar.gz",
    ]);
  });

  test("takes the manifest's path instead of the origin's, and encodes it", () => {
    expect(placesOf(ORIGIN, "https://mirror.test/m/", "sdk #1/50%.tar.gz")).toEqual([
      "https://mirror.test/m/sdk%20%231/50%25.tar.gz",
    ]);
  });
});

describe("a mirror's folder", () => {
  test("has the origin's layout, or the files side by side", () => {
    expect(placesOf(ORIGIN, "/srv/our mirror/", undefined)).toEqual([
      `/srv/our mirror/${PATH}`,
      `/srv/our mirror/${NAME}`,
    ]);
  });

  test("has names as they are, not percent-encoded", () => {
    expect(placesOf("https://host.test/v20%2B1/a%20b.zip", "/srv", undefined)).toEqual([
      "/srv/v20+1/a b.zip",
      "/srv/a b.zip",
    ]);
  });

  test("takes the manifest's path", () => {
    expect(placesOf(ORIGIN, "/srv", "sdk/50%.tar.gz")).toEqual(["/srv/sdk/50%.tar.gz", "/srv/50%.tar.gz"]);
    expect(placesOf(ORIGIN, "/srv", NAME)).toEqual([`/srv/${NAME}`]);
  });

  test("may be on a Windows drive", () => {
    expect(placesOf(ORIGIN, "D:\\mirror", undefined)[1]).toBe(`D:\\mirror\\${NAME}`);
  });
});
