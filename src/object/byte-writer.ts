/** Bytes that grow as they are written, with the encodings of the WebAssembly binary format. */
const utf8 = new TextEncoder();

/** Width of a LEB128 that the linker may rewrite in place (tool-conventions Linking.md: "padded to 5 bytes"). */
export const PADDED = 5;

export class ByteWriter {
  private buffer: Uint8Array;
  length = 0;

  constructor(capacity = 256) {
    this.buffer = new Uint8Array(capacity);
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.buffer.length * 2));
    grown.set(this.buffer.subarray(0, this.length));
    this.buffer = grown;
  }

  byte(value: number): this {
    this.reserve(1);
    this.buffer[this.length++] = value;
    return this;
  }

  bytes(source: Uint8Array): this {
    this.reserve(source.length);
    this.buffer.set(source, this.length);
    this.length += source.length;
    return this;
  }

  /** Unsigned LEB128, padded to `width` bytes where that is more than the number needs. */
  u32(value: number, width = 1): this {
    this.reserve(10);
    let rest = value;
    let written = 1;
    for (; rest >= 0x80 || written < width; written++) {
      this.buffer[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.buffer[this.length++] = rest;
    return this;
  }

  /** Signed LEB128 of 32 bits, padded to `width` bytes where that is more than the number needs. */
  s32(value: number, width = 1): this {
    let rest = value;
    for (let written = 1; ; written++) {
      const low = rest & 0x7f;
      rest >>= 7;
      const last = (rest === 0 && low < 0x40) || (rest === -1 && low >= 0x40);
      if (last && written >= width) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  /** Signed LEB128 of 64 bits. */
  s64(value: bigint): this {
    let rest = value;
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if ((rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  string(text: string): this {
    const bytes = utf8.encode(text);
    return this.u32(bytes.length).bytes(bytes);
  }

  /** A length and then the bytes. */
  sized(content: Uint8Array, width = 1): this {
    return this.u32(content.length, width).bytes(content);
  }

  /** What was written; the writer must not be used afterwards. */
  finish(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}
