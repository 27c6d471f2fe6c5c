/**
 * Relocation sections (`reloc.CODE`, `reloc.DATA`, `reloc..debug_info`): which places hold an index or address that the
 * linker has to fill in. Kept as columns, since a large extension has a quarter of a million of them.
 * Source: tool-conventions Linking.md, "Relocation Sections".
 */
import { ByteWriter } from "./byte-writer.ts";
import { type ObjectFile, type Section, SectionId, sectionReader } from "./object-file.ts";

/** The types that the product looks at; all types of the convention are read and written. */
export const RelocationType = {
  functionIndexLeb: 0,
  tableIndexSleb: 1,
  tableIndexI32: 2,
  memoryAddressLeb: 3,
  memoryAddressSleb: 4,
  memoryAddressI32: 5,
  typeIndexLeb: 6,
  globalIndexLeb: 7,
  functionOffsetI32: 8,
  sectionOffsetI32: 9,
  tagIndexLeb: 10,
  memoryAddressRelativeSleb: 11,
  tableIndexRelativeSleb: 12,
  globalIndexI32: 13,
  tableNumberLeb: 20,
} as const;

const HIGHEST_TYPE = 26;
const ADDEND_32 = new Set([3, 4, 5, 8, 9, 11, 21, 23]);
/** Those of wasm64. */
const ADDEND_64 = new Set([14, 15, 16, 17, 22, 25]);

export interface Relocations {
  /** The section that they belong to: its place in the object's list. */
  readonly target: number;
  readonly types: Uint8Array;
  /** From the first byte of the target's content. */
  readonly offsets: Uint32Array;
  /** Places in the symbol table; for `typeIndexLeb` places in the type section. */
  readonly indexes: Uint32Array;
  /** 0 where the type has none. A double holds every addend of wasm32. */
  readonly addends: Float64Array;
}

export function isRelocationSection(section: Section): boolean {
  return section.id === SectionId.custom && section.name.startsWith("reloc.");
}

/** The relocation section of a target section, such as `SectionId.data`. @throws {UserError} WASI-OBJECT-FORMAT */
export function findRelocations(
  object: ObjectFile,
  target: Section,
): { readonly section: Section; readonly relocations: Relocations } | undefined {
  const place = object.sections.indexOf(target);
  for (const section of object.sections) {
    if (!isRelocationSection(section) || sectionReader(object, section).u32() !== place) continue;
    return { section, relocations: readRelocations(object, section) };
  }
  return undefined;
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readRelocations(object: ObjectFile, section: Section): Relocations {
  const reader = sectionReader(object, section);
  const target = reader.u32();
  if (target >= object.sections.length)
    throw reader.error(`relocations belong to section ${target}, which is not there`, 0);
  const count = reader.count(3);
  const types = new Uint8Array(count);
  const offsets = new Uint32Array(count);
  const indexes = new Uint32Array(count);
  const addends = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const type = reader.byte();
    if (type > HIGHEST_TYPE) throw reader.error(`there is no relocation type ${type}`, reader.position - 1);
    types[i] = type;
    offsets[i] = reader.u32();
    indexes[i] = reader.u32();
    if (ADDEND_32.has(type)) addends[i] = reader.s32();
    else if (ADDEND_64.has(type)) addends[i] = Number(reader.s64());
  }
  reader.expectEnd("the relocations");
  return { target, types, offsets, indexes, addends };
}

/** The content of the section. */
export function encodeRelocations({ target, types, offsets, indexes, addends }: Relocations): Uint8Array {
  const writer = new ByteWriter(types.length * 8 + 16).u32(target).u32(types.length);
  for (const [i, type] of types.entries()) {
    writer
      .byte(type)
      .u32(offsets[i] ?? 0)
      .u32(indexes[i] ?? 0);
    if (ADDEND_32.has(type)) writer.s32(addends[i] ?? 0);
    else if (ADDEND_64.has(type)) writer.s64(BigInt(addends[i] ?? 0));
  }
  return writer.finish();
}
