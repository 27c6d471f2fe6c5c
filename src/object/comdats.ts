/**
 * COMDAT groups: the linker keeps one group of each name and throws the others away, which is how C++ merges inline
 * functions. Source: tool-conventions Linking.md, "COMDATs".
 */
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { findSubsection, readLinking, SubsectionType, withSubsection } from "./linking-section.ts";
import type { ObjectFile } from "./object-file.ts";

export interface ComdatMember {
  readonly kind: "data" | "function" | "global" | "tag" | "table" | "section";
  /** Data segment, function index, … */
  readonly index: number;
}

export interface Comdat {
  readonly name: string;
  /** Always 0 so far. */
  readonly flags: number;
  readonly members: readonly ComdatMember[];
}

const KINDS: readonly ComdatMember["kind"][] = ["data", "function", "global", "tag", "table", "section"];

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readComdats(object: ObjectFile): Comdat[] {
  const linking = readLinking(object);
  const subsection = linking && findSubsection(linking, SubsectionType.comdatInfo);
  if (!subsection) return [];
  const reader = new ByteReader(subsection.body, object.file, subsection.offset);
  const member = (): ComdatMember => {
    const kind = KINDS[reader.byte()];
    if (!kind) throw reader.error("a COMDAT member is of no known kind", reader.position - 1);
    return { kind, index: reader.u32() };
  };
  const comdats = Array.from({ length: reader.count(3) }, () => ({
    name: reader.string(),
    flags: reader.u32(),
    members: Array.from({ length: reader.count(2) }, member),
  }));
  reader.expectEnd("the COMDAT info");
  return comdats;
}

/** The content of the subsection. */
export function encodeComdats(comdats: readonly Comdat[]): Uint8Array {
  const writer = new ByteWriter(comdats.length * 40 + 8).u32(comdats.length);
  for (const { name, flags, members } of comdats) {
    writer.string(name).u32(flags).u32(members.length);
    for (const { kind, index } of members) writer.byte(KINDS.indexOf(kind)).u32(index);
  }
  return writer.finish();
}

/** The object with its groups dissolved: their members stay, and no linker merges them with another object's. */
export function withoutComdats(object: ObjectFile): ObjectFile {
  return withSubsection(object, SubsectionType.comdatInfo, undefined);
}
