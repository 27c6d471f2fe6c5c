/** What `wasi-out/test-results.json` says of the run, as far as the page about NumPy reads it, and why tests fail. */
import { isBad, type TestResult, type TestRun, type Totals } from "../../src/testing/results.ts";

export interface RunRecord extends TestRun {
  readonly totals: Totals;
  readonly comparison?: {
    readonly onlyInWasi: readonly string[];
    readonly inBoth: readonly string[];
    readonly ratio: number;
  };
}

export interface Reason {
  /** A test's id, or its beginning. */
  readonly test: string;
  readonly reason: string;
  /** Where upstream says so. */
  readonly link: string;
}

export function reasonFor(result: TestResult, reasons: readonly Reason[]): Reason | undefined {
  return reasons.find(({ test }) => result.id.startsWith(test));
}

export function unexplained(record: RunRecord, reasons: readonly Reason[]): readonly TestResult[] {
  return record.results.filter((result) => isBad(result) && !reasonFor(result, reasons));
}
