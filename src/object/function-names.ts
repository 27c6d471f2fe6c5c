/** Names of functions in the `name` section, as backtraces show them. Source: core specification, "Name Section". */
import type { ByteReader } from "./byte-reader.ts";
import { findSection, type ObjectFile, sectionReader } from "./object-file.ts";

const FUNCTION_NAMES = 1;

/** By function index, imported ones included. Objects have no such section; modules that the linker made do. */
export function readFunctionNames(object: ObjectFile): Map<number, string> {
  const names = new Map<number, string>();
  const section = findSection(object, "name");
  if (!section) return names;
  const reader = sectionReader(object, section);
  while (!reader.atEnd) {
    const type = reader.byte();
    const content: ByteReader = reader.slice(reader.u32());
    if (type !== FUNCTION_NAMES) continue;
    for (let left = content.count(2); left > 0; left--) names.set(content.u32(), content.string());
  }
  return names;
}
