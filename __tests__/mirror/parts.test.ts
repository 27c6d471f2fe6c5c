import { describe, expect, test } from "@jest/globals";
import { PARTS, partKey, partNamed, type SdkPart, sdkPackages, withNeeds } from "../../src/mirror/parts.ts";
import { sdkNames } from "../../src/mirror/sdk-names.ts";
import { cmakeToolchain, driverConfiguration, versionFile } from "../../src/mirror/sdk-texts.ts";

const sdk = (name: string) => partNamed(name) as SdkPart;

describe("the parts of a mirror", () => {
  test("are named, and another name lists them", () => {
    expect(partNamed("sdk-24")).toMatchObject({ kind: "sdk", release: 24 });
    expect(() => partNamed("sdk-25")).toThrow(expect.objectContaining({ code: "WASI-INPUT-VALUE" }));
    expect(() => partNamed("sdk-25")).toThrow('The mirror has no part "sdk-25".');
  });

  test("come after what they need, each once", () => {
    const names = withNeeds(["python-3.13.5", "sdk-24", "sdk-24"]).map(({ name }) => name);
    expect(names).toEqual(["source-3.13.5", "python-3.13.5", "sdk-24"]);
  });

  test("are told apart by their recipe and not by the words about them", () => {
    const part = partNamed("sdk-24");
    expect(partKey({ ...part, about: "other words", size: 1 })).toBe(partKey(part));
    expect(partKey({ ...part, recipe: part.recipe + 1 })).not.toBe(partKey(part));
    expect(new Set(PARTS.map(partKey)).size).toBe(PARTS.length);
  });

  test("take LLVM, wasi-libc and their libraries from the suites that have them", () => {
    const { llvm, libc, libraries } = sdkPackages(sdk("sdk-33"));
    expect(llvm).toMatchObject({
      suite: "bookworm-security",
      names: expect.arrayContaining(["clang-22", "libllvm22"]),
    });
    expect(libc).toEqual({ suite: "sid", names: ["wasi-libc=0.0~git20260423.161b319-2"] });
    expect(libraries.suite).toBe("bookworm");
  });
});

describe("a stand-in SDK", () => {
  test("has the archive and folder names of the release that it stands for", () => {
    const base = "WebAssembly/wasi-sdk/releases/download";
    expect(sdkNames(sdk("sdk-24"), "x64")).toEqual({
      archive: "wasi-sdk-24.0-x86_64-linux.tar.gz",
      top: "wasi-sdk-24.0-x86_64-linux",
      path: `${base}/wasi-sdk-24/wasi-sdk-24.0-x86_64-linux.tar.gz`,
    });
    expect(sdkNames(sdk("sdk-21"), "x64")).toEqual({
      archive: "wasi-sdk-21.0-linux.tar.gz",
      top: "wasi-sdk-21.0",
      path: `${base}/wasi-sdk-21/wasi-sdk-21.0-linux.tar.gz`,
    });
    expect(sdkNames(sdk("sdk-33"), "arm64").archive).toBe("wasi-sdk-33.0-arm64-linux.tar.gz");
  });

  test("is refused for a machine that the release was never made for", () => {
    expect(() => sdkNames(sdk("sdk-21"), "arm64")).toThrow(
      "WASI SDK 21 was never released for arm64 Linux, so sdk-21 has nothing to stand for.",
    );
  });

  test("says in its VERSION file what it is, below the version that CPython's build reads", () => {
    const lines = versionFile(sdk("sdk-33"), "22.1.8").split("\n");
    expect(lines[0]).toBe("33.0");
    expect(lines[1]).toMatch(/^stand-in: LLVM 22 of Debian bookworm-security and wasi-libc /);
    expect(lines).toContain("llvm-version: 22.1.8");
  });

  test("configures its drivers and CMake for its target, relative to where it lies", () => {
    const sysroot = "<CFGDIR>/../share/wasi-sysroot";
    expect(driverConfiguration(sdk("sdk-24"))).toBe(`--target=wasm32-wasi\n--sysroot=${sysroot}\n`);
    expect(driverConfiguration(sdk("sdk-33"))).toBe(
      `--target=wasm32-wasip1\n--sysroot=${sysroot}\n-stdlib++-isystem ${sysroot}/include/wasm32-wasip1/eh/c++/v1\n`,
    );
    const toolchain = cmakeToolchain("wasm32-wasip1");
    expect(toolchain).toContain("set(triple wasm32-wasip1)\n");
    expect(toolchain).toContain('set(CMAKE_CXX_COMPILER "$' + '{WASI_SDK_PREFIX}/bin/clang++")\n');
    expect(toolchain).toContain(
      'get_filename_component(WASI_SDK_PREFIX "$' + '{CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)\n',
    );
  });
});
