import { describe, expect, test } from "@jest/globals";
import { nativeEnvironment } from "../../../src/cpython/build-python/native-environment.ts";
import { cpythonHeaders } from "../../../src/cpython/layout/headers.ts";
import { patchlevelFor } from "../../../src/cpython/layout/patchlevel.ts";
import { stdlibFiles } from "../../../src/cpython/layout/stdlib-files.ts";
import { parsePythonVersion } from "../../../src/python/version.ts";

test("the guest's standard library has no screens, no tests, no compiled files and none of the builder's data", () => {
  const kept = [
    "os.py",
    "json/decoder.py",
    "multiprocessing/pool.py",
    "encodings/idna.py",
    "test_not_a_folder.py",
    "unittest/case.py",
    "pydoc_data/topics.py",
  ];
  const left = [
    "ensurepip/_bundled/pip-24.whl",
    "idlelib/run.py",
    "lib2to3/pgen2/driver.py",
    "test/support/__init__.py",
    "tkinter/ttk.py",
    "turtledemo/clock.py",
    "unittest/test/test_case.py",
    "ctypes/test/test_cast.py",
    "json/__pycache__/decoder.cpython-311.pyc",
    "old.pyc",
    "config-3.11-wasm32-wasi/libpython3.11.a",
    "_sysconfigdata__wasi_wasm32-wasi.py",
    "_sysconfig_vars__wasi_wasm32-wasi.json",
    "site-packages/pip/__init__.py",
    "lib-dynload/_ssl.so",
  ];
  expect(stdlibFiles([...kept, ...left])).toEqual(kept);
});

test("of an include folder only CPython's own headers are taken, not what packages of the build machine put there", () => {
  const own = ["Python.h", "cpython/object.h", "internal/pycore_gc.h", "internal/mimalloc/mimalloc.h"];
  expect(cpythonHeaders([...own, "pyconfig.h", "numpy/arrayobject.h", "greenlet/greenlet.h", "README"])).toEqual(own);
});

describe("patchlevel.h", () => {
  const text = [
    "#define PY_RELEASE_LEVEL_BETA   0xB",
    "#define PY_RELEASE_LEVEL_FINAL  0xF",
    "#define PY_MAJOR_VERSION        3",
    "#define PY_MINOR_VERSION        13",
    "#define PY_MICRO_VERSION        0",
    "#define PY_RELEASE_LEVEL        PY_RELEASE_LEVEL_FINAL",
    "#define PY_RELEASE_SERIAL       0",
    '#define PY_VERSION              "3.13.0"',
    "#define PY_VERSION_HEX ((PY_MAJOR_VERSION << 24) | \\",
  ].join("\n");
  const version = (text: string) => {
    const parsed = parsePythonVersion(text);
    if (!parsed) throw new Error(text);
    return parsed;
  };

  test("says the version of the library, not of the Python whose headers are used", () => {
    expect(patchlevelFor(text, version("3.13.9"))).toBe(
      text.replace("MICRO_VERSION        0", "MICRO_VERSION        9").replace('"3.13.0"', '"3.13.9"'),
    );
    expect(patchlevelFor(text, version("3.15.0b4"))).toMatch(
      /PY_RELEASE_LEVEL {8}PY_RELEASE_LEVEL_BETA\n.*SERIAL {7}4\n/,
    );
  });

  test("of the same version stays as it is", () => expect(patchlevelFor(text, version("3.13.0"))).toBe(text));
});

test("the native environment keeps what a program needs and drops what points at another target", () => {
  const kept = { PATH: "/bin", HOME: "/me", pythonLocation: "/py", LANG: "C", CCACHE_DIR: "/cc", https_proxy: "p" };
  const dropped = {
    CC: "x",
    CFLAGS: "x",
    PYTHONPATH: "x",
    _PYTHON_HOST_PLATFORM: "x",
    PKG_CONFIG_PATH: "x",
    MAKEFLAGS: "-n",
  };
  expect(nativeEnvironment({ ...kept, ...dropped })).toEqual(kept);
});
