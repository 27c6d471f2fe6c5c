/** One cross environment for the tests of this folder. */
import type { TargetPython } from "../../src/cpython/target-python.ts";
import type { CrossOptions } from "../../src/cross/cross.ts";
import { type PythonVersion, parsePythonVersion } from "../../src/python/version.ts";

function exact(text: string): PythonVersion {
  const version = parsePythonVersion(text);
  if (!version) throw new Error(`${text} is a version`);
  return version;
}

export const target: TargetPython = {
  version: exact("3.13.5"),
  sdk: 24,
  path: "/target",
  include: "/target/include/python3.13",
  library: "/target/lib/libpython3.13.a",
  archives: [],
  stdlib: "/target/lib/python3.13",
  sysconfig: "/target/sysconfig",
  sysconfigName: "_sysconfigdata__wasi_wasm32-wasi",
  interpreter: undefined,
  soabi: "cpython-313-wasm32-wasi",
  extensionSuffix: ".cpython-313-wasm32-wasi.so",
  multiarch: "wasm32-wasi",
  stackSize: 8388608,
  initialMemory: 20971520,
  systemLibraries: [],
  origin: "a test",
};

export const options: CrossOptions = {
  sdk: { number: 24, path: "/sdk", sysroot: "/sdk/share/wasi-sysroot", origin: "a test", standIn: false },
  target,
  additions: { include: "/product/target/libc/include", lib: "/additions" },
  folder: "/cross",
  node: "/node/bin/node",
  buildPython: "/python/bin/python3.13",
  wasiLd: "#!/bin/sh\nexec /sdk/bin/wasm-ld\n",
  hostPath: "/usr/bin:/bin",
};

/** What is awkward at once: another series and SDK, folders with a space, a quote and a dollar, CPython's own tag. */
export const awkward: CrossOptions = {
  sdk: { number: 21, path: "/my sdk", sysroot: "/my sdk/share/wasi-sysroot", origin: "a test", standIn: false },
  target: {
    ...target,
    version: exact("3.11.8"),
    sdk: 21,
    path: "/it's",
    include: "/it's/include/python3.11",
    library: "/it's/lib/libpython3.11.a",
    stdlib: "/it's/lib/python3.11",
    sysconfig: "/it's/sysconfig",
    soabi: "cpython-311-wasm32-wasi",
    extensionSuffix: ".cpython-311-wasm32-wasi.so",
  },
  additions: { include: "/my product/target/libc/include", lib: "/my additions" },
  folder: "/a $cross",
  node: "/node js/bin/node",
  buildPython: "/my python/bin/python3.11",
  wasiLd: "#!/bin/sh\nexec /sdk/bin/wasm-ld\n",
  hostPath: "/usr/bin:/bin",
  platformTag: "wasi_wasm32",
};
