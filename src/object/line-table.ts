/**
 * Where in the sources functions begin: the first row of each function's sequence in the DWARF line table, versions 2 to
 * 5 in the 32-bit format, as LLVM writes them. A function is found by the relocation of its sequence's address. In
 * optimised code that may be the line of a function that was inlined there; rows of headers are passed over.
 * Sources: DWARF 5, section 6.2 "Line Number Information"; WebAssembly/debugging "DWARF".
 */
import type { ByteReader } from "./byte-reader.ts";
import {
  Extended,
  type LineHeader,
  readLineHeader,
  Standard,
  type Strings,
  type UnitPlace,
  u32,
} from "./line-header.ts";
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

interface UnitContext extends UnitPlace {
  readonly functionAt: (position: number) => number | undefined;
  readonly lines: Map<number, SourceLine>;
}

function readUnit(reader: ByteReader, context: UnitContext): void {
  const header = readLineHeader(reader, context);
  if (header) runProgram(reader, header, context);
}

function runProgram(reader: ByteReader, header: LineHeader, { start, functionAt, lines }: UnitContext): void {
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
