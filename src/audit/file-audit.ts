/** What a file is, told from its bytes, and what it tells about itself. */

import { FORMAT_TEXTS, fileFormat } from "../link/file-format.ts";
import { isArchive, readArchive } from "../object/archive.ts";
import { isWasm, readObject } from "../object/object-file.ts";
import { newestLayout } from "../signature/layout.ts";
import { auditObject, joinAudits, type ObjectAudit } from "./object-audit.ts";

export interface FileAudit {
  /** Path as it was given; of a wheel's member `WHEEL: MEMBER`. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Undefined where it is no WebAssembly. */
  readonly audit: ObjectAudit | undefined;
  /** Members that are WebAssembly, in a static library. */
  readonly members: number | undefined;
  /** What a file is that cannot be audited: `an ELF file, …`. */
  readonly otherwise: string | undefined;
}

/**
 * @param python X.Y whose tables are looked for; default: what the file's name says, else the newest that is known
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function auditFile(bytes: Uint8Array, file: string, python = pythonOf(file)): FileAudit {
  const size = bytes.length;
  if (isArchive(bytes)) {
    const members = readArchive(bytes, file).members.flatMap(({ name, bytes }) =>
      bytes && isWasm(bytes) ? [auditObject(readObject(bytes, `${file}(${name})`), python)] : [],
    );
    return { file, size, audit: joinAudits(members), members: members.length, otherwise: undefined };
  }
  if (isWasm(bytes)) {
    return {
      file,
      size,
      audit: auditObject(readObject(bytes, file), python),
      members: undefined,
      otherwise: undefined,
    };
  }
  const format = fileFormat(bytes, undefined);
  const otherwise = format === "relocatable" ? undefined : FORMAT_TEXTS[format][0];
  return { file, size, audit: undefined, members: undefined, otherwise };
}

/** `cp313`, `cpython-313`, `libpython3.13.a` */
function pythonOf(file: string): string {
  const [, tag, dotted] = /(?:\bcp|cpython-)(3\d+)|python(3\.\d+)/.exec(file) ?? [];
  return dotted ?? (tag ? `3.${tag.slice(1)}` : newestLayout());
}
