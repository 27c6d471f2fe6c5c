/** What a look at a machine or project found, and what to do about it. */
export interface Finding {
  /** What was looked at: `Python`, `free space`. */
  readonly check: string;
  /** `note` is worth knowing; `warning` may lead astray; with a `problem` builds do not work. */
  readonly state: "ok" | "note" | "warning" | "problem";
  /** A sentence or a value. */
  readonly found: string;
  /** Where there is something to do. */
  readonly remedy?: string;
}

const MARKS: Readonly<Record<Finding["state"], string>> = { ok: "✓", note: "·", warning: "!", problem: "✗" };

/** A line for each finding, the remedy below it. */
export function findingsAsText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, state, found, remedy }) => [
    `${MARKS[state]} ${check.padEnd(width)}  ${found}`,
    ...(remedy === undefined ? [] : [`  ${" ".repeat(width)}  → ${remedy}`]),
  ]);
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  return [...lines, "", `${count("problem")} problems, ${count("warning")} warnings`].join("\n");
}
