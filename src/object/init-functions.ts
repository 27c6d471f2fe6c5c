/** Static constructors, which the linker calls before `main`. Source: tool-conventions Linking.md, "Init Functions". */
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { findSubsection, readLinking, SubsectionType } from "./linking-section.ts";
import type { ObjectFile } from "./object-file.ts";

export interface InitFunction {
  /** Lower runs first; 65535 is a plain constructor. */
  readonly priority: number;
  /** Place in the symbol table. */
  readonly symbol: number;
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readInitFunctions(object: ObjectFile): InitFunction[] {
  const linking = readLinking(object);
  const subsection = linking && findSubsection(linking, SubsectionType.initFunctions);
  if (!subsection) return [];
  const reader = new ByteReader(subsection.body, object.file, subsection.offset);
  const functions = Array.from({ length: reader.count(2) }, () => ({ priority: reader.u32(), symbol: reader.u32() }));
  reader.expectEnd("the init functions");
  return functions;
}

/** The content of the subsection. */
export function encodeInitFunctions(functions: readonly InitFunction[]): Uint8Array {
  const writer = new ByteWriter(functions.length * 6 + 8).u32(functions.length);
  for (const { priority, symbol } of functions) writer.u32(priority).u32(symbol);
  return writer.finish();
}
