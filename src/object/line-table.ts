/**
 * Where in the sources functions begin: the first row of each function's sequence in the DWARF line table, versions 2 to
 * 5 in the 32-bit format, as LLVM writes them. A function is found by the relocation of its sequence's address. In
 * optimised code that may be the line of a function that was inlined there; rows of headers are passed over.
 * Sources: DWARF 5, section 6.2 "Line Number Information"; WebAssembly/debugging "DWARF".
 */
import type { ByteReader } from "./byte-reader.ts";
import { findSection, type ObjectFile, sectionReader } from "./object-file.ts";
import { findRelocations } from "./relocations.ts";

export interface SourceLine {
  /** Relative to the folder that the compiler ran in, where it lies below that. */
  readonly file: string;
  readonly line: number;
}

const SECTION = ".debug_line";

/**
 * @returns by place in the symbol table; empty without debug information
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function readFunctionLines(object: ObjectFile): ReadonlyMap<number, SourceLine> {
  const lines = new Map<number, SourceLine>();
  const section = findSection(object, SECTION);
  if (!section) return lines;
  const relocations = findRelocations(object, section)?.relocations;
  const places = new Map(Array.from(relocations?.offsets ?? [], (offset, place) => [offset, place]));
  const strings: Strings = {
    object,
    offset: (position, inPlace) => {
      const place = places.get(position);
      return place === undefined ? inPlace : (relocations?.addends[place] ?? inPlace);
    },
  };
  const functionAt = (position: number) => {
    const place = places.get(position);
    return place === undefined ? undefined : relocations?.indexes[place];
  };
  const reader = sectionReader(object, section);
  while (!reader.atEnd) {
    const length = u32(reader);
    // 64-bit DWARF, which nothing writes for wasm32.
    if (length >= 0xffff_fff0) return lines;
    const start = reader.position;
    readUnit(reader.slice(length), { start, strings, functionAt, lines });
  }
  return lines;
}

interface Strings {
  readonly object: ObjectFile;
  /** An offset into a section of strings, which a relocation may have the say over. */
  readonly offset: (position: number, inPlace: number) => number;
}

interface UnitContext {
  /** Where the unit's content begins in the section. */
  readonly start: number;
  readonly strings: Strings;
  readonly functionAt: (position: number) => number | undefined;
  readonly lines: Map<number, SourceLine>;
}

function readUnit(reader: ByteReader, context: UnitContext): void {
  const version = u16(reader);
  if (version < 2 || version > 5) return;
  if (version === 5) reader.skip(2);
  const headerLength = u32(reader);
  const program = reader.position + headerLength;
  reader.skip(version >= 4 ? 3 : 2);
  const lineBase = (reader.byte() << 24) >> 24;
  const lineRange = reader.byte();
  const opcodeBase = reader.byte();
  const lengths = Array.from({ length: Math.max(0, opcodeBase - 1) }, () => reader.byte());
  const files = version === 5 ? filesOf5(reader, context) : filesOf4(reader);
  reader.position = Math.min(program, reader.bytes.length);
  if (lineRange === 0) return;
  runProgram(reader, { lineBase, lineRange, opcodeBase, lengths, files }, context);
}

interface Header {
  readonly lineBase: number;
  readonly lineRange: number;
  readonly opcodeBase: number;
  /** Numbers of operands, from opcode 1 on. */
  readonly lengths: readonly number[];
  /** By the number that the program uses. */
  readonly files: readonly string[];
}

const Standard = { copy: 1, advanceLine: 3, setFile: 4, fixedAdvance: 9 } as const;
const Extended = { endSequence: 1, setAddress: 2 } as const;

function runProgram(reader: ByteReader, header: Header, { start, functionAt, lines }: UnitContext): void {
  let [file, line] = [1, 1];
  /** The function whose first row in the unit's own source has not come yet; inlined code of headers may come first. */
  let open: number | undefined;
  const row = () => {
    if (open === undefined || line <= 0) return;
    const own = header.files[file] === header.files[1];
    if (own || !lines.has(open)) lines.set(open, { file: header.files[file] ?? "?", line });
    if (own) open = undefined;
  };
  while (!reader.atEnd) {
    const opcode = reader.byte();
    if (opcode >= header.opcodeBase) {
      line += header.lineBase + ((opcode - header.opcodeBase) % header.lineRange);
      row();
    } else if (opcode === 0) {
      const operand = reader.slice(reader.u32());
      const extended = operand.remaining > 0 ? operand.byte() : 0;
      if (extended === Extended.setAddress) {
        open = functionAt(start + reader.position - operand.remaining);
      } else if (extended === Extended.endSequence) [file, line, open] = [1, 1, undefined];
    } else if (opcode === Standard.copy) row();
    else if (opcode === Standard.advanceLine) line += reader.s32();
    else if (opcode === Standard.setFile) file = reader.u32();
    else if (opcode === Standard.fixedAdvance) reader.skip(2);
    else for (let left = header.lengths[opcode - 1] ?? 0; left > 0; left--) reader.u32();
  }
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
function filesOf5(reader: ByteReader, context: UnitContext): string[] {
  const folders = readEntries(reader, context).map(({ text }) => text);
  return readEntries(reader, context).map(({ text, folder }) => path(folders, folder, text));
}

const Content = { path: 1, directory: 2 } as const;

function readEntries(reader: ByteReader, context: UnitContext): { text: string; folder: number }[] {
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
function readForm(reader: ByteReader, form: number, { start, strings }: UnitContext): string | number {
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

function u16(reader: ByteReader): number {
  return reader.byte() + reader.byte() * 0x100;
}

function u32(reader: ByteReader): number {
  return u16(reader) + u16(reader) * 0x10000;
}
