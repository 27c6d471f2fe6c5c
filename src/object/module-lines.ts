/**
 * Which line of the sources a place in a linked module comes from: the rows of its DWARF line tables.
 *
 * Addresses count from the content of the code section; engines report a trap's place from the start of the file.
 * Sources: DWARF 5, section 6.2.5 "The Line Number Program"; https://yurydelendik.github.io/webassembly-dwarf/.
 */
import type { ByteReader } from "./byte-reader.ts";
import { Extended, type LineHeader, readLineHeader, Standard, u16, u32 } from "./line-header.ts";
import type { SourceLine } from "./line-table.ts";
import { findSection, readObject, SectionId, sectionReader } from "./object-file.ts";

interface Row extends SourceLine {
  readonly address: number;
  /** The address is the first one behind a sequence. */
  readonly end: boolean;
}

/**
 * @param module with its debug sections; without, nothing is found
 * @returns the line of a place in the file, as an engine's stack trace has it
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function linesOfModule(module: Uint8Array, file: string): (place: number) => SourceLine | undefined {
  const object = readObject(module, file);
  const section = findSection(object, ".debug_line");
  const code = findSection(object, SectionId.code);
  if (!section || !code) return () => undefined;
  const rows: Row[] = [];
  const strings = { object, offset: (_: number, inPlace: number) => inPlace };
  const reader = sectionReader(object, section);
  while (!reader.atEnd) {
    const length = u32(reader);
    if (length >= 0xffff_fff0) break;
    const start = reader.position;
    const unit = reader.slice(length);
    const header = readLineHeader(unit, { start, strings });
    if (header) runProgram(unit, header, code.body.length, rows);
  }
  rows.sort((a, b) => a.address - b.address || Number(b.end) - Number(a.end));
  const functions = functionStarts(sectionReader(object, code));
  return (place) => {
    const address = place - code.offset;
    const row = rows[lastUpTo(rows.length, (i) => rows[i]?.address ?? 0, address)];
    const start = functions[lastUpTo(functions.length, (i) => functions[i] ?? 0, address)];
    // A function without rows stands behind those of another one.
    if (!row || start === undefined || row.address < start || row.end || row.line <= 0) return undefined;
    return { file: row.file, line: row.line };
  };
}

/** Where the bodies of functions begin in the code section. */
function functionStarts(reader: ByteReader): readonly number[] {
  return Array.from({ length: reader.u32() }, () => {
    const size = reader.u32();
    const start = reader.position;
    reader.skip(size);
    return start;
  });
}

/** The last of so many ascending values that is not above the limit; -1 where there is none. */
function lastUpTo(count: number, value: (index: number) => number, limit: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function runProgram(reader: ByteReader, header: LineHeader, codeSize: number, rows: Row[]): void {
  let [file, line, address] = [1, 1, 0];
  /** The linker leaves the rows of functions that it left out, at 0 or at -1 (LLVM's "tombstones"). */
  let isLive = false;
  const advance = (opcode: number) => {
    address += Math.floor((opcode - header.opcodeBase) / header.lineRange) * header.step;
  };
  const row = (end: boolean) => {
    if (isLive) rows.push({ address, file: header.files[file] ?? "?", line, end });
  };
  while (!reader.atEnd) {
    const opcode = reader.byte();
    if (opcode >= header.opcodeBase) {
      advance(opcode);
      line += header.lineBase + ((opcode - header.opcodeBase) % header.lineRange);
      row(false);
    } else if (opcode === 0) {
      const operand = reader.slice(reader.u32());
      const extended = operand.remaining > 0 ? operand.byte() : 0;
      if (extended === Extended.setAddress && operand.remaining >= 4) {
        address = u32(operand);
        isLive = address > 0 && address < codeSize;
      } else if (extended === Extended.endSequence) {
        row(true);
        [file, line, address] = [1, 1, 0];
      }
    } else if (opcode === Standard.copy) row(false);
    else if (opcode === Standard.advanceAddress) address += reader.u32() * header.step;
    else if (opcode === Standard.advanceLine) line += reader.s32();
    else if (opcode === Standard.setFile) file = reader.u32();
    else if (opcode === Standard.constantAdvance) advance(255);
    else if (opcode === Standard.fixedAdvance) address += u16(reader);
    else for (let left = header.lengths[opcode - 1] ?? 0; left > 0; left--) reader.u32();
  }
}
