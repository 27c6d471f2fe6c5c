/** What `wasi-out/test-results.json` says of a run, what is kept of it in docs/numpy.json, and why tests fail. */
import { isBad, limits, slowest, type TestResult, type TestRun, type Totals } from "../../src/testing/results.ts";

export interface RunRecord extends TestRun {
  readonly totals: Totals;
  readonly comparison?: {
    readonly onlyInWasi: readonly string[];
    readonly inBoth: readonly string[];
    readonly ratio: number;
  };
}

/** One Python's run, as docs/numpy.json has it. */
export interface Measured {
  readonly python: string;
  readonly sdk: number;
  readonly numpy: string;
  readonly command: string;
  readonly runtime: string;
  readonly workers: number;
  readonly seconds: number;
  readonly totals: Totals;
  /** To native wall time, in one run. */
  readonly ratio?: number;
  readonly failed: readonly { readonly id: string; readonly outcome: string; readonly message: string }[];
  readonly limits: readonly (readonly [limit: string, tests: number])[];
  readonly slowest: readonly { readonly id: string; readonly seconds: number }[];
}

const SLOWEST = 10;

export function measured(
  record: RunRecord,
  versions: { readonly python: string; readonly sdk: number; readonly numpy: string },
): Measured {
  const { command, runtime, workers, totals, results, comparison } = record;
  return {
    ...versions,
    ...{ command, runtime, workers, seconds: Math.round(record.seconds), totals },
    ...(comparison ? { ratio: Number(comparison.ratio.toFixed(2)) } : {}),
    failed: results.filter(isBad).map(({ id, outcome, message = "" }) => ({ id, outcome, message })),
    limits: limits(results),
    slowest: slowest(results, SLOWEST).map(({ id, seconds }) => ({ id, seconds: Number(seconds.toFixed(1)) })),
  };
}

export interface Reason {
  /** A test's id, or its beginning. */
  readonly test: string;
  readonly reason: string;
  /** Where upstream says so; none for what is left to do here. */
  readonly link?: string;
}

export function reasonFor(result: Pick<TestResult, "id">, reasons: readonly Reason[]): Reason | undefined {
  return reasons.find(({ test }) => result.id.startsWith(test));
}

export function unexplained(record: RunRecord, reasons: readonly Reason[]): readonly TestResult[] {
  return record.results.filter((result) => isBad(result) && !reasonFor(result, reasons));
}
