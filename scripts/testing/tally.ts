/** How many tests passed: what every runner's own count is turned into, and the line that closes `npm test`. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
export const FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, tally) => ({
      passed: total.passed + tally.passed,
      failed: total.failed + tally.failed,
      skipped: total.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** `12 passed, 0 failed`, with `, 1 skipped` only where something was. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** The parts of jest's `--json` report that count. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that could not be loaded, so that none of their tests is counted. */
  readonly numRuntimeErrorTestSuites: number;
}

/** No test at all is a failure: a wrong pattern must not look green. */
export function jestTally(report: JestReport): Tally {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const skipped = report.numPendingTests + report.numTodoTests;
  if (report.numPassedTests + failed + skipped === 0) return FAILED;
  return { passed: report.numPassedTests, failed, skipped };
}

/**
 * Reads the last lines of Python's unittest: `Ran 12 tests in 0.1s`, then `OK (skipped=1)` or
 * `FAILED (failures=1, errors=2)`.
 */
export function unittestTally(output: string): Tally {
  const ran = Number(/^Ran (\d+) tests? in /m.exec(output)?.[1] ?? 0);
  const verdict = /^(?:OK|FAILED|NO TESTS RAN)(?: \(([^)]*)\))?\s*$/m.exec(output);
  if (ran === 0 || verdict === null) return FAILED;
  const count = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(verdict[1] ?? "")?.[1] ?? 0);
  const failed = count("failures") + count("errors") + count("unexpected successes");
  const skipped = count("skipped");
  return { passed: Math.max(0, ran - failed - skipped), failed, skipped };
}
