/** Names, alignments and flags of the data segments. Source: tool-conventions Linking.md, "Segment Info". */
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { findSubsection, readLinking, SubsectionType } from "./linking-section.ts";
import type { ObjectFile } from "./object-file.ts";

export interface SegmentInfo {
  /** `.data.table`, `.rodata..L.str` */
  readonly name: string;
  /** Power of two. */
  readonly alignment: number;
  /** 1 strings, 2 TLS, 4 retain. */
  readonly flags: number;
}

/** In the order of the data section. @throws {UserError} WASI-OBJECT-FORMAT */
export function readSegmentInfo(object: ObjectFile): SegmentInfo[] {
  const linking = readLinking(object);
  const subsection = linking && findSubsection(linking, SubsectionType.segmentInfo);
  if (!subsection) return [];
  const reader = new ByteReader(subsection.body, object.file, subsection.offset);
  const segments = Array.from({ length: reader.count(3) }, () => ({
    name: reader.string(),
    alignment: reader.u32(),
    flags: reader.u32(),
  }));
  reader.expectEnd("the segment info");
  return segments;
}

/** The content of the subsection. */
export function encodeSegmentInfo(segments: readonly SegmentInfo[]): Uint8Array {
  const writer = new ByteWriter(segments.length * 24 + 8).u32(segments.length);
  for (const { name, alignment, flags } of segments) writer.string(name).u32(alignment).u32(flags);
  return writer.finish();
}
