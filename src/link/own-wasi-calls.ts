/**
 * Calls of WASI that an extension makes without libc, as Rust's standard library does for `println!`: they would pass by
 * the interpreter's table of descriptors (`target/libc/src/duplicates.c`), and write to the host's output what Python has
 * diverted. The two that reach streams go to functions of ours that have the very types of WASI's.
 */
import type { Import } from "../object/imports.ts";

const MODULE = "wasi_snapshot_preview1";
const OURS: Readonly<Record<string, string>> = { fd_read: "pywasi_stream_read", fd_write: "pywasi_stream_write" };

/** @returns the name of the function that takes an import's place; undefined for all others */
export function streamFunction(imported: Pick<Import, "module" | "name"> | undefined): string | undefined {
  if (imported?.module !== MODULE || !Object.hasOwn(OURS, imported.name)) return undefined;
  return OURS[imported.name];
}
