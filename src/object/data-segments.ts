/** The data section. In objects every segment is active in memory 0. Source: core specification, "Data Section". */
import type { ByteReader } from "./byte-reader.ts";
import { findSection, type ObjectFile, SectionId, sectionReader } from "./object-file.ts";

export interface DataSegment {
  /** Address in the object's own memory; 0 in a passive segment. */
  readonly address: number;
  /** From the start of the data section's content to the segment's first byte; as relocations count. */
  readonly start: number;
  readonly bytes: Uint8Array;
}

const PASSIVE = 1;
const EXPLICIT_MEMORY = 2;

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readDataSegments(object: ObjectFile): DataSegment[] {
  const section = findSection(object, SectionId.data);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const segments: DataSegment[] = [];
  for (let left = reader.count(2); left > 0; left--) {
    const flags = reader.u32();
    if (flags > 2) throw reader.error(`a data segment has the unknown flags ${flags}`);
    if (flags === EXPLICIT_MEMORY) reader.u32();
    const address = flags === PASSIVE ? 0 : readConstant(reader);
    const size = reader.u32();
    const start = reader.position;
    segments.push({ address, start, bytes: reader.take(size) });
  }
  reader.expectEnd("the data section");
  return segments;
}

const I32_CONST = 0x41;
const I64_CONST = 0x42;
const GLOBAL_GET = 0x23;
const END = 0x0b;

/** An offset expression. Objects have a constant; position-independent ones may add a global, which counts as 0. */
function readConstant(reader: ByteReader): number {
  let value = 0;
  for (;;) {
    const opcode = reader.byte();
    if (opcode === END) return value;
    if (opcode === I32_CONST) value = reader.s32();
    else if (opcode === I64_CONST) value = Number(reader.s64());
    else if (opcode === GLOBAL_GET) reader.u32();
    else throw reader.error(`opcode 0x${opcode.toString(16)} in an offset is not constant`, reader.position - 1);
  }
}
