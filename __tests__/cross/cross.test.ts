/**
 * The cross environment against committed files, so that every change to it shows in a review. After a change that is
 * meant: UPDATE_FIXTURES=1 npm run unit -- __tests__/cross
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { CROSS_PATHS, crossEnvironment } from "../../src/cross/cross.ts";
import { environmentAsDotenv, environmentAsJson, environmentAsShell } from "../../src/cross/environment-text.ts";
import { awkward, options } from "./example.ts";

const environment = crossEnvironment(options);

/** Everything twice: the usual case, and one with all that is awkward. */
const CASES = [
  { folder: "py313", options },
  { folder: "py311", options: awkward },
];

function expectFixture(name: string, text: string): void {
  const path = join(import.meta.dirname, "fixtures", name);
  if (process.env.UPDATE_FIXTURES) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}

/** The variables that one tool reads. */
const TOOLS: Readonly<Record<string, RegExp>> = {
  setuptools: /^(CC|CXX|AR|C(XX)?FLAGS|LDFLAGS|LDSHARED|LDCXXSHARED|SETUPTOOLS_\w+|_?PYTHON\w+)$/,
  autotools: /^(CONFIG_SITE|CC|CXX|AR|RANLIB|NM|STRIP|LD|CPPFLAGS|C(XX)?FLAGS|LDFLAGS|\w+_FOR_BUILD)$/,
  cargo: /^(CARGO_\w+|PYO3_\w+|\w+_wasm32_wasip1|HOST_\w+)$/,
  "pkg-config": /^PKG_CONFIG_/,
  cmake: /^(CMAKE|SKBUILD)_/,
};

describe.each(CASES)("the files of $folder", ({ folder, options }) => {
  const { files, variables } = crossEnvironment(options);

  test.each([
    CROSS_PATHS.cc,
    CROSS_PATHS.cxx,
    CROSS_PATHS.strip,
    CROSS_PATHS.emulator,
    CROSS_PATHS.emulatorScript,
    CROSS_PATHS.meson,
    CROSS_PATHS.cmake,
    CROSS_PATHS.cmakePlatform,
    CROSS_PATHS.configSite,
  ])("%s is as committed", (path) => {
    expectFixture(`${folder}/${basename(path)}`, files.find((file) => file.path === path)?.text ?? "");
  });

  test.each(Object.entries(TOOLS))("what %s reads of the variables is as committed", (tool, read) => {
    const own = Object.fromEntries(Object.entries(variables).filter(([name]) => read.test(name)));
    expectFixture(`${folder}/${tool}.sh`, environmentAsShell(own));
  });
});

describe("the files", () => {
  const file = (path: string) => environment.files.find((file) => file.path === path);

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
    expectFixture("py313/environment.sh", environmentAsShell(environment.variables));
  });

  test("as JSON read back to themselves", () => {
    expect(JSON.parse(environmentAsJson(environment.variables))).toEqual(environment.variables);
  });

  test("keep what a shell or a dotenv reader would take for its own", () => {
    const variables = { CFLAGS: `-DA='b' -DC="$D" \\` };
    expect(environmentAsShell(variables)).toBe(`export CFLAGS='-DA='\\''b'\\'' -DC="$D" \\'\n`);
    expect(environmentAsShell(variables, "fish")).toBe(`set -gx CFLAGS '-DA=\\'b\\' -DC="$D" \\\\'\n`);
    expect(environmentAsShell(variables, "powershell")).toBe(`$env:CFLAGS = '-DA=''b'' -DC="$D" \\'\n`);
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
