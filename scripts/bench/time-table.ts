/** Times of one run beside each other, as data and as Markdown: ratios count, for they hold on other machines too. */

export interface TimeTable {
  /** By which a run can be asked for this table alone. */
  readonly id: string;
  readonly title: string;
  /** What was done, and how it was timed. */
  readonly note: string;
  /** What each time of a row is of; the first is what the others are compared with. */
  readonly columns: readonly string[];
  readonly rows: readonly TimeRow[];
}

export interface TimeRow {
  readonly name: string;
  /** One for each column; null where it does not get to its end. */
  readonly milliseconds: readonly (number | null)[];
  /** Most milliseconds that the last column may have. */
  readonly goal?: number;
}

/** What a table of speed is worth nothing without. */
export interface Machine {
  readonly node: string;
  readonly processor: string;
  readonly python: string;
  readonly sdk: number;
}

export interface SpeedRecord {
  readonly machine: Machine;
  /** Names and versions of what was linked. */
  readonly packages: readonly string[];
  readonly tables: readonly TimeTable[];
}

export function timeTable({ title, note, columns, rows }: TimeTable): string {
  const goals = rows.some(({ goal }) => goal !== undefined);
  const line = (cells: readonly string[], goal: string) => `| ${[...cells, ...(goals ? [goal] : [])].join(" | ")} |`;
  return [
    `## ${title}`,
    note,
    [
      line(["", ...columns], "goal"),
      line(["---", ...columns.map(() => "--:")], "--:"),
      ...rows.map((row) => line([row.name, ...cells(row)], goalCell(row))),
    ].join("\n"),
  ].join("\n\n");
}

export function speedPage({ machine, packages, tables }: SpeedRecord): string {
  const { node, processor, python, sdk } = machine;
  return `${[
    "<!-- Written by `npm run bench:link`; do not edit. -->",
    "# Speed of linking, and of what was linked",
    `Each table was measured in one run: CPython ${python} with WASI SDK ${sdk}, Node ${node}, on one machine (${processor}). What is linked: ${packages.join(", ")}. Behind each time is its ratio to the first column. Repeat it with \`npm run bench:link\`.`,
    ...tables.map(timeTable),
  ].join("\n\n")}\n`;
}

function cells({ milliseconds: [base = null, ...others] }: TimeRow): readonly string[] {
  const time = (one: number | null) => (one === null ? "traps" : duration(one));
  return [
    time(base),
    ...others.map((one) => (one === null || !base ? time(one) : `${time(one)} (× ${(one / base).toFixed(2)})`)),
  ];
}

function goalCell({ milliseconds, goal }: TimeRow): string {
  if (goal === undefined) return "";
  return `${duration(goal)}, ${(milliseconds.at(-1) ?? Number.POSITIVE_INFINITY) <= goal ? "met" : "missed"}`;
}

function duration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(2)} ms`;
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
