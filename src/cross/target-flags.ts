/** What clang must be told so that C and C++ sources see WASI and this CPython. */
import type { TargetPython } from "../cpython/target-python.ts";

/**
 * wasi-libc declares signals, process clocks, mmap and getpid only under these macros, and implements them in libraries
 * of the same names. CPython itself is configured with three of them, so its headers assume them in extensions too.
 * `_WASI_EMULATED_PTHREAD` turns the static assertions of pthread.h into single-threaded stubs, which from SDK 25 on
 * are part of libc; to a libc that does not know the macro it means nothing.
 * https://github.com/WebAssembly/wasi-libc/blob/main/libc-top-half/musl/include/pthread.h
 */
const EMULATIONS = ["SIGNAL", "PROCESS_CLOCKS", "MMAN", "GETPID", "PTHREAD"];

/** The libraries behind the macros; archives cost nothing where nobody calls them. pthread's stubs are in libc itself. */
export const EMULATION_LIBRARIES = [
  "-lwasi-emulated-signal",
  "-lwasi-emulated-process-clocks",
  "-lwasi-emulated-mman",
  "-lwasi-emulated-getpid",
];

export function targetFlags(target: TargetPython): readonly string[] {
  return [
    // First on the path, so that the WASI build's pyconfig.h wins over every other Python.h around.
    `-I${target.include}`,
    ...EMULATIONS.map((name) => `-D_WASI_EMULATED_${name}`),
  ];
}
