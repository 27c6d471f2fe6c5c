import { describe, expect, test } from "@jest/globals";
import { sdkAtPath } from "../../src/sdk/at-path.ts";
import { type FakeHostOptions, fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const sdkIn = (path: string, version?: string, options: FakeHostOptions = {}) =>
  fakeHost({
    ...options,
    files: {
      [`${path}/bin/clang`]: "",
      [`${path}/bin/wasm-ld`]: "",
      [`${path}/share/wasi-sysroot/include/stdio.h`]: "",
      [`${path}/share/wasi-sysroot/lib/libc.a`]: "",
      ...(version === undefined ? {} : { [`${path}/VERSION`]: version }),
    },
  });
const clang = (version: string): FakeHostOptions => ({
  programs: { clang: () => ({ stdout: `clang version ${version} (https://github.com/llvm/llvm-project)\n` }) },
});

describe("an installed SDK is known", () => {
  test("by its VERSION file", async () => {
    const host = sdkIn("/opt/wasi", "25.0\nwasi-libc: 574b88da4815\nllvm: ab4b5a2db582\n");
    expect(await sdkAtPath(host, "/opt/wasi", 25)).toEqual({
      number: 25,
      path: "/opt/wasi",
      sysroot: "/opt/wasi/share/wasi-sysroot",
      origin: "/opt/wasi",
      standIn: false,
    });
  });

  test.each([
    ["/opt/wasi-sdk-24.0-x86_64-linux", 24],
    ["/opt/wasi-sdk-21.0", 21],
    ["/opt/wasi-sdk-21.0+m", 21],
    ["/opt/wasi-sdk-33", 33],
  ])("by its folder %s, as the release names it", async (path, number) => {
    expect((await sdkAtPath(sdkIn(path), path, undefined)).number).toBe(number);
  });

  test("as a stand-in where its VERSION file says so", async () => {
    const path = "/opt/wasi-sdk-24.0-x86_64-linux";
    expect(await sdkAtPath(sdkIn(path, "stand-in\n"), path, 24)).toMatchObject({ number: 24, standIn: true });
    expect(await sdkAtPath(sdkIn("/w", "24.0 (stand-in)\n"), "/w", 24)).toMatchObject({ number: 24, standIn: true });
  });

  test("by its clang, where only one SDK has that version", async () => {
    expect((await sdkAtPath(sdkIn("/w", undefined, clang("17.0.6")), "/w", undefined)).number).toBe(21);
  });

  test("by its clang, where the expected SDK is among those that have it", async () => {
    expect((await sdkAtPath(sdkIn("/w", undefined, clang("18.1.2-wasi-sdk")), "/w", 24)).number).toBe(24);
  });
});

describe("a path is refused, with WASI-SDK-PATH, where", () => {
  const refused = async (host: ReturnType<typeof sdkIn>, path: string, expected?: number) => {
    const error = await errorOf(() => sdkAtPath(host, path, expected));
    expect(error.code).toBe("WASI-SDK-PATH");
    return error;
  };

  test("there is no SDK: the error says what is missing", async () => {
    const error = await refused(fakeHost({ files: { "/opt/llvm/bin/clang": "" } }), "/opt/llvm", 24);
    expect(error.message).toBe(
      "/opt/llvm is not a WASI SDK: it lacks bin/wasm-ld, share/wasi-sysroot/include, share/wasi-sysroot/lib.",
    );
    expect(error.remedy).toContain("the top folder of WASI SDK 24");
  });

  test("its folder was renamed, and its clang says so", async () => {
    const path = "/opt/wasi-sdk-24.0";
    expect((await refused(sdkIn(path, undefined, clang("17.0.6")), path, 24)).message).toBe(
      `${path} is named as WASI SDK 24, but its clang 17.0.6 is that of SDK 21.`,
    );
  });

  test("it is another SDK", async () => {
    const path = "/opt/wasi-sdk-33.0-x86_64-linux";
    expect((await refused(sdkIn(path), path, 24)).message).toBe(`${path} is WASI SDK 33, not 24.`);
  });

  test("its clang belongs to several SDKs and nobody says which", async () => {
    const error = await refused(sdkIn("/w", undefined, clang("18.1.2")), "/w");
    expect(error.message).toContain("its clang is 18.1.2, which SDKs 22, 23, 24 have");
  });

  test("its clang belongs to no SDK", async () => {
    expect((await refused(sdkIn("/w", undefined, clang("14.0.0")), "/w")).message).toContain("no known SDK has");
  });

  test("its clang does not run here", async () => {
    const failing = { programs: { clang: () => ({ code: 126, stderr: "Exec format error" }) } };
    for (const options of [failing, {}]) {
      expect((await refused(sdkIn("/w", undefined, options), "/w", 24)).message).toBe(
        "/w/bin/clang does not run on this machine.",
      );
    }
  });
});
