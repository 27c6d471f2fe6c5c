/**
 * The table of WASI SDKs in PEP 11, section "WASI", and the sentences around it that say more.
 * https://github.com/python/peps/blob/main/peps/pep-0011.rst
 */
export interface Pep11 {
  /** Oldest Python first. */
  readonly rows: readonly Pep11Row[];
  /** SDKs that CPython skipped because of a bug. */
  readonly skipped: readonly number[];
}

export interface Pep11Row {
  readonly python: string;
  readonly wasi: string;
  readonly sdk: number;
  readonly tier: number;
}

/** @throws {Error} where the text has no such table, or does not say the tier of a row */
export function parsePep11(text: string): Pep11 {
  const prose = text.replaceAll(/\s+/g, " ");
  const rows = tableOf(text).map((row) => ({ ...row, tier: tierOf(row.python, prose) }));
  const skipped = /WASI SDK (\d[\d, and]*?) have a .{0,120}?bug/.exec(prose)?.[1] ?? "";
  return {
    rows: rows.sort((a, b) => minor(a.python) - minor(b.python)),
    skipped: skipped.match(/\d+/g)?.map(Number) ?? [],
  };
}

function tableOf(text: string): Omit<Pep11Row, "tier">[] {
  const lines = text.split("\n");
  const head = lines.findIndex((line) => /^Python\s+WASI\s+WASI SDK\s*$/.test(line));
  if (head < 0) throw new Error("PEP 11 has no table of WASI SDKs; its format has changed.");
  const rows: Omit<Pep11Row, "tier">[] = [];
  // Behind the head comes a ruler, and another one ends the table.
  for (const line of lines.slice(head + 2)) {
    const [, python, wasi, sdk] = /^(3\.\d+)\s+(\d+\.\d+)\s+(\d+)\s*$/.exec(line) ?? [];
    if (python === undefined || wasi === undefined) break;
    rows.push({ python, wasi, sdk: Number(sdk) });
  }
  if (rows.length === 0) throw new Error("PEP 11's table of WASI SDKs has no row that can be read.");
  return rows;
}

function tierOf(python: string, prose: string): number {
  const [, before, versions = "", after, from = ""] =
    /WASI was a tier (\d) platform for Python (.{3,60}?), and became a tier (\d) platform starting with Python (3\.\d+)/.exec(
      prose,
    ) ?? [];
  if (before !== undefined && [...versions.matchAll(/3\.\d+/g)].some(([version]) => version === python))
    return Number(before);
  if (after !== undefined && minor(python) >= minor(from)) return Number(after);
  throw new Error(`PEP 11 does not say which tier WASI has with Python ${python}.`);
}

function minor(python: string): number {
  return Number(python.slice(2));
}
