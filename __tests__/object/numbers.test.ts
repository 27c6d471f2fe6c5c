import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { ByteReader } from "../../src/object/byte-reader.ts";
import { ByteWriter } from "../../src/object/byte-writer.ts";

const reader = (...bytes: number[]) => new ByteReader(Uint8Array.from(bytes), "x.o", 100);

describe("a LEB128 number", () => {
  test("of 32 unsigned bits comes back, at every width the linker pads to", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 1, max: 5 }), (value, width) => {
        const bytes = new ByteWriter().u32(value, width).finish();
        expect(bytes.length).toBeGreaterThanOrEqual(width);
        const read = new ByteReader(bytes, "x.o");
        expect(read.u32()).toBe(value);
        expect(read.atEnd).toBe(true);
      }),
    );
  });

  test("of 32 signed bits comes back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
        fc.integer({ min: 1, max: 5 }),
        (value, width) => {
          const bytes = new ByteWriter().s32(value, width).finish();
          expect(bytes.length).toBeGreaterThanOrEqual(width);
          expect(new ByteReader(bytes, "x.o").s32()).toBe(value);
        },
      ),
    );
  });

  test("of 64 signed bits comes back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(new ByteReader(new ByteWriter().s64(value).finish(), "x.o").s64()).toBe(value);
      }),
    );
  });

  test.each([
    ["ends early", [0x80, 0x80], /data end early at offset 102/],
    ["goes on for ever", [0x80, 0x80, 0x80, 0x80, 0x80, 0x00], /more than 5 bytes at offset 100/],
    ["is larger than 32 bits", [0xff, 0xff, 0xff, 0xff, 0x1f], /more than 32 bits at offset 100/],
  ])("that %s is refused with its offset", (_, bytes, message) => {
    expect(() => reader(...bytes).u32()).toThrow(message);
  });

  test.each([
    ["goes on for ever", [0x80, 0x80, 0x80, 0x80, 0x80, 0x00], /more than 5 bytes/],
    ["is larger than 32 bits", [0xff, 0xff, 0xff, 0xff, 0x3f], /more than 32 bits/],
  ])("with a sign that %s is refused", (_, bytes, message) => {
    expect(() => reader(...bytes).s32()).toThrow(message);
  });

  test("that nobody asks for is passed, whatever it is", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const read = reader(...new ByteWriter().s64(value).byte(7).finish());
        read.skipNumber();
        expect(read.byte()).toBe(7);
      }),
    );
    expect(() => reader(...Array(10).fill(0x80), 0).skipNumber()).toThrow(/more than 10 bytes/);
  });

  test("of 64 bits that goes on for ever is refused", () => {
    expect(() => reader(...Array<number>(11).fill(0x80)).s64()).toThrow(/more than 10 bytes/);
  });
});

describe("a reader", () => {
  test("refuses a name that is not UTF-8", () => {
    expect(() => reader(2, 0xc3, 0x28).string()).toThrow(/not UTF-8 at offset 101/);
  });

  test("keeps a byte order mark, so that names come back as they were", () => {
    expect(reader(3, 0xef, 0xbb, 0xbf).string()).toBe("\ufeff");
  });

  test("refuses a count that the rest of the file has no room for, before anything is allocated", () => {
    expect(() => reader(0xff, 0xff, 0xff, 0xff, 0x0f).count()).toThrow(/4294967295 entries are announced/);
  });

  test("says how much is missing", () => {
    expect(() => reader(1, 2).take(3)).toThrow("3 bytes are announced, 2 are left");
  });
});
