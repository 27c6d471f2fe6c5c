/** Audit and repair of one object or archive: what was wrong, and the bytes without it. */
import { readArchive } from "../object/archive.ts";
import { type NewMember, writeArchive } from "../object/archive-writer.ts";
import { describeType } from "../object/function-types.ts";
import { readFunctionLines, type SourceLine } from "../object/line-table.ts";
import { isWasm, type ObjectFile, readObject, writeObject } from "../object/object-file.ts";
import { type Relocations, RelocationType } from "../object/relocations.ts";
import { UserError } from "../report/errors.ts";
import { canAdapt, withAdapters } from "./adapters.ts";
import { type Audit, auditSignatures, isMismatch, type Use } from "./audit.ts";
import { AUDIT_VERSION, type SignatureFinding, type SignatureReport } from "./finding.ts";
import { layoutFor } from "./layout.ts";
import { signatureType } from "./signature-text.ts";

export interface Repaired {
  /** The very object that was given where nothing is wrong with it. */
  readonly object: ObjectFile;
  /** Undefined for a Python whose layout is not known, and for what is not relocatable. */
  readonly report: SignatureReport | undefined;
}

/**
 * @param python X.Y
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function repairObject(object: ObjectFile, python: string): Repaired {
  const layout = layoutFor(python);
  const audit = layout && auditSignatures(object, layout);
  if (!audit) return { object, report: undefined };
  const mismatches = audit.uses.filter(isMismatch);
  const report = {
    audit: AUDIT_VERSION,
    python,
    checked: audit.uses.length,
    findings: findings(object, audit, mismatches),
  };
  return { object: withAdapters(object, audit, mismatches.filter(canAdapt)), report };
}

export interface RepairedArchive {
  /** The very bytes that were given where nothing is wrong with them. */
  readonly bytes: Uint8Array;
  readonly report: SignatureReport;
}

/**
 * Members that lie elsewhere, as those of a thin archive do, are left alone.
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function repairArchive(bytes: Uint8Array, file: string, python: string): RepairedArchive {
  let checked = 0;
  const found: SignatureFinding[] = [];
  const members = readArchive(bytes, file).members.flatMap(({ name, bytes }): NewMember[] => {
    if (bytes === undefined) return [];
    if (!isWasm(bytes)) return [{ name, bytes }];
    const object = readObject(bytes, name);
    const repaired = repairObject(object, python);
    checked += repaired.report?.checked ?? 0;
    found.push(...(repaired.report?.findings ?? []));
    return [{ name, bytes: repaired.object === object ? bytes : writeObject(repaired.object) }];
  });
  const report = { audit: AUDIT_VERSION, python, checked, findings: found };
  return { bytes: found.some((each) => each.repaired) ? writeArchive(members) : bytes, report };
}

function findings(object: ObjectFile, audit: Audit, mismatches: readonly Use[]): readonly SignatureFinding[] {
  if (mismatches.length === 0) return [];
  const lines = functionLines(object);
  const taken = otherUses(audit, new Set(mismatches.map(({ symbol }) => symbol)));
  return mismatches.map((use) => {
    const place = lines.get(use.symbol);
    return {
      function: audit.image.symbols.name(use.symbol),
      ...(place && { file: place.file, line: place.line }),
      table: use.table,
      slot: use.slot,
      name: use.name,
      expected: describe(use.expected),
      found: describe(use.found),
      repaired: canAdapt(use),
      ...(use.suspected && { suspected: true }),
      alsoTaken: taken.get(use.symbol) ?? 0,
    };
  });
}

/** Debug information is a help to the reader: where it is damaged, the link goes on without. */
function functionLines(object: ObjectFile): ReadonlyMap<number, SourceLine> {
  try {
    return readFunctionLines(object);
  } catch (error) {
    if (error instanceof UserError) return new Map();
    throw error;
  }
}

/** How often the addresses of functions are taken in places that are no known table. */
function otherUses({ image, uses }: Audit, symbols: ReadonlySet<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  const count = (section: Use["section"], relocations: Relocations | undefined) => {
    const known = new Set(uses.filter((use) => use.section === section).map(({ relocation }) => relocation));
    for (const [place, symbol] of (relocations?.indexes ?? new Uint32Array(0)).entries()) {
      if (!TAKES_ADDRESS.has(relocations?.types[place] ?? 0) || !symbols.has(symbol) || known.has(place)) continue;
      counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    }
  };
  count("data", image.relocations);
  count("code", image.codeRelocations);
  return counts;
}

/** `globalIndex…` of a function symbol is its entry in the global offset table. */
const TAKES_ADDRESS = new Set<number>([
  RelocationType.tableIndexSleb,
  RelocationType.tableIndexI32,
  RelocationType.tableIndexRelativeSleb,
  RelocationType.globalIndexLeb,
  RelocationType.globalIndexI32,
]);

function describe(text: string): string {
  return /^[ilfd]*_[vilfd]*$/.test(text) ? describeType(signatureType(text)) : text;
}
