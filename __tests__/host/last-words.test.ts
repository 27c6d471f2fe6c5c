/** Listening to what a guest writes to its error stream. */
import { expect, test } from "@jest/globals";
import { lastWordsOf } from "../../src/host/last-words.ts";

/** A guest's memory with the texts in it, and one ciovec for each from address 0 on. */
function memoryWith(...texts: string[]) {
  const buffer = new ArrayBuffer(65536);
  const view = new DataView(buffer);
  let at = 1024;
  for (const [i, text] of texts.entries()) {
    const bytes = new TextEncoder().encode(text);
    new Uint8Array(buffer).set(bytes, at);
    view.setUint32(8 * i, at, true);
    view.setUint32(8 * i + 4, bytes.length, true);
    at += bytes.length;
  }
  return { buffer };
}

type FdWrite = (fd: number, vectors: number, count: number, written: number) => number;

function listening(memory: { buffer: ArrayBufferLike }) {
  const calls: number[][] = [];
  const wasi: Record<string, FdWrite> = { fd_write: (...all) => calls.push(all) };
  const lastWords = lastWordsOf({ wasi_snapshot_preview1: wasi } as never, () => memory);
  const write: FdWrite = (...all) => wasi.fd_write?.(...all) ?? -1;
  return { write, lastWords, calls };
}

test("the error stream is heard, and written as before", () => {
  const { write, lastWords, calls } = listening(memoryWith("thread panicked ", "at ß.rs"));
  write(2, 0, 2, 512);
  write(1, 0, 1, 512);
  expect(lastWords()).toBe("thread panicked at ß.rs");
  expect(calls).toEqual([
    [2, 0, 2, 512],
    [1, 0, 1, 512],
  ]);
});

test("only the end is kept", () => {
  const { write, lastWords } = listening(memoryWith("x".repeat(5000), "y".repeat(5000)));
  write(2, 0, 2, 512);
  expect(lastWords()).toBe("x".repeat(3192) + "y".repeat(5000));
});
