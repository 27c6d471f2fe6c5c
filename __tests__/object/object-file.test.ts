import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isRelocatable, isWasm, readObject, type Section, writeObject } from "../../src/object/object-file.ts";
import { UserError } from "../../src/report/errors.ts";
import { READERS } from "./read-everything.ts";
import { custom, section, smallObject, symbol } from "./small-object.ts";

const anySection: fc.Arbitrary<Section> = fc
  .record({
    id: fc.integer({ min: 0, max: 13 }),
    name: fc.string({ unit: "grapheme" }),
    body: fc.uint8Array({ maxLength: 200 }),
    sizeWidth: fc.integer({ min: 2, max: 5 }),
    nameWidth: fc.integer({ min: 2, max: 5 }),
  })
  .map((each) => ({
    ...each,
    name: each.id === 0 ? each.name : "",
    nameWidth: each.id === 0 ? each.nameWidth : 1,
    offset: 0,
  }));

describe("an object", () => {
  test("comes out as it was read, byte for byte, however its sizes are padded", () => {
    fc.assert(
      fc.property(fc.array(anySection, { maxLength: 8 }), (sections) => {
        const bytes = writeObject({ file: "x.o", sections });
        expect(Buffer.compare(writeObject(readObject(bytes, "x.o")), bytes)).toBe(0);
      }),
    );
  });

  test("is relocatable when it has a linking section", () => {
    expect(isRelocatable(smallObject())).toBe(true);
    expect(isRelocatable({ file: "x", sections: [custom("name", Uint8Array.of())] })).toBe(false);
  });

  test.each([
    ["something else", Buffer.from("\x7fELF, an ordinary file"), /magic number .* is missing at offset 0/],
    ["a component", Buffer.from([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]), /magic number/],
    ["cut in the middle of a section", writeObject(smallObject()).subarray(0, 60), /bytes are announced/],
    [
      "with a section of no known number",
      Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 14, 0]),
      /no section number 14 at offset 8/,
    ],
  ])("that is %s is refused", (_, bytes, message) => {
    expect(() => readObject(bytes, "x.o")).toThrow(message);
  });

  test("names the file and the offset in both notations", () => {
    expect(() => readObject(Buffer.from("\0asm\x01\0\0\0\x01\x09"), "dir/x.o")).toThrow(
      "dir/x.o cannot be read as a WebAssembly object: 9 bytes are announced, 0 are left at offset 10 (0xa).",
    );
  });
});

describe("a damaged object", () => {
  const whole = writeObject(
    smallObject({
      symbols: [symbol("function", "PyInit_x", 0, 1), symbol("function", "other", 0x10, 0), symbol("data", "d")],
      comdats: [{ name: "g", flags: 0, members: [{ kind: "function", index: 1 }] }],
      extra: [section(13, Uint8Array.of(1, 0, 0)), custom("producers", Uint8Array.of(1, 1, 0x61, 0))],
    }),
  );

  test("is read or refused with WASI-OBJECT-FORMAT, and never anything else", () => {
    const mutation = fc.record({ place: fc.nat(whole.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), fc.nat(whole.length), (mutations, cut) => {
        const bytes = Uint8Array.from(whole);
        for (const { place, value } of mutations) bytes[place] = value;
        const damaged = cut % 3 === 0 ? bytes.subarray(0, cut) : bytes;
        for (const read of READERS) {
          try {
            read(readObject(damaged, "x.o"));
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
            expect((error as UserError).code).toBe("WASI-OBJECT-FORMAT");
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  test("of random bytes is read or refused alike", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const bytes = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...noise]);
        for (const read of READERS) {
          try {
            read(readObject(bytes, "x.o"));
          } catch (error) {
            expect((error as UserError).code).toBe("WASI-OBJECT-FORMAT");
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("four magic bytes alone are no WebAssembly", () => expect(isWasm(Buffer.from("\0asm"))).toBe(false));
