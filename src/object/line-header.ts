/**
 * The head of a DWARF line table: its files, and the numbers that its program is written in. Versions 2 to 5, 32-bit.
 * Source: DWARF 5, section 6.2.4 "The Line Number Program Header".
 */
import type { ByteReader } from "./byte-reader.ts";
import { findSection, type ObjectFile, sectionReader } from "./object-file.ts";

export interface Strings {
  readonly object: ObjectFile;
  /** An offset into a section of strings, which a relocation may have the say over. */
  readonly offset: (position: number, inPlace: number) => number;
}

export interface UnitPlace {
  /** Where the unit's content begins in the section. */
  readonly start: number;
  readonly strings: Strings;
}

export interface LineHeader {
  /** Least length of an instruction: the unit in which addresses advance. */
  readonly step: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  /** Numbers of operands, from opcode 1 on. */
  readonly lengths: readonly number[];
  /** By the number that the program uses. */
  readonly files: readonly string[];
}

export const Standard = {
  copy: 1,
  advanceAddress: 2,
  advanceLine: 3,
  setFile: 4,
  constantAdvance: 8,
  fixedAdvance: 9,
} as const;
export const Extended = { endSequence: 1, setAddress: 2 } as const;

/** @param reader at the unit's version; left at the program. @returns undefined for what nothing writes for wasm32 */
export function readLineHeader(reader: ByteReader, context: UnitPlace): LineHeader | undefined {
  const version = u16(reader);
  if (version < 2 || version > 5) return undefined;
  if (version === 5) reader.skip(2);
  const headerLength = u32(reader);
  const program = reader.position + headerLength;
  const step = reader.byte();
  reader.skip(version >= 4 ? 2 : 1);
  const lineBase = (reader.byte() << 24) >> 24;
  const lineRange = reader.byte();
  const opcodeBase = reader.byte();
  const lengths = Array.from({ length: Math.max(0, opcodeBase - 1) }, () => reader.byte());
  const files = version === 5 ? filesOf5(reader, context) : filesOf4(reader);
  reader.position = Math.min(program, reader.bytes.length);
  return lineRange === 0 ? undefined : { step, lineBase, lineRange, opcodeBase, lengths, files };
}

/** Directories, then files with the number of their directory; both count from 1. */
function filesOf4(reader: ByteReader): string[] {
  const folders = [""];
  for (let text = cString(reader); text !== ""; text = cString(reader)) folders.push(text);
  const files = ["?"];
  for (let text = cString(reader); text !== ""; text = cString(reader)) {
    files.push(path(folders, reader.u32(), text));
    reader.u32();
    reader.u32();
  }
  return files;
}

/** The same as tables with a format each; directory 0 is where the compiler ran. */
function filesOf5(reader: ByteReader, context: UnitPlace): string[] {
  const folders = readEntries(reader, context).map(({ text }) => text);
  return readEntries(reader, context).map(({ text, folder }) => path(folders, folder, text));
}

const Content = { path: 1, directory: 2 } as const;

function readEntries(reader: ByteReader, context: UnitPlace): { text: string; folder: number }[] {
  const formats = Array.from({ length: reader.byte() }, () => [reader.u32(), reader.u32()] as const);
  const count = reader.count();
  // Entries of no content take no room, so nothing would bound their number.
  return Array.from({ length: formats.length > 0 ? count : 0 }, () => {
    const entry = { text: "", folder: 0 };
    for (const [content, form] of formats) {
      const value = readForm(reader, form, context);
      if (content === Content.path) entry.text = String(value);
      else if (content === Content.directory) entry.folder = Number(value);
    }
    return entry;
  });
}

/** Forms that line tables use (DWARF 5, section 6.2.4.1). */
function readForm(reader: ByteReader, form: number, { start, strings }: UnitPlace): string | number {
  switch (form) {
    case 0x08: // DW_FORM_string
      return cString(reader);
    case 0x0e: // DW_FORM_strp
    case 0x1f: {
      // DW_FORM_line_strp
      const position = start + reader.position;
      const section = findSection(strings.object, form === 0x0e ? ".debug_str" : ".debug_line_str");
      const offset = strings.offset(position, u32(reader));
      if (!section || offset > section.body.length) return "?";
      const text = sectionReader(strings.object, section);
      text.position = offset;
      return cString(text);
    }
    case 0x0b: // DW_FORM_data1
      return reader.byte();
    case 0x05: // DW_FORM_data2
      return u16(reader);
    case 0x06: // DW_FORM_data4
      return u32(reader);
    case 0x0f: // DW_FORM_udata
      return reader.u32();
    case 0x1e: // DW_FORM_data16
      reader.skip(16);
      return 0;
    default:
      throw reader.error(`a file of the line table has the unknown form 0x${form.toString(16)}`);
  }
}

function path(folders: readonly string[], folder: number, file: string): string {
  const own = folders[folder] ?? "";
  if (folder === 0 || own === "" || own === folders[0] || file.startsWith("/")) return below(folders[0], file);
  return below(folders[0], `${own}/${file}`);
}

function below(folder: string | undefined, file: string): string {
  return folder && file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
}

function cString(reader: ByteReader): string {
  const end = reader.bytes.indexOf(0, reader.position);
  if (end < 0) throw reader.error("a text has no end");
  const bytes = reader.take(end - reader.position);
  reader.skip(1);
  return new TextDecoder().decode(bytes);
}

export function u16(reader: ByteReader): number {
  return reader.byte() + reader.byte() * 0x100;
}

export function u32(reader: ByteReader): number {
  return u16(reader) + u16(reader) * 0x10000;
}
