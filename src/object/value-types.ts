/** Value types, tables and memories, as imports and definitions spell them. Source: core specification, "Types". */
import type { ByteReader } from "./byte-reader.ts";

export type ValueType = "i32" | "i64" | "f32" | "f64" | "v128" | "funcref" | "externref" | "exnref";

const BY_CODE: Readonly<Record<number, ValueType>> = {
  127: "i32",
  126: "i64",
  125: "f32",
  124: "f64",
  123: "v128",
  112: "funcref",
  111: "externref",
  105: "exnref",
};
const CODES = Object.fromEntries(Object.entries(BY_CODE).map(([code, name]) => [name, Number(code)]));

/** @throws {UserError} WASI-OBJECT-FORMAT for a type that LLVM does not write into objects */
export function readValueType(reader: ByteReader): ValueType {
  const code = reader.byte();
  const type = BY_CODE[code];
  if (!type) throw reader.error(`there is no value type 0x${code.toString(16)}`, reader.position - 1);
  return type;
}

export function valueTypeCode(type: ValueType): number {
  return CODES[type] ?? 0;
}

const HAS_MAXIMUM = 1;
const IS_64 = 4;

/** The bounds of a table or memory, read over: no part of the product looks at them. */
export function skipLimits(reader: ByteReader): void {
  const flags = reader.byte();
  const skip = () => (flags & IS_64 ? reader.s64() : reader.u32());
  skip();
  if (flags & HAS_MAXIMUM) skip();
}
