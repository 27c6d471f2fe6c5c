/** One cross environment for the tests of this folder. */
import type { TargetPython } from "../../src/cpython/target-python.ts";
import type { CrossOptions } from "../../src/cross/cross.ts";
import { parsePythonVersion } from "../../src/python/version.ts";

const version = parsePythonVersion("3.13.5");
if (!version) throw new Error("3.13.5 is a version");

export const target: TargetPython = {
  version,
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
  folder: "/cross",
  node: "/node/bin/node",
  buildPython: "/python/bin/python3.13",
  wasiLd: "#!/bin/sh\nexec /sdk/bin/wasm-ld\n",
  hostPath: "/usr/bin:/bin",
};
