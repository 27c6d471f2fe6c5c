/**
 * Edits on the list of sections. Relocation sections and section symbols name others by their place in that list
 * (Linking.md), so sections are replaced in place or appended, and removal renumbers what comes after.
 */
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { type Linking, readLinking, SubsectionType, withSubsection } from "./linking-section.ts";
import { type ObjectFile, replaceBody, type Section, SectionId } from "./object-file.ts";
import { readSymbolColumns, SYMBOL_KINDS } from "./symbol-columns.ts";
import { decodeSymbols, encodeSymbols } from "./symbol-table.ts";

/** The object with a custom section at its end, where it moves no other; one of the same name is replaced. */
export function withCustomSection(object: ObjectFile, name: string, body: Uint8Array): ObjectFile {
  const present = object.sections.find((section) => section.id === SectionId.custom && section.name === name);
  if (present) return replaceBody(object, present, body);
  const section = { id: SectionId.custom, name, body, offset: 0, sizeWidth: 1, nameWidth: 1 };
  return { ...object, sections: [...object.sections, section] };
}

/**
 * The object without the custom sections of a name, and without their relocations. A section that a symbol stands for
 * stays: what refers to that symbol would dangle.
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function withoutCustomSections(object: ObjectFile, name: string): ObjectFile {
  if (!object.sections.some((section) => section.id === SectionId.custom && section.name === name)) return object;
  const linking = readLinking(object);
  const kept = new Set(linking ? sectionsWithSymbols(object, linking) : []);
  const gone = (section: Section | undefined, index: number) =>
    section?.id === SectionId.custom && section.name === name && !kept.has(index);

  const places: number[] = [];
  const sections: Section[] = [];
  for (const [index, section] of object.sections.entries()) {
    const target = relocationTarget(object, section);
    const leaves = gone(section, index) || (target !== undefined && gone(object.sections[target], target));
    places.push(leaves ? -1 : sections.length);
    if (!leaves) sections.push(section);
  }
  if (sections.length === object.sections.length) return object;

  const moved = { ...object, sections: sections.map((section) => retarget(object, section, places)) };
  if (kept.size === 0 || !linking) return moved;
  const renumbered = decodeSymbols(object, linking).map((symbol) =>
    symbol.kind === "section" ? { ...symbol, index: places[symbol.index] ?? symbol.index } : symbol,
  );
  return withSubsection(moved, SubsectionType.symbolTable, encodeSymbols(renumbered));
}

function sectionsWithSymbols(object: ObjectFile, linking: Linking): readonly number[] {
  const { kinds, indexes } = readSymbolColumns(object, linking);
  return [...indexes].filter((_, place) => SYMBOL_KINDS[kinds[place] ?? 0] === "section");
}

function relocationTarget(object: ObjectFile, section: Section): number | undefined {
  if (section.id !== SectionId.custom || !section.name.startsWith("reloc.")) return undefined;
  return new ByteReader(section.body, object.file, section.offset).u32();
}

function retarget(object: ObjectFile, section: Section, places: readonly number[]): Section {
  const target = relocationTarget(object, section);
  if (target === undefined || places[target] === target) return section;
  const reader = new ByteReader(section.body, object.file, section.offset);
  reader.u32();
  const rest = reader.take(reader.remaining);
  const body = new ByteWriter(section.body.length + 5)
    .u32(places[target] ?? target)
    .bytes(rest)
    .finish();
  return { ...section, body };
}
