import { describe, expect, test } from "@jest/globals";
import { formatSysconfigData, parseSysconfigData } from "../../../src/cpython/layout/sysconfig-data.ts";
import {
  relocateSysconfig,
  rewriteSysconfig,
  rewriteSysconfigJson,
} from "../../../src/cpython/layout/sysconfig-rewrite.ts";

/** What a builder with its SDK in its home folder leaves behind, one variable of each sort. */
const BUILT = `build_time_vars = {
    'AR': '/home/builder/wasi-sdk-24.0/bin/llvm-ar',
    'ARFLAGS': 'rcs',
    'BINDIR': '/usr/local/bin',
    'CC': '/home/builder/wasi-sdk-24.0/bin/clang --sysroot=/home/builder/wasi-sdk-24.0/share/wasi-sysroot',
    'CCSHARED': '',
    'CFLAGS': '-fno-strict-overflow -Wsign-compare -DNDEBUG -g -O3 -Wall',
    'CONFIGURE_LDFLAGS_NODIST': '-z stack-size=8388608 -Wl,--stack-first',
    'CONFIG_ARGS': "'--host=wasm32-wasip1' 'CC=/home/builder/wasi-sdk-24.0/bin/clang'",
    'COVERAGE_INFO': '/home/builder/cpython/coverage.info',
    'CXX': '/home/builder/wasi-sdk-24.0/bin/clang++ --sysroot=/home/builder/wasi-sdk-24.0/share/wasi-sysroot',
    'DESTDIRS': '/usr/local /usr/local/lib /usr/local/lib/python3.13',
    'EXT_SUFFIX': '.cpython-313-wasm32-wasi.so',
    'HAVE_DLOPEN': 1,
    'HOSTRUNNER': 'wasmtime run --dir /home/builder/cpython::/',
    'INCLUDEPY': '/usr/local/include/python3.13',
    'INSTALL': '/usr/bin/install -c',
    'LDSHARED': '/home/builder/wasi-sdk-24.0/bin/wasm-ld',
    'LIBDIR': '/usr/local/lib',
    'LIBS': '-ldl  -lwasi-emulated-signal',
    'MODLIBS': '-lm Modules/expat/libexpat.a',
    'MULTIARCH': 'wasm32-wasi',
    'MY_TOOL': '/home/builder/bin/tool --fast',
    'OPT': '-DNDEBUG -g -O3 -Wall',
    'PYTHON_FOR_BUILD': '_PYTHON_PROJECT_BASE=/home/builder/cpython python3.13',
    'PY_LDFLAGS': '-L/home/builder/lib',
    'SHELL': '/bin/sh -e',
    'SOABI': 'cpython-313-wasm32-wasi',
    'TZPATH': '/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo',
    'VPATH': '../..',
    'abs_srcdir': '/home/builder/cpython/builddir/wasi/../..',
    'exec_prefix': '/usr/local',
    'prefix': '/usr/local',
    'srcdir': '../..',
}
`;

const rewritten = (prefix: string) => rewriteSysconfig(parseSysconfigData(BUILT), { prefix });

test("rewritten data name this installation, bare tools and no flags of the builder", () => {
  expect(
    formatSysconfigData(rewritten("/tools/cpython-wasi/3.13.9/x64")),
  ).toBe(`# system configuration generated and used by the sysconfig module
build_time_vars = {
    'AR': 'llvm-ar',
    'ARFLAGS': 'rcs',
    'BINDIR': '/tools/cpython-wasi/3.13.9/x64/bin',
    'BLDSHARED': 'clang -shared',
    'CC': 'clang',
    'CCSHARED': '',
    'CFLAGS': '',
    'CONFIGURE_LDFLAGS_NODIST': '',
    'CONFIG_ARGS': '',
    'COVERAGE_INFO': '',
    'CXX': 'clang++',
    'DESTDIRS': '/tools/cpython-wasi/3.13.9/x64 /tools/cpython-wasi/3.13.9/x64/lib /tools/cpython-wasi/3.13.9/x64/lib/python3.13',
    'EXT_SUFFIX': '.cpython-313-wasm32-wasi.so',
    'HAVE_DLOPEN': 1,
    'HOSTRUNNER': '',
    'INCLUDEPY': '/tools/cpython-wasi/3.13.9/x64/include/python3.13',
    'INSTALL': '/usr/bin/install -c',
    'LDCXXSHARED': 'clang++ -shared',
    'LDSHARED': 'clang -shared',
    'LIBDIR': '/tools/cpython-wasi/3.13.9/x64/lib',
    'LIBS': '-ldl  -lwasi-emulated-signal',
    'MODLIBS': '-lm Modules/expat/libexpat.a',
    'MULTIARCH': 'wasm32-wasi',
    'MY_TOOL': '',
    'OPT': '-DNDEBUG -g -O3 -Wall',
    'PYTHON_FOR_BUILD': '',
    'PY_LDFLAGS': '',
    'SHELL': '/bin/sh -e',
    'SOABI': 'cpython-313-wasm32-wasi',
    'TZPATH': '/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo',
    'VPATH': '',
    'abs_srcdir': '',
    'exec_prefix': '/tools/cpython-wasi/3.13.9/x64',
    'prefix': '/tools/cpython-wasi/3.13.9/x64',
    'srcdir': '',
}
`);
});

test("in the guest the prefix is the root, and paths below it have one slash", () => {
  expect(rewritten("/")).toMatchObject({
    prefix: "/",
    exec_prefix: "/",
    INCLUDEPY: "/include/python3.13",
    DESTDIRS: "/ /lib /lib/python3.13",
  });
});

test("no path of the builder is left", () => {
  expect(formatSysconfigData(rewritten("/p"))).not.toMatch(/builder|wasi-sdk-24/);
});

test("data that were rewritten for one folder are moved to another", () => {
  const moved = relocateSysconfig(rewritten("/staging/x64.staging-1"), "/staging/x64.staging-1", "/tools/x64");
  expect(moved).toEqual(rewritten("/tools/x64"));
});

test("a prefix of another builder is replaced as well", () => {
  const vars = { prefix: "/install", LIBDIR: "/install/lib", OTHER: "/installed/lib/x" };
  expect(rewriteSysconfig(vars, { prefix: "/p" })).toMatchObject({ prefix: "/p", LIBDIR: "/p/lib", OTHER: "" });
});

describe("the JSON beside the module, from 3.14 on", () => {
  const json = JSON.stringify({
    prefix: "/usr/local",
    installed_base: "/home/builder/python",
    projectbase: "/usr/local/bin",
    srcdir: "/usr/local/lib/python3.14/config-3.14-wasm32-wasi",
    userbase: "/home/builder/.local",
    CC: "/home/builder/wasi-sdk-24.0/bin/clang",
    SIZEOF_LONG: 4,
  });

  test("says the same, computed prefixes included", () => {
    expect(JSON.parse(rewriteSysconfigJson(json, { prefix: "/p" }))).toEqual({
      prefix: "/p",
      installed_base: "/p",
      projectbase: "/p/bin",
      srcdir: "",
      userbase: "",
      CC: "clang",
      SIZEOF_LONG: 4,
      LDSHARED: "clang -shared",
      BLDSHARED: "clang -shared",
      LDCXXSHARED: "clang++ -shared",
    });
  });
});
