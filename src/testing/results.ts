/** What became of the tests, as data: the progress, the summary, annotations, JUnit and the JSON file are made of it. */

export type Outcome =
  | "passed"
  | "failed"
  | "error"
  | "skipped"
  | "limited"
  | "xfailed"
  | "xpassed"
  | "crashed"
  | "timed-out";

export interface TestResult {
  /** pytest's node id, unittest's dotted name, or the command of a script. */
  readonly id: string;
  readonly outcome: Outcome;
  readonly seconds: number;
  /** Guest path of the file that the test is in, absolute where it is known. */
  readonly file?: string;
  readonly line?: number;
  /** One line. */
  readonly message?: string;
  /** `limited`: what WASI lacks, to follow "WASI has no …". */
  readonly limit?: string;
  /** The traceback or the explanation of a crash. */
  readonly text?: string;
  readonly output?: readonly (readonly [title: string, text: string])[];
  /** Frames of the trap, innermost first. */
  readonly frames?: readonly string[];
  readonly properties?: readonly (readonly [name: string, value: string])[];
}

export interface TestRun {
  readonly command: string;
  /** In the order they ended. */
  readonly results: readonly TestResult[];
  readonly deselected: number;
  readonly warnings: number;
  /** What is no test's fault: a guest that trapped after its last test. */
  readonly exits: readonly string[];
  /** Wall time. */
  readonly seconds: number;
  readonly workers: number;
  readonly runtime: string;
}

export type Totals = Readonly<Record<Outcome, number>>;

/** In the order that people read them. */
export const OUTCOMES: readonly Outcome[] = [
  "failed",
  "error",
  "crashed",
  "timed-out",
  "passed",
  "skipped",
  "limited",
  "xfailed",
  "xpassed",
];

const BAD: ReadonlySet<Outcome> = new Set(["failed", "error", "crashed", "timed-out"]);

export function isBad({ outcome }: TestResult): boolean {
  return BAD.has(outcome);
}

export function totals(results: readonly TestResult[]): Totals {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}

const WORDS: Readonly<Record<Outcome, string>> = {
  failed: "failed",
  error: "with errors",
  crashed: "crashed",
  "timed-out": "timed out",
  passed: "passed",
  skipped: "skipped",
  limited: "skipped for what WASI lacks",
  xfailed: "failed as expected",
  xpassed: "passed unexpectedly",
};

/** `1 failed, 20 passed, 2 skipped`; what there is none of is left out, but for what passed. */
export function totalsLine(results: readonly TestResult[]): string {
  const counts = totals(results);
  return OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome === "passed")
    .map((outcome) => `${counts[outcome]} ${WORDS[outcome]}`)
    .join(", ");
}

/** What WASI lacks → how many tests were skipped for it, the most first. */
export function limits(results: readonly TestResult[]): readonly (readonly [limit: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { limit } of results) if (limit !== undefined) counts.set(limit, (counts.get(limit) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

export function slowest(results: readonly TestResult[], count: number): readonly TestResult[] {
  return [...results].sort((a, b) => b.seconds - a.seconds).slice(0, count);
}
