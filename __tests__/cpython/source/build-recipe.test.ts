import { describe, expect, test } from "@jest/globals";
import branches from "../../../src/cpython/source/branches.json" with { type: "json" };
import { NO_OPTIONS } from "../../../src/cpython/source/build-options.ts";
import {
  branchOf,
  branchOfTree,
  compilesObject,
  configSites,
  configureArguments,
  configureVariables,
  makeArguments,
} from "../../../src/cpython/source/build-recipe.ts";
import { LOCK_ROWS } from "../../../src/lock/lock.ts";
import { python } from "../small-cpython.ts";

const sdk = { number: 24, path: "/sdk", sysroot: "/sdk/share/wasi-sysroot", origin: "sdk", standIn: false };
const recipe = (minor: `3.${number}`) => {
  const branch = branchOf(minor);
  if (!branch) throw new Error(`no recipe for ${minor}`);
  const inputs = {
    minor,
    branch,
    options: NO_OPTIONS,
    sdk,
    configSite: `/src/${branch.configSite}`,
    buildPython: "/bin/python3",
    build: "x86_64-pc-linux-gnu",
  };
  return { args: configureArguments(inputs), env: configureVariables(inputs, "/usr/bin") };
};

test("every locked Python has a recipe", () => {
  expect(LOCK_ROWS.filter(({ python }) => !branchOf(python as `3.${number}`))).toEqual([]);
});

test("3.13 is configured as CPython's wasi.py does it", () => {
  const { args, env } = recipe("3.13");
  expect(args).toEqual([
    "--host=wasm32-wasip1",
    "--build=x86_64-pc-linux-gnu",
    "--with-build-python=/bin/python3",
    "--disable-test-modules",
  ]);
  expect(env).toEqual({
    CC: "/sdk/bin/clang",
    CPP: "/sdk/bin/clang-cpp",
    CXX: "/sdk/bin/clang++",
    AR: "/sdk/bin/llvm-ar",
    RANLIB: "/sdk/bin/ranlib",
    CONFIG_SITE: "/src/Tools/wasm/config.site-wasm32-wasi",
    PATH: "/sdk/bin:/usr/bin",
    PKG_CONFIG_PATH: "",
    PKG_CONFIG_LIBDIR: "/sdk/share/wasi-sysroot/lib/pkgconfig:/sdk/share/wasi-sysroot/share/pkgconfig",
    PKG_CONFIG_SYSROOT_DIR: "/sdk/share/wasi-sysroot",
    WASI_SDK_PATH: "/sdk",
    WASI_SYSROOT: "/sdk/share/wasi-sysroot",
  });
});

/**
 * What CPython's own scripts for WASI do on each branch, read off Tools/wasm/wasm_build.py (3.11, 3.12),
 * Tools/wasm/wasi.py (3.13), Tools/wasm/wasi/__main__.py (3.14), Platforms/WASI/_build.py with its config.toml (3.15),
 * and off configure.ac for what it takes and for the sizes of its link.
 */
describe("each branch is built as its own scripts build it", () => {
  test.each([
    { minor: "3.11", host: "wasm32-unknown-wasi", site: "Tools/wasm", stack: 0.5, memory: 10, ldshared: true },
    { minor: "3.12", host: "wasm32-unknown-wasi", site: "Tools/wasm", stack: 0.5, memory: 10, ldshared: false },
    { minor: "3.13", host: "wasm32-wasip1", site: "Tools/wasm", stack: 8, memory: 20, ldshared: false },
    { minor: "3.14", host: "wasm32-wasip1", site: "Tools/wasm/wasi", stack: 16, memory: 40, ldshared: false },
    { minor: "3.15", host: "wasm32-wasip1", site: "Platforms/WASI", stack: 16, memory: 40, ldshared: false },
  ] as const)("$minor", ({ minor, host, site, stack, memory, ldshared }) => {
    const { args, env } = recipe(minor);
    expect(args).toEqual([
      `--host=${host}`,
      "--build=x86_64-pc-linux-gnu",
      "--with-build-python=/bin/python3",
      // Ours: the test modules' objects go into no release.
      "--disable-test-modules",
    ]);
    expect(env.CONFIG_SITE).toBe(`/src/${site}/config.site-wasm32-wasi`);
    expect("LDSHARED" in env).toBe(ldshared);
    expect(branches.branches[minor]).toMatchObject({ stackSize: stack * 2 ** 20, initialMemory: memory * 2 ** 20 });
    // The scripts set these and no more; CFLAGS and --target are the SDK's own.
    expect(
      Object.keys(env).filter((name) => !/^(LDSHARED|CONFIG_SITE|PATH|PKG_CONFIG_.*|WASI_.*)$/.test(name)),
    ).toEqual(["CC", "CPP", "CXX", "AR", "RANLIB"]);
  });
});

describe("a source tree", () => {
  const config = { sdk: 34, hostTriple: "wasm32-wasip1" };

  test("of a known branch is built by its recipe", () => {
    expect(branchOfTree({ version: python("3.13.5"), config: undefined })).toBe(branchOf("3.13"));
  });

  test("of a newer one is built by the newest recipe, where it says itself that it can be", () => {
    expect(branchOfTree({ version: python("3.16.0a1"), config })).toEqual(branchOf("3.15"));
    expect(branchOfTree({ version: python("3.16.0a1"), config: undefined })).toBeUndefined();
    expect(branchOfTree({ version: python("3.10.1"), config })).toBeUndefined();
  });
});

test("an optimisation is CPython's last flag, and joins the ones of the branch", () => {
  const options = { ...NO_OPTIONS, optimization: "Os" };
  expect(makeArguments("3.13", {}, options)[0]).toBe("CFLAGS_NODIST=-Os");
  expect(makeArguments("3.11", branchOf("3.11") ?? {}, options)[0]).toBe("CFLAGS_NODIST=-Wno-int-conversion -Os");
});

describe("3.11", () => {
  test("has the older triple, and wasm-ld as LDSHARED", () => {
    const { args, env } = recipe("3.11");
    expect(args).toContain("--host=wasm32-unknown-wasi");
    expect(env.LDSHARED).toBe("/sdk/bin/wasm-ld");
  });

  test("lets clang take a clock's address for a number, as later branches do", () => {
    expect(makeArguments("3.11", { makeVariables: ["CFLAGS_NODIST=-Wno-int-conversion"] }, NO_OPTIONS)).toContain(
      "CFLAGS_NODIST=-Wno-int-conversion",
    );
  });
});

test("make makes the library, the interpreter and the sysconfig data, and runs nothing of the target", () => {
  expect(makeArguments("3.13", {}, NO_OPTIONS)).toEqual(["libpython3.13.a", "python.wasm", "pybuilddir.txt"]);
});

test("the answers for configure are looked for in this branch's place first, then where other branches have them", () => {
  const branch = branchOf("3.14");
  expect(branch && configSites(branch)).toEqual([
    "Tools/wasm/wasi/config.site-wasm32-wasi",
    "Tools/wasm/config.site-wasm32-wasi",
    "Platforms/WASI/config.site-wasm32-wasi",
  ]);
});

test.each([
  ["/sdk/bin/clang -c -O3 -I. -o Objects/abstract.o ../../Objects/abstract.c", true],
  ["/sdk/bin/clang  -z stack-size=8388608 -o python.wasm Programs/python.o", false],
  ["/sdk/bin/llvm-ar rcs libpython3.13.a Modules/getbuildinfo.o", false],
  ["echo done", false],
])("%s compiles an object: %s", (line, does) => expect(compilesObject(line)).toBe(does));
