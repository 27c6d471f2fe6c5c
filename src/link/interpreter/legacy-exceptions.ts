/**
 * Whether code catches exceptions in the legacy form of exception handling: `try`, which engines have dropped for
 * `try_table` (https://github.com/WebAssembly/exception-handling, "legacy"). The features that an object declares are the
 * same for both, so only its instructions tell.
 */
import { ByteReader } from "../../object/byte-reader.ts";
import { readFunctions } from "../../object/functions.ts";
import { InstructionCursor } from "../../object/instructions.ts";
import { findSection, type ObjectFile, SectionId } from "../../object/object-file.ts";

const TRY = 0x06;

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function hasLegacyExceptions(object: ObjectFile): boolean {
  const code = findSection(object, SectionId.code);
  if (!code) return false;
  return readFunctions(object).bodies.some(({ start, end }) => {
    const body = code.body.subarray(start, end);
    // Most functions have no such byte at all.
    if (!body.includes(TRY)) return false;
    const reader = new ByteReader(body, object.file, code.offset + start);
    for (let groups = reader.count(2); groups > 0; groups--) {
      reader.u32();
      reader.byte();
    }
    const at = new InstructionCursor(reader);
    while (at.next()) if (at.opcode === TRY) return true;
    return false;
  });
}
