/** The one error of this folder: a file is not what its format says. Offsets are those of `xxd` on the file. */
import { UserError } from "../report/errors.ts";

/** @param offset bytes from the start of the file, or of the archive member */
export function formatError(file: string, offset: number, problem: string): UserError {
  return new UserError(
    "WASI-OBJECT-FORMAT",
    `${file} cannot be read as a WebAssembly object: ${problem} at offset ${offset} (0x${offset.toString(16)}).`,
    "Build the file again with the locked WASI SDK; if the SDK's own llvm-objdump reads it, report it as a bug here.",
  );
}
