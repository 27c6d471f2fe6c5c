/** Reads an extension out of a wheel: a relocatable object with the init functions of one or more modules. */
import { isWasm, type ObjectFile, readObject } from "../object/object-file.ts";
import { misplacedRelocation } from "../object/relocation-sites.ts";
import { symbolNames } from "../object/symbol-table.ts";
import { UserError } from "../report/errors.ts";
import { isInit } from "./extension/isolate.ts";
import { type ExtensionMetadata, readMetadata } from "./extension-metadata.ts";
import { FORMAT_TEXTS, fileFormat } from "./file-format.ts";

export interface Extension {
  readonly object: ObjectFile;
  /** What our extension link recorded; undefined in an object that something else linked, which is not isolated yet. */
  readonly metadata: ExtensionMetadata | undefined;
  /** The init functions that other objects see. */
  readonly inits: readonly string[];
}

/** The check of a wheel and the relink look at the same bytes, which nobody writes to. */
const alreadyRead = new WeakMap<Uint8Array, Extension>();

/**
 * @param file its path, for messages
 * @throws {UserError} WASI-LINK-NOT-WASM for anything but a relocatable object; WASI-OBJECT-FORMAT for a damaged one
 */
export function readExtension(bytes: Uint8Array, file: string): Extension {
  const known = alreadyRead.get(bytes);
  if (known) return known;
  const extension = read(bytes, file);
  alreadyRead.set(bytes, extension);
  return extension;
}

function read(bytes: Uint8Array, file: string): Extension {
  const object = isWasm(bytes) ? readObject(bytes, file) : undefined;
  const format = fileFormat(bytes, object);
  if (format !== "relocatable" || !object) {
    const [what, why] = FORMAT_TEXTS[format === "relocatable" ? "unknown" : format];
    throw new UserError("WASI-LINK-NOT-WASM", `${file} cannot be linked into an interpreter: it is ${what}.`, why);
  }
  const misplaced = misplacedRelocation(object);
  if (misplaced !== undefined) {
    throw new UserError(
      "WASI-LINK-NOT-WASM",
      `${file} was rewritten after its link: the relocation at offset ${misplaced} of its code fits nothing there.`,
      "Let no tool touch an extension after the link. clang runs wasm-opt by itself where it finds one on PATH: take it off PATH, or add --no-wasm-opt to LDFLAGS (SDK 24 and later).",
    );
  }
  return { object, metadata: readMetadata(object), inits: symbolNames(object, isInit) };
}
