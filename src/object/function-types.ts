/** The type section: signatures of functions. Source: core specification, "Type Section". */
import { ByteWriter } from "./byte-writer.ts";
import { findSection, type ObjectFile, SectionId, sectionReader } from "./object-file.ts";
import { readValueType, type ValueType, valueTypeCode } from "./value-types.ts";

export interface FunctionType {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

const FUNCTION = 0x60;

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readFunctionTypes(object: ObjectFile): FunctionType[] {
  const section = findSection(object, SectionId.type);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const list = () => Array.from({ length: reader.count() }, () => readValueType(reader));
  const types = Array.from({ length: reader.count(3) }, () => {
    const form = reader.byte();
    if (form !== FUNCTION)
      throw reader.error(`type form 0x${form.toString(16)} is not a function`, reader.position - 1);
    return { parameters: list(), results: list() };
  });
  reader.expectEnd("the type section");
  return types;
}

/** The content of the section. */
export function encodeFunctionTypes(types: readonly FunctionType[]): Uint8Array {
  const writer = new ByteWriter(types.length * 8 + 8).u32(types.length);
  for (const { parameters, results } of types) {
    writer.byte(FUNCTION).u32(parameters.length);
    for (const type of parameters) writer.byte(valueTypeCode(type));
    writer.u32(results.length);
    for (const type of results) writer.byte(valueTypeCode(type));
  }
  return writer.finish();
}

/** As error messages and names spell it: `(i32, i32) -> i32`. */
export function describeType({ parameters, results }: FunctionType): string {
  return `(${parameters.join(", ")}) -> ${results.length === 0 ? "nothing" : results.join(", ")}`;
}

export function sameType(a: FunctionType, b: FunctionType): boolean {
  return describeType(a) === describeType(b);
}
