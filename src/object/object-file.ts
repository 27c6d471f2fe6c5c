/**
 * A relocatable WebAssembly object as a list of sections, each kept as the bytes it came with.
 *
 * Nothing is decoded until somebody asks (`symbol-table.ts`, `relocations.ts`, …), and what nobody replaced is written
 * as it was read, the width of its size field included: reading then writing is the identity.
 * Sources: WebAssembly core specification "Modules"; tool-conventions Linking.md.
 */
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { formatError } from "./format-error.ts";

/** Section numbers of the WebAssembly binary format. */
export const SectionId = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13,
} as const;

const HIGHEST_SECTION = 13;
const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

export interface Section {
  readonly id: number;
  /** Name of a custom section; empty in all others. */
  readonly name: string;
  /**
   * The content, after the name in a custom section. Offsets in relocations count from its first byte
   * (Linking.md, "Relocation Sections").
   */
  readonly body: Uint8Array;
  /** Where `body` begins in the file it was read from, for error messages; 0 in new sections. */
  readonly offset: number;
  /** Bytes of the size field: LLVM pads it to 5. */
  readonly sizeWidth: number;
  /** Bytes of the name's length field. */
  readonly nameWidth: number;
}

export interface ObjectFile {
  /** Path or member name, for messages. */
  readonly file: string;
  readonly sections: readonly Section[];
}

/** Whether the bytes begin as WebAssembly of version 1, final or relocatable. */
export function isWasm(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER.length && HEADER.every((value, i) => bytes[i] === value);
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readObject(bytes: Uint8Array, file: string): ObjectFile {
  if (!isWasm(bytes)) throw formatError(file, 0, "the magic number of WebAssembly version 1 is missing");
  const reader = new ByteReader(bytes, file);
  reader.skip(HEADER.length);
  const sections: Section[] = [];
  while (!reader.atEnd) sections.push(readSection(reader));
  return { file, sections };
}

function readSection(reader: ByteReader): Section {
  const id = reader.byte();
  if (id > HIGHEST_SECTION) throw reader.error(`there is no section number ${id}`, reader.position - 1);
  const sizeStart = reader.position;
  const size = reader.u32();
  const sizeWidth = reader.position - sizeStart;
  const content = reader.slice(size);
  let name = "";
  let nameWidth = 1;
  if (id === SectionId.custom) {
    content.u32();
    nameWidth = content.position;
    content.position = 0;
    name = content.string();
  }
  const offset = content.base + content.position;
  return { id, name, body: content.take(content.remaining), offset, sizeWidth, nameWidth };
}

/** The bytes of the object; sections that were not replaced come out as they were read. */
export function writeObject(object: ObjectFile): Uint8Array {
  const capacity = object.sections.reduce((sum, section) => sum + section.body.length + section.name.length + 32, 64);
  const writer = new ByteWriter(capacity);
  writer.bytes(Uint8Array.from(HEADER));
  for (const section of object.sections) {
    const name = section.id === SectionId.custom ? nameField(section) : new Uint8Array(0);
    writer.byte(section.id).u32(name.length + section.body.length, section.sizeWidth);
    writer.bytes(name).bytes(section.body);
  }
  return writer.finish();
}

function nameField(section: Section): Uint8Array {
  return new ByteWriter(section.name.length + 8)
    .sized(new TextEncoder().encode(section.name), section.nameWidth)
    .finish();
}

/** A section's content as a reader that knows the file's offsets. */
export function sectionReader(object: ObjectFile, section: Section): ByteReader {
  return new ByteReader(section.body, object.file, section.offset);
}

/** The only section of a number, or the first custom section of a name. */
export function findSection(object: ObjectFile, which: number | string): Section | undefined {
  return typeof which === "number"
    ? object.sections.find((section) => section.id === which)
    : object.sections.find((section) => section.id === SectionId.custom && section.name === which);
}

/** The object with another content in one of its sections. */
export function replaceBody(object: ObjectFile, section: Section, body: Uint8Array): ObjectFile {
  const sections = object.sections.map((each) => (each === section ? { ...each, body } : each));
  return { ...object, sections };
}

/** Whether the object is relocatable, that is, has the `linking` section that makes it an input of wasm-ld. */
export function isRelocatable(object: ObjectFile): boolean {
  return findSection(object, "linking") !== undefined;
}
