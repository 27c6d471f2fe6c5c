/**
 * CPython for WASI in the one layout that the rest of the product knows.
 *
 * An install prefix, a build folder, a release pair and our own build all look different on disk; each is brought
 * into this shape once, below the tool cache, and everything after reads only this.
 *
 *     <path>/target-python.json     this interface, paths relative to the file
 *     <path>/include/python3.13/    headers, with the WASI build's pyconfig.h
 *     <path>/lib/*.a                libpython3.13.a and the archives that it needs, in `archives`
 *     <path>/lib/python3.13/        the standard library with compiled .pyc
 *     <path>/sysconfig/             _sysconfigdata__wasi_wasm32-wasi.py (and 3.14's JSON), paths of the builder rewritten
 *     <path>/python.wasm            the plain interpreter, where the source had one
 */
import type { PythonVersion } from "../python/version.ts";

export interface TargetPython {
  readonly version: PythonVersion;
  /** The SDK that built it. */
  readonly sdk: number;
  /** Absolute folder of the installation. */
  readonly path: string;
  /** Absolute; holds `Python.h` and the WASI build's `pyconfig.h`. */
  readonly include: string;
  /** Absolute path of `libpythonX.Y.a`. */
  readonly library: string;
  /** Absolute paths of the archives that libpython needs (mpdec, expat, HACL), in link order. */
  readonly archives: readonly string[];
  /** Absolute; `lib/pythonX.Y`. */
  readonly stdlib: string;
  /** Absolute folder with the `_sysconfigdata` module. */
  readonly sysconfig: string;
  /** Name of that module, without `.py`: `_sysconfigdata__wasi_wasm32-wasi`. */
  readonly sysconfigName: string;
  /** Absolute path of the plain interpreter. */
  readonly interpreter: string | undefined;
  /** `cpython-313-wasm32-wasi`. */
  readonly soabi: string;
  /** `.cpython-313-wasm32-wasi.so`. */
  readonly extensionSuffix: string;
  /** `wasm32-wasi`, in every version so far. */
  readonly multiarch: string;
  /** Bytes, `-z stack-size` of CPython's own link. */
  readonly stackSize: number;
  /** Bytes, `--initial-memory` of CPython's own link. */
  readonly initialMemory: number;
  /** Libraries of the SDK that CPython's own link names, without `-l`: `wasi-emulated-signal`, `m`, … */
  readonly systemLibraries: readonly string[];
  /** Where it came from, for the log: `release python-3.13.9-wasi_sdk-24.zip`. */
  readonly origin: string;
}
