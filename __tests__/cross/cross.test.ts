/**
 * The cross environment against committed files, so that every change to it shows in a review. After a change that is
 * meant: UPDATE_FIXTURES=1 npm run unit -- __tests__/cross
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { CROSS_PATHS, crossEnvironment } from "../../src/cross/cross.ts";
import { environmentAsDotenv, environmentAsJson, environmentAsShell } from "../../src/cross/environment-text.ts";
import { options } from "./example.ts";

const environment = crossEnvironment(options);

function expectFixture(name: string, text: string): void {
  const path = join(import.meta.dirname, "fixtures", name);
  if (process.env.UPDATE_FIXTURES) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}

const file = (path: string) => environment.files.find((file) => file.path === path);

describe("the files", () => {
  test.each([
    CROSS_PATHS.cc,
    CROSS_PATHS.cxx,
    CROSS_PATHS.strip,
    CROSS_PATHS.emulator,
    CROSS_PATHS.emulatorScript,
    CROSS_PATHS.meson,
    CROSS_PATHS.cmake,
    CROSS_PATHS.cmakePlatform,
  ])("%s is as committed", (path) => {
    expectFixture(basename(path), file(path)?.text ?? "");
  });

  test("the linker's launcher stands there under the name that rustc knows too", () => {
    for (const path of [CROSS_PATHS.linker, CROSS_PATHS.cargoLinker]) {
      expect(file(path)).toEqual({ path, text: options.wasiLd, mode: 0o755 });
    }
  });

  test("programs can be executed and nothing else", () => {
    const modes = environment.files.map(({ path, mode }) => [path.startsWith("bin/"), mode === 0o755]);
    expect(modes.filter(([program, executable]) => program !== executable)).toEqual([]);
  });
});

describe("the variables", () => {
  test("as a shell reads them are as committed", () => {
    expectFixture("environment.sh", environmentAsShell(environment.variables));
  });

  test("as JSON read back to themselves", () => {
    expect(JSON.parse(environmentAsJson(environment.variables))).toEqual(environment.variables);
  });

  test("keep what a shell or a dotenv reader would take for its own", () => {
    const variables = { CFLAGS: `-DA='b' -DC="$D" \\` };
    expect(environmentAsShell(variables)).toBe(`export CFLAGS='-DA='\\''b'\\'' -DC="$D" \\'\n`);
    expect(environmentAsDotenv(variables)).toBe(`CFLAGS="-DA='b' -DC=\\"\\$D\\" \\\\"\n`);
  });

  test("name the platform as the target's packaging does, or as CPython's cross builds do when asked", () => {
    expect(environment.variables._PYTHON_HOST_PLATFORM).toBe("wasi-0.0.0-wasm32");
    const other = crossEnvironment({ ...options, platformTag: "wasi_wasm32" });
    expect(other.variables._PYTHON_HOST_PLATFORM).toBe("wasi-wasm32");
  });

  test("hold no search path of the build machine but PATH, where the launchers come first", () => {
    const { PATH, ...others } = environment.variables;
    expect(PATH).toBe("/cross/bin:/usr/bin:/bin");
    expect(Object.entries(others).filter(([, value]) => value.includes("/usr"))).toEqual([]);
  });

  test("quote a folder with a space for those who split CC into words", () => {
    const { variables } = crossEnvironment({ ...options, folder: "/my cross" });
    expect(variables.CC).toBe("'/my cross/bin/wasi-cc'");
    expect(variables.LDFLAGS).toContain("'-fuse-ld=/my cross/bin/wasi-ld'");
    expect(variables.CC_wasm32_wasip1).toBe("/my cross/bin/wasi-cc");
  });
});

describe("the compilers", () => {
  const flags = (more: { simd?: boolean; lto?: boolean }) =>
    crossEnvironment({ ...options, ...more }).files.find(({ path }) => path === "bin/wasi-cc")?.text ?? "";

  test("overflow as CPython's own build of extensions defines it", () => {
    expect(flags({})).toMatch(/-O2 -fwrapv -I/);
  });

  test("use SIMD and optimise over files only where that is asked for", () => {
    expect(flags({})).not.toMatch(/-msimd128|-flto/);
    expect(flags({ simd: true })).toMatch(/-O2 -fwrapv -msimd128 -I/);
    expect(flags({ simd: true, lto: true })).toMatch(/-O2 -fwrapv -msimd128 -flto -I/);
  });
});
