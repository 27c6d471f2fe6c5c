/**
 * The `linking` custom section, version 2: a list of subsections, each kept as bytes.
 * Source: tool-conventions Linking.md, "Linking Metadata Section".
 */
import { ByteWriter } from "./byte-writer.ts";
import { findSection, type ObjectFile, replaceBody, type Section, sectionReader } from "./object-file.ts";

export const SubsectionType = { segmentInfo: 5, initFunctions: 6, comdatInfo: 7, symbolTable: 8 } as const;

/** The only version that LLVM has written since 2018. */
const VERSION = 2;

export interface Subsection {
  readonly type: number;
  readonly body: Uint8Array;
  /** Where the body begins in the file. */
  readonly offset: number;
  readonly sizeWidth: number;
}

export interface Linking {
  readonly section: Section;
  readonly subsections: readonly Subsection[];
}

/** The `linking` section; undefined in a final module. @throws {UserError} WASI-OBJECT-FORMAT */
export function readLinking(object: ObjectFile): Linking | undefined {
  const section = findSection(object, "linking");
  if (!section) return undefined;
  const reader = sectionReader(object, section);
  const version = reader.u32();
  if (version !== VERSION) throw reader.error(`version ${version} of the linking section is not version ${VERSION}`, 0);
  const subsections: Subsection[] = [];
  while (!reader.atEnd) {
    const type = reader.byte();
    const start = reader.position;
    const size = reader.u32();
    const sizeWidth = reader.position - start;
    const offset = reader.base + reader.position;
    subsections.push({ type, body: reader.take(size), offset, sizeWidth });
  }
  return { section, subsections };
}

/** The content of the section. */
export function encodeLinking(subsections: readonly Subsection[]): Uint8Array {
  const writer = new ByteWriter(subsections.reduce((sum, each) => sum + each.body.length + 8, 8));
  writer.u32(VERSION);
  for (const each of subsections) writer.byte(each.type).sized(each.body, each.sizeWidth);
  return writer.finish();
}

export function findSubsection(linking: Linking, type: number): Subsection | undefined {
  return linking.subsections.find((each) => each.type === type);
}

/**
 * The object with another content in one subsection; an absent subsection is added, undefined takes it away.
 * An object without a linking section stays as it is.
 */
export function withSubsection(object: ObjectFile, type: number, body: Uint8Array | undefined): ObjectFile {
  const linking = readLinking(object);
  if (!linking) return object;
  const subsections: Subsection[] = [];
  let placed = false;
  for (const each of linking.subsections) {
    if (each.type !== type) subsections.push(each);
    else if (body && !placed) {
      subsections.push({ ...each, body });
      placed = true;
    }
  }
  if (body && !placed) subsections.push({ type, body, offset: 0, sizeWidth: 1 });
  return replaceBody(object, linking.section, encodeLinking(subsections));
}
