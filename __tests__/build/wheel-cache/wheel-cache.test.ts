/** What is a hit, and what is not. */
import { describe, expect, test } from "@jest/globals";
import type { PackagesRequest } from "../../../src/build/build-packages.ts";
import type { FakeHost } from "../../host/fake-host.ts";
import { buildThem, playedMachine } from "../played-machine.ts";

const cached = (host: FakeHost, given: Partial<PackagesRequest> = {}) =>
  buildThem(host, ["./pkg"], { wheelCache: true, targetWheels: [], ...given });

/** Builds once, changes something, builds again. @returns how many builds there were */
async function twice(
  change: (host: FakeHost, versions: Record<string, string>) => unknown,
  again: Partial<PackagesRequest> = {},
): Promise<number> {
  const versions: Record<string, string> = {};
  const { host, asked } = playedMachine({ pkg: {} }, versions);
  await cached(host);
  await change(host, versions);
  await cached(host, again);
  return asked.length;
}

describe("a second build of the same wheel", () => {
  test("takes the first one's, and says how long that took", async () => {
    const { host, asked } = playedMachine({ pkg: {} });
    const [first] = await cached(host);
    await host.files.remove("/out");
    const [second] = await cached(host);
    expect(asked).toHaveLength(1);
    expect(second).toMatchObject({
      name: "pkg",
      version: "1.0",
      backend: "b",
      builtBefore: 3,
      installed: ["setuptools==1"],
    });
    expect(second?.wheel.path).toBe(first?.wheel.path);
    expect(host.text(second?.wheel.path ?? "")).toBe("wheel");
  });

  test("takes it also where the build left files in the user's folder", async () => {
    const { host, asked } = playedMachine({ pkg: { leaves: "build/temp/mod.o" } });
    await cached(host);
    expect(host.below("/project/pkg")).toContain("/project/pkg/build/temp/mod.o");
    await cached(host);
    expect(asked).toHaveLength(1);
  });

  test("does not count what no build reads, and where the results lie", async () => {
    expect(await twice((host) => host.files.write("/project/pkg/.git/index", "x"))).toBe(1);
    expect(await twice((host) => host.files.write("/project/pkg/.venv/x.py", "x"))).toBe(1);
    const outDir = "/project/pkg/wasi-out/wheels";
    const { host, asked } = playedMachine({ pkg: {} });
    await cached(host, { outDir });
    await host.files.write(`${outDir}/more.log`, "x");
    await cached(host, { outDir });
    expect(asked).toHaveLength(1);
  });

  test("takes it also where PATH is another, in the variables and in the files of the cross environment", async () => {
    const { host, asked } = playedMachine({ pkg: {} });
    for (const [place, path] of [
      ["/cross-one", "/usr/bin"],
      ["/cross-two", "/project/node_modules/.bin:/usr/bin"],
    ] as const) {
      const variables = { PATH: `${place}/bin:${path}`, CC: `${place}/bin/wasi-cc` };
      await host.files.write(`${place}/job-shim.json`, JSON.stringify(variables));
      await cached(host, { cross: { variables, mesonCrossFile: `${place}/meson.ini` } });
    }
    expect(asked).toHaveLength(1);
  });
});

describe("a wheel is taken from the cache all the same", () => {
  test("where what only a guest reads is another", async () => {
    expect(await twice((host) => host.files.write("/product/target/python/pywasi.pth", "changed"))).toBe(1);
  });

  test("where tests of the product are", async () => {
    expect(await twice((host) => host.files.write("/product/python/tests/test_x.py", "changed"))).toBe(1);
  });
});

describe("a wheel is built again", () => {
  test("where a file of the sources changed", async () => {
    expect(await twice((host) => host.files.write("/project/pkg/mod.c", "int x;"))).toBe(2);
  });

  test("where the commit or a tag did, which some take their version from", async () => {
    expect(await twice((host) => host.files.write("/project/pkg/.git/HEAD", "abc"))).toBe(2);
  });

  test("where a requirement would be another version today", async () => {
    expect(await twice((_, versions) => Object.assign(versions, { setuptools: "2" }))).toBe(2);
  });

  test.each([
    ["a header that libc lacks", "/product/target/libc/include/pthread.h"],
    ["the linker", "/product/dist/wasi-ld.mjs"],
    ["the compiler of Windows", "/product/dist/wasi-cc.mjs"],
    ["the front end", "/product/python/pywasi_build/finish.py"],
    ["the shim", "/product/python/shim/pywasi_shim.py"],
  ])("where %s of the product is another", async (_, file) => {
    expect(await twice((host) => host.files.write(file, "changed"))).toBe(2);
  });

  test("where the library of what libc lacks is another, which the linker's launcher names", async () => {
    const { host, asked } = playedMachine({ pkg: {} });
    for (const hash of ["h1", "h2"]) {
      await host.files.write("/cross/bin/wasi-ld", `exec node wasi-ld.mjs /tools/wasi-additions/1.0.0-${hash}/x64`);
      await cached(host, { cross: { variables: {}, mesonCrossFile: "/cross/meson.ini" } });
    }
    expect(asked).toHaveLength(2);
  });

  test.each([
    ["a setting", { configSettings: ["a=b"] }],
    ["a variable", { environment: { CFLAGS: "-O0" } }],
    ["the command before it", { beforeBuild: "true" }],
    ["the tag", { platformTag: "wasi_wasm32" }],
    ["what the checker accepts", { allowPure: true }],
    ["the SDK", { sdk: 33 }],
  ])("where %s is another", async (_, given) => expect(await twice(() => {}, given)).toBe(2));

  test("where the cache was damaged", async () => {
    const damage = async (host: FakeHost) => {
      for (const path of host.below("/tools/wasi-wheels").filter((name) => name.endsWith(".whl"))) {
        await host.files.write(path, "cut off");
      }
    };
    expect(await twice(damage)).toBe(2);
  });

  test("where the cache is turned off", async () => expect(await twice(() => {}, { wheelCache: false })).toBe(2));
});
