/**
 * Whether an object's relocations still fit its code. A tool that rewrites code but copies custom sections, such as
 * wasm-opt, which clang runs by itself after a link with -O where it finds it on PATH, leaves relocations that point
 * anywhere; wasm-ld would write indexes over whatever is there.
 */
import { findSection, type ObjectFile, SectionId } from "./object-file.ts";
import { findRelocations } from "./relocations.ts";

/** Types that patch a LEB128 of 5 bytes (Linking.md, "Relocation Sections"). */
const PADDED_TYPES = new Set([0, 1, 3, 4, 6, 7, 10, 11, 12, 20, 21]);
const WIDTH = 5;

/**
 * The offset into the code section of a relocation that does not stand on a padded number; undefined where all do.
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function misplacedRelocation(object: ObjectFile): number | undefined {
  const code = findSection(object, SectionId.code);
  const relocations = code && findRelocations(object, code)?.relocations;
  if (!relocations) return undefined;
  const { types, offsets } = relocations;
  for (const [i, offset] of offsets.entries()) {
    if (PADDED_TYPES.has(types[i] ?? 0) && !isPadded(code.body, offset)) return offset;
  }
  return undefined;
}

function isPadded(bytes: Uint8Array, offset: number): boolean {
  for (let i = 0; i < WIDTH - 1; i++) if ((bytes[offset + i] ?? 0) < 0x80) return false;
  return (bytes[offset + WIDTH - 1] ?? 0x80) < 0x80;
}
