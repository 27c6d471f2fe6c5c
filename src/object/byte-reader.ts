/**
 * A cursor over bytes of a WebAssembly file that never leaves them: whatever the input says, reading ends with a value
 * or with WASI-OBJECT-FORMAT at the offset where the trouble is.
 * LEB128: WebAssembly core specification, "Values/Integers"; a number of N bits takes at most ceil(N/7) bytes.
 */
import type { UserError } from "../report/errors.ts";
import { formatError } from "./format-error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class ByteReader {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Where `bytes` begin in the file, for error messages. */
  readonly base: number;
  position = 0;

  constructor(bytes: Uint8Array, file: string, base = 0) {
    this.bytes = bytes;
    this.file = file;
    this.base = base;
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  /** @throws {UserError} WASI-OBJECT-FORMAT, as all methods below when the bytes end early */
  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined) throw this.error("the data end early");
    this.position++;
    return value;
  }

  /** An unsigned LEB128 of at most 32 bits. */
  u32(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    const start = this.position - 1;
    let value = first & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      const next = this.byte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
    const last = this.byte();
    if (last >= 0x80) throw this.error("a number has more than 5 bytes", start);
    if (last > 0x0f) throw this.error("a number has more than 32 bits", start);
    // A product, because << would make the 32nd bit a sign.
    return value + last * 0x1000_0000;
  }

  /** A signed LEB128 of at most 32 bits. */
  s32(): number {
    const start = this.position;
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 5; i++) {
      const next = this.byte();
      value += (next & 0x7f) * scale;
      scale *= 128;
      if (next >= 0x80) continue;
      if (next & 0x40) value -= scale;
      if (value !== (value | 0)) throw this.error("a number has more than 32 bits", start);
      return value;
    }
    throw this.error("a number has more than 5 bytes", start);
  }

  /** A signed LEB128 of at most 64 bits. */
  s64(): bigint {
    const start = this.position;
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const next = this.byte();
      value |= BigInt(next & 0x7f) << shift;
      if (next >= 0x80) continue;
      return BigInt.asIntN(64, next & 0x40 ? value - (1n << (shift + 7n)) : value);
    }
    throw this.error("a number has more than 10 bytes", start);
  }

  /** Passes a LEB128 of at most 64 bits. */
  skipNumber(): void {
    const start = this.position;
    while (this.byte() >= 0x80) {
      if (this.position - start >= 10) throw this.error("a number has more than 10 bytes", start);
    }
  }

  /** The next `length` bytes, not copied. */
  take(length: number): Uint8Array {
    if (length > this.remaining) throw this.error(`${length} bytes are announced, ${this.remaining} are left`);
    const start = this.position;
    this.position += length;
    return this.bytes.subarray(start, this.position);
  }

  skip(length: number): void {
    this.take(length);
  }

  /** A length and that many bytes of UTF-8. */
  string(): string {
    const length = this.u32();
    const start = this.position;
    const bytes = this.take(length);
    try {
      return utf8.decode(bytes);
    } catch {
      throw this.error("a name is not UTF-8", start);
    }
  }

  /**
   * A count of entries that take at least `bytesEach`, so that a forged count cannot make anybody allocate or loop
   * beyond the file's own size.
   */
  count(bytesEach = 1): number {
    const start = this.position;
    const count = this.u32();
    if (count * bytesEach > this.remaining)
      throw this.error(`${count} entries are announced, but there is no room`, start);
    return count;
  }

  /** A reader of the next `length` bytes only. */
  slice(length: number): ByteReader {
    const base = this.base + this.position;
    return new ByteReader(this.take(length), this.file, base);
  }

  expectEnd(what: string): void {
    if (!this.atEnd) throw this.error(`${this.remaining} bytes follow the end of ${what}`);
  }

  error(problem: string, position = this.position): UserError {
    return formatError(this.file, this.base + position, problem);
  }
}
