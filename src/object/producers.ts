/** Who made an object: languages and tools. Source: tool-conventions ProducersSection.md. */
import { findSection, type ObjectFile, sectionReader } from "./object-file.ts";

export interface Producer {
  /** `language`, `processed-by`, `sdk`. */
  readonly field: string;
  /** `C11`, `clang`, `rustc`. */
  readonly name: string;
  /** `18.1.2 (https://github.com/llvm/llvm-project 26a1d66)`; often empty for languages. */
  readonly version: string;
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readProducers(object: ObjectFile): Producer[] {
  const section = findSection(object, "producers");
  if (!section) return [];
  const reader = sectionReader(object, section);
  const producers: Producer[] = [];
  for (let fields = reader.count(2); fields > 0; fields--) {
    const field = reader.string();
    for (let values = reader.count(2); values > 0; values--) {
      producers.push({ field, name: reader.string(), version: reader.string() });
    }
  }
  reader.expectEnd("the producers");
  return producers;
}
