/**
 * A cursor over the instructions of a function's body that knows how long each one is, and no more.
 * Sources: core specification, "Instructions"; the proposals for threads, exception handling and tail calls.
 */
import type { ByteReader } from "./byte-reader.ts";

/** What stands behind each opcode: letters of `IMMEDIATES`, in order. */
const SHAPES: Readonly<Record<number, string>> = {
  2: "b", // block
  3: "b", // loop
  4: "b", // if
  6: "b", // try
  7: "u", // catch
  8: "u", // throw
  9: "u", // rethrow
  12: "u", // br
  13: "u", // br_if
  14: "t", // br_table
  16: "u", // call
  17: "uu", // call_indirect
  18: "u", // return_call
  19: "uu", // return_call_indirect
  24: "u", // delegate
  28: "v", // select with types
  31: "bc", // try_table
  32: "u", // local.get
  33: "u", // local.set
  34: "u", // local.tee
  35: "u", // global.get
  36: "u", // global.set
  37: "u", // table.get
  38: "u", // table.set
  63: "u", // memory.size
  64: "u", // memory.grow
  65: "s", // i32.const
  66: "l", // i64.const
  67: "4", // f32.const
  68: "8", // f64.const
  208: "s", // ref.null
  210: "u", // ref.func
};
/** Those without immediates: control, exceptions, parametric, and all numeric ones. */
const PLAIN = new Set([0, 1, 5, 10, 11, 15, 25, 26, 27, 209]);
/** The same by opcode, for there are millions of them; the prefixes have none. */
const SHAPE_BY_OPCODE: readonly (string | undefined)[] = Array.from({ length: 256 }, (_, opcode) => {
  if (opcode >= 0x28 && opcode <= 0x3e) return "m";
  if ((opcode >= 0x45 && opcode <= 0xc4) || PLAIN.has(opcode)) return "";
  return SHAPES[opcode];
});
const BULK: Readonly<Record<number, string>> = { 8: "uu", 9: "u", 10: "uu", 11: "u", 12: "uu", 13: "u", 14: "uu" };

export class InstructionCursor {
  readonly reader: ByteReader;
  opcode = 0;
  /** The number behind the prefixes 0xfc, 0xfd and 0xfe. */
  sub = 0;
  /** The first two immediates where they are indexes or an i32, and where they stand in the reader's bytes. */
  first = 0;
  firstAt = 0;
  second = 0;
  secondAt = 0;

  /** @param reader of a body, after its locals */
  constructor(reader: ByteReader) {
    this.reader = reader;
  }

  /**
   * @returns false at the end, and at an instruction that is not known, after which nothing can be told
   * @throws {UserError} WASI-OBJECT-FORMAT for an instruction that ends early
   */
  next(): boolean {
    const { reader } = this;
    if (reader.atEnd) return false;
    this.opcode = reader.byte();
    const shape = SHAPE_BY_OPCODE[this.opcode] ?? this.prefixed();
    if (shape === undefined) return false;
    if (shape.length > 0) {
      this.firstAt = reader.position;
      this.first = this.immediate(shape.charAt(0));
    }
    for (let place = 1; place < shape.length; place++) {
      this.secondAt = reader.position;
      this.second = this.immediate(shape.charAt(place));
    }
    return true;
  }

  private prefixed(): string | undefined {
    const { opcode } = this;
    if (opcode < 0xfc) return undefined;
    const sub = this.reader.u32();
    this.sub = sub;
    if (opcode === 0xfc) return sub < 8 ? "" : (BULK[sub] ?? (sub <= 17 ? "u" : undefined));
    if (opcode === 0xfd) return vectorShape(sub);
    if (opcode === 0xfe) return sub === 3 ? "1" : "m";
    return undefined;
  }

  private immediate(letter: string): number {
    const { reader } = this;
    switch (letter) {
      case "u":
        return reader.u32();
      case "s":
        return reader.s32();
      case "l":
      case "b":
        // A block's type is a signed number of 33 bits.
        reader.skipNumber();
        return 0;
      case "m": {
        const align = reader.u32();
        if (align & 0x40) reader.u32();
        this.secondAt = reader.position;
        this.second = reader.u32();
        return align;
      }
      case "t":
        for (let left = reader.count() + 1; left > 0; left--) reader.u32();
        return 0;
      case "v":
        reader.skip(reader.u32());
        return 0;
      case "c":
        for (let left = reader.count(2); left > 0; left--) {
          // catch and catch_ref name a tag before the label.
          if (reader.byte() < 2) reader.u32();
          reader.u32();
        }
        return 0;
      case "w": // sixteen lanes
        reader.skip(16);
        return 0;
      default:
        reader.skip(Number(letter));
        return 0;
    }
  }
}

function vectorShape(sub: number): string {
  if (sub <= 11 || sub === 92 || sub === 93) return "m";
  if (sub === 12 || sub === 13) return "w";
  if (sub >= 21 && sub <= 34) return "1";
  return sub >= 84 && sub <= 91 ? "m1" : "";
}
