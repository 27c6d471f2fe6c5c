/** Everything of the product that reads an object which somebody else made; whatever it says, it may only be refused. */
import { auditFile } from "../../src/audit/file-audit.ts";
import { isolate } from "../../src/link/extension/isolate.ts";
import { readExtension } from "../../src/link/extension-file.ts";
import { objectNeeds, undefinedNames } from "../../src/link/interpreter/object-needs.ts";
import { symbolUsers } from "../../src/link/undefined/symbol-users.ts";
import { isArchive, readArchive } from "../../src/object/archive.ts";
import { readComdats } from "../../src/object/comdats.ts";
import { readDataSegments } from "../../src/object/data-segments.ts";
import { withoutCustomSections } from "../../src/object/edit.ts";
import { readFunctionNames } from "../../src/object/function-names.ts";
import { readInitFunctions } from "../../src/object/init-functions.ts";
import { readFunctionLines } from "../../src/object/line-table.ts";
import { type ObjectFile, readObject, writeObject } from "../../src/object/object-file.ts";
import { misplacedRelocation } from "../../src/object/relocation-sites.ts";
import { readSegmentInfo } from "../../src/object/segment-info.ts";
import { UserError } from "../../src/report/errors.ts";
import { repairArchive, repairObject } from "../../src/signature/repair.ts";

const READERS: readonly ((object: ObjectFile, bytes: Uint8Array) => unknown)[] = [
  (object, bytes) => {
    const written = writeObject(object);
    if (Buffer.compare(written, bytes) !== 0) throw new Error("reading then writing is not the identity");
  },
  readComdats,
  readDataSegments,
  readFunctionLines,
  readFunctionNames,
  readInitFunctions,
  readSegmentInfo,
  misplacedRelocation,
  (object) => isolate(object),
  (object) => objectNeeds(undefinedNames(object)),
  (object) => symbolUsers(object, new Set(["helper", "PyCapsule_New"])),
  (object) => withoutCustomSections(object, ".debug_line"),
  (object) => writeObject(repairObject(object, "3.11").object),
  (object) => repairObject(object, "3.15"),
  (_, bytes) => readExtension(bytes, "x.o"),
  (_, bytes) => auditFile(bytes, "x.o"),
];

/** @throws whatever is not a refusal */
export function readAll(bytes: Uint8Array): void {
  if (isArchive(bytes)) {
    refusing(() => repairArchive(bytes, "x.a", "3.13"));
    refusing(() => auditFile(bytes, "x.a"));
    refusing(() => {
      for (const member of readArchive(bytes, "x.a").members) if (member.bytes) readAll(member.bytes);
    });
    return;
  }
  const object = refusing(() => readObject(bytes, "x.o"));
  if (object) for (const read of READERS) refusing(() => read(object, bytes));
}

function refusing<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError && /^WASI-(OBJECT-FORMAT|LINK-NOT-WASM)$/.test(error.code)) return undefined;
    throw error;
  }
}
