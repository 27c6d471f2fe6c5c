/** What our passes over objects cost, beside hashing the same bytes. */
import { createHash } from "node:crypto";
import { isolate } from "../../src/link/extension/isolate.ts";
import { type ObjectFile, readObject, writeObject } from "../../src/object/object-file.ts";
import { isRelocationSection, readRelocations } from "../../src/object/relocations.ts";
import { readSymbols } from "../../src/object/symbol-table.ts";
import { auditSignatures } from "../../src/signature/audit.ts";
import { layoutFor } from "../../src/signature/layout.ts";
import { repairObject } from "../../src/signature/repair.ts";
import { fastestOnProcessor } from "./measure.ts";
import type { TimeTable } from "./time-table.ts";

const RUNS = 5;
/** For all passes over the extensions of the corpus. */
const GOAL = 1000;

/** @param python X.Y */
export function objectPasses(id: string, contents: readonly Uint8Array[], python: string, what: string): TimeTable {
  const bytes = contents.reduce((sum, { length }) => sum + length, 0);
  const layout = layoutFor(python);
  const read = () => contents.map((content, i) => readObject(content, `object ${i}`));
  const objects = read();
  const each = (pass: (object: ObjectFile) => unknown) => () => objects.map(pass);
  const hash = fastestOnProcessor(RUNS, () => contents.map((content) => createHash("sha256").update(content).digest()));
  const passes: Readonly<Record<string, () => unknown>> = {
    "read sections": read,
    symbols: each(readSymbols),
    relocations: each((object) =>
      object.sections.filter(isRelocationSection).map((one) => readRelocations(object, one)),
    ),
    isolate: each((object) => isolate(object)),
    "audit of signatures": each((object) => layout && auditSignatures(object, layout)),
    "audit and repair": each((object) => repairObject(object, python)),
    "write again": each(writeObject),
    "**all that an extension goes through**: read, isolate, audit, repair, write": () =>
      read().map((object) => writeObject(repairObject(isolate(object).object, python).object)),
  };
  const rows = Object.entries(passes).map(([name, pass]) => ({
    name,
    milliseconds: [hash, fastestOnProcessor(RUNS, pass)],
    ...(name.startsWith("**") && { goal: GOAL }),
  }));
  return {
    id,
    title: `Passes over objects: ${what}`,
    note: `${objects.length} objects, ${(bytes / 1e6).toFixed(1)} MB, processor time, least of ${RUNS}.`,
    columns: ["sha256 of the same bytes", "the pass"],
    rows,
  };
}
