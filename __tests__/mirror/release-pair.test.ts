import { describe, expect, test } from "@jest/globals";
import { buildMembers, interpreterMembers } from "../../src/mirror/release-pair.ts";

const CONFIG = "lib/python3.11/config-3.11-wasm32-wasi";
const PREFIX = [
  "bin/python3.11.wasm",
  "include/python3.11/Python.h",
  "include/python3.11/pyconfig.h",
  "lib/libpython3.11.a",
  "lib/python3.11/LICENSE.txt",
  "lib/python3.11/__pycache__/os.cpython-311.pyc",
  "lib/python3.11/_sysconfigdata__wasi_wasm32-wasi.py",
  `${CONFIG}/Makefile`,
  `${CONFIG}/config.c`,
  `${CONFIG}/libpython3.11.a`,
  "lib/python3.11/json/__init__.py",
  "lib/python3.11/json/__pycache__/__init__.cpython-311.pyc",
  "lib/python3.11/lib-dynload/queue.py",
  "lib/python3.11/os.py",
  "lib/python3.11/site-packages/README.txt",
  "lib/python3.11/test/test_os.py",
  "lib/python3.11/tkinter/__init__.py",
  "lib/python3.11/unittest/test/test_case.py",
];

describe("the interpreter's zip of a release", () => {
  test("has python.wasm and the standard library, without tests, caches, headers and archives", () => {
    expect(interpreterMembers(PREFIX, "3.11").map(({ path }) => path)).toEqual([
      "python.wasm",
      "lib/python3.11/LICENSE.txt",
      "lib/python3.11/_sysconfigdata__wasi_wasm32-wasi.py",
      "lib/python3.11/json/__init__.py",
      "lib/python3.11/os.py",
      "lib/python3.11/unittest/test/test_case.py",
    ]);
  });

  test("keeps the interpreter executable", () => {
    const [wasm] = interpreterMembers(PREFIX, "3.11");
    expect(wasm).toEqual({ path: "python.wasm", from: "bin/python3.11.wasm", executable: true });
  });
});

describe("the build's zip of a release", () => {
  test("has what a relink needs, at the places of a build folder", () => {
    const places = Object.fromEntries(buildMembers(PREFIX, "3.11").map(({ path, from }) => [path, from]));
    expect(places).toEqual({
      Makefile: `${CONFIG}/Makefile`,
      "pyconfig.h": "include/python3.11/pyconfig.h",
      "libpython3.11.a": "lib/libpython3.11.a",
      "Modules/Setup.local": `${CONFIG}/Setup.local`,
      "Modules/Setup.stdlib": `${CONFIG}/Setup.stdlib`,
      "Modules/config.c": `${CONFIG}/config.c`,
      "Modules/_decimal/libmpdec/libmpdec.a": "lib/libmpdec.a",
      "Modules/expat/libexpat.a": "lib/libexpat.a",
      "Programs/python.o": `${CONFIG}/python.o`,
    });
  });
});
