/**
 * What the extension link leaves for the relink, in the custom section `pywasi.extension` of the relocatable object
 * (UTF-8 JSON). The object stays a valid object for llvm-nm, llvm-objdump and wasm-ld, which skip unknown sections.
 */
import { findSection, type ObjectFile } from "../object/object-file.ts";
import { UserError } from "../report/errors.ts";
import type { SignatureReport } from "../signature/finding.ts";

export const METADATA_SECTION = "pywasi.extension";

export interface ExtensionMetadata {
  readonly format: 1;
  /** The init function's symbol, `PyInit__multiarray_umath`; the module's full name is known only in the wheel. */
  readonly init: string;
  /** Libraries of the SDK that the extension asked for, without `-l`, left to the relink. */
  readonly libraries: readonly string[];
  /** Number of the WASI SDK. */
  readonly sdk: number;
  /** Linker arguments that mean nothing here and were left out, as given. */
  readonly dropped: readonly string[];
  /** Symbols that were exported besides the init function, and are local now. */
  readonly hidden: readonly string[];
  /** Which functions were found to have another type than Python calls; absent where nobody has looked. */
  readonly signatures?: SignatureReport;
}

/** @returns undefined in what something else linked @throws {UserError} WASI-LINK-NOT-WASM where another version wrote it */
export function readMetadata(object: ObjectFile): ExtensionMetadata | undefined {
  const section = findSection(object, METADATA_SECTION);
  if (!section) return undefined;
  const metadata = parse(new TextDecoder().decode(section.body));
  if (metadata?.format === 1) return metadata;
  throw new UserError(
    "WASI-LINK-NOT-WASM",
    `${object.file} was linked by another version of this product: its ${METADATA_SECTION} section cannot be read.`,
    "Build the wheel again with this version.",
  );
}

function parse(text: string): ExtensionMetadata | undefined {
  try {
    return JSON.parse(text) as ExtensionMetadata;
  } catch {
    return undefined;
  }
}
