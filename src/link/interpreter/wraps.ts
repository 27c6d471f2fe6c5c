/** Functions that ours stand in front of in the interpreter: wasm-ld's `--wrap` (lld/docs/WebAssembly.rst). */
import { ADDITIONS } from "../../libc/additions.ts";

/** What `os.dup` calls, which CPython builds without dup() because wasi-libc has none; `target/c/main.c` has it call ours. */
const PYTHONS = ["_Py_dup"];

/** For the compiler that links. */
export function wrapArguments(): readonly string[] {
  const names = [...ADDITIONS.flatMap(({ wraps = [] }) => wraps), ...PYTHONS];
  return names.map((name) => `-Wl,--wrap=${name}`);
}
