/** The lock's table as PEP 11 has it now, compared with what CPython's own branches say. */
import type { Pep11, Pep11Row } from "./pep-11.ts";

export interface LockTable {
  readonly source: string;
  readonly rows: readonly Pep11Row[];
  readonly barred: readonly { readonly sdk: number; readonly because: string; readonly see: string }[];
}

/** `Platforms/WASI/config.toml` of a branch. */
export interface BranchConfig {
  readonly python: string;
  readonly sdk: number;
}

export interface LockUpdate {
  readonly table: LockTable;
  /** What changed, a line each; empty where nothing did. */
  readonly changes: readonly string[];
  /** What a person has to look at before the table may change. */
  readonly contradictions: readonly string[];
}

export function lockUpdate(known: LockTable, pep: Pep11, configs: readonly BranchConfig[]): LockUpdate {
  const changes: string[] = [];
  const contradictions: string[] = [];
  for (const row of pep.rows) {
    const before = known.rows.find(({ python }) => python === row.python);
    if (!before) changes.push(`Python ${row.python} is locked to SDK ${row.sdk} (WASI ${row.wasi}, tier ${row.tier}).`);
    else if (before.tier !== row.tier) changes.push(`Python ${row.python}: tier ${before.tier} became ${row.tier}.`);
    // PEP 816: a lock holds for the whole life of a version.
    if (before && (before.sdk !== row.sdk || before.wasi !== row.wasi)) {
      contradictions.push(
        `Python ${row.python} was locked to SDK ${before.sdk}, WASI ${before.wasi}; PEP 11 says ${row.sdk}, ${row.wasi} now.`,
      );
    }
  }
  for (const { python } of known.rows) {
    if (!pep.rows.some((row) => row.python === python))
      contradictions.push(`PEP 11 has no row for ${python} any more.`);
  }
  for (const { python, sdk } of configs) {
    const row = pep.rows.find((row) => row.python === python);
    if (row && row.sdk !== sdk) contradictions.push(`Python ${python}: PEP 11 says SDK ${row.sdk}, its branch ${sdk}.`);
  }
  for (const sdk of pep.skipped) {
    if (!known.barred.some((entry) => entry.sdk === sdk)) {
      contradictions.push(`PEP 11 skips SDK ${sdk} for a bug, and it is not barred: write down why.`);
    }
  }
  return { table: { ...known, rows: pep.rows }, changes, contradictions };
}

/** lock.json, a row a line. */
export function formatLock({ source, rows, barred }: LockTable): string {
  const lines = (items: readonly object[]) => items.map((item) => `    ${oneLine(item)}`).join(",\n");
  return [
    "{",
    '  "$schema": "./lock.schema.json",',
    `  "source": ${JSON.stringify(source)},`,
    `  "rows": [\n${lines(rows)}\n  ],`,
    `  "barred": [\n${lines(barred)}\n  ]`,
    "}",
    "",
  ].join("\n");
}

function oneLine(item: object): string {
  const fields = Object.entries(item).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{ ${fields.join(", ")} }`;
}
