/**
 * What a guest wrote to its error stream before it trapped: abort() itself says nothing, the line before it does
 * (a Rust panic, a failed assertion, Python's fatal errors). The output goes where it always goes; we only listen.
 */

const STDERR = 2;
/** Bytes kept; a panic's message is one line, but Python's fatal error prints a stack behind it. */
const KEPT = 8192;

/** A `WebAssembly.Memory`. */
export interface GuestMemory {
  readonly buffer: ArrayBufferLike;
}

type FdWrite = (fd: number, vectors: number, count: number, written: number) => number;

/**
 * Listens to fd_write of a WASI import object, which it changes.
 *
 * @param memory of the instance; asked for only when the guest writes
 * @returns the last words so far
 */
export function lastWordsOf(imports: WebAssembly.Imports, memory: () => GuestMemory): () => string {
  const wasi = imports.wasi_snapshot_preview1 ?? {};
  const write = wasi.fd_write as FdWrite | undefined;
  let kept = Buffer.alloc(0);
  if (write !== undefined) {
    wasi.fd_write = (fd: number, vectors: number, count: number, written: number) => {
      if (fd === STDERR) kept = Buffer.concat([kept, ...gathered(memory().buffer, vectors, count)]).subarray(-KEPT);
      return write(fd, vectors, count, written);
    };
  }
  return () => kept.toString("utf8");
}

/** The pieces of an array of `ciovec`s, copied: https://github.com/WebAssembly/WASI/blob/wasi-0.1/preview1/docs.md */
function gathered(buffer: ArrayBufferLike, vectors: number, count: number): readonly Uint8Array[] {
  const view = new DataView(buffer);
  return Array.from({ length: count }, (_, i) => {
    const at = view.getUint32(vectors + 8 * i, true);
    return new Uint8Array(buffer, at, view.getUint32(vectors + 8 * i + 4, true)).slice();
  });
}
