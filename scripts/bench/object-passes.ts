/** What our passes over objects cost, as a share of hashing the same bytes. */
import { createHash } from "node:crypto";
import { isolate } from "../../src/link/isolate.ts";
import { type ObjectFile, readObject, writeObject } from "../../src/object/object-file.ts";
import { isRelocationSection, readRelocations } from "../../src/object/relocations.ts";
import { readSymbols } from "../../src/object/symbol-table.ts";
import { auditSignatures } from "../../src/signature/audit.ts";
import { layoutFor } from "../../src/signature/layout.ts";
import { repairObject } from "../../src/signature/repair.ts";
import { columns, fastestOnProcessor, milliseconds, ratio } from "./measure.ts";

const RUNS = 5;

/** @param python X.Y */
export function objectPasses(contents: readonly Uint8Array[], python: string): string {
  const bytes = contents.reduce((sum, { length }) => sum + length, 0);
  const layout = layoutFor(python);
  const objects = contents.map((content, i) => readObject(content, `object ${i}`));
  const each = (pass: (object: ObjectFile) => unknown) => fastestOnProcessor(RUNS, () => objects.map(pass));
  const hash = fastestOnProcessor(RUNS, () => contents.map((content) => createHash("sha256").update(content).digest()));
  const times: readonly (readonly [string, number])[] = [
    ["sha256 of the bytes, to compare", hash],
    ["read sections", fastestOnProcessor(RUNS, () => contents.map((content, i) => readObject(content, `object ${i}`)))],
    ["write again", each(writeObject)],
    ["symbols", each(readSymbols)],
    [
      "relocations",
      each((object) => object.sections.filter(isRelocationSection).map((one) => readRelocations(object, one))),
    ],
    ["isolate", each((object) => isolate(object))],
    ["audit of signatures", each((object) => layout && auditSignatures(object, layout))],
    ["audit and repair", each((object) => repairObject(object, python))],
  ];
  const rows = times.map(([name, time]) => [name, milliseconds(time), ratio(time, hash)]);
  return [
    `Passes over ${objects.length} objects, ${(bytes / 1e6).toFixed(1)} MB, processor time, least of ${RUNS}`,
    columns([["pass", "time", "to sha256"], ...rows]),
  ].join("\n");
}
