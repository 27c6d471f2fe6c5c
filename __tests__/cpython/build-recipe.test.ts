import { describe, expect, test } from "@jest/globals";
import {
  branchOf,
  compilesObject,
  configSites,
  configureArguments,
  configureVariables,
  makeArguments,
} from "../../src/cpython/build-recipe.ts";
import { LOCK_ROWS } from "../../src/lock/lock.ts";

const sdk = { number: 24, path: "/sdk", sysroot: "/sdk/share/wasi-sysroot", origin: "sdk", standIn: false };
const recipe = (minor: `3.${number}`) => {
  const branch = branchOf(minor);
  if (!branch) throw new Error(`no recipe for ${minor}`);
  const inputs = {
    branch,
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

describe("3.11", () => {
  test("has the older triple, and wasm-ld as LDSHARED", () => {
    const { args, env } = recipe("3.11");
    expect(args).toContain("--host=wasm32-unknown-wasi");
    expect(env.LDSHARED).toBe("/sdk/bin/wasm-ld");
  });

  test("lets clang take a clock's address for a number, as later branches do", () => {
    expect(makeArguments("3.11")).toContain("CFLAGS_NODIST=-Wno-int-conversion");
  });
});

test("make makes the library, the interpreter and the sysconfig data, and runs nothing of the target", () => {
  expect(makeArguments("3.13")).toEqual(["libpython3.13.a", "python.wasm", "pybuilddir.txt"]);
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
