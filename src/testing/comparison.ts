/** Two runs of the same tests, in WASI and natively: what differs, and who is to blame. */
import { isBad, type TestResult, type TestRun } from "./results.ts";

export interface Comparison {
  /** Passed natively and fails in WASI: ours, or the extension's. */
  readonly onlyInWasi: readonly TestResult[];
  /** Fails in both: the package's own. */
  readonly inBoth: readonly TestResult[];
  /** Fails natively only. */
  readonly onlyNatively: readonly TestResult[];
  /** Wall time of WASI over native. */
  readonly ratio: number;
}

export function compared(wasi: TestRun, native: TestRun): Comparison {
  const natively = new Map(native.results.map((result) => [result.id, result]));
  const failsNatively = (id: string) => {
    const result = natively.get(id);
    return result !== undefined && isBad(result);
  };
  const bad = wasi.results.filter(isBad);
  const badIds = new Set(bad.map(({ id }) => id));
  return {
    onlyInWasi: bad.filter(({ id }) => !failsNatively(id)),
    inBoth: bad.filter(({ id }) => failsNatively(id)),
    onlyNatively: native.results.filter((result) => isBad(result) && !badIds.has(result.id)),
    ratio: native.seconds === 0 ? 0 : wasi.seconds / native.seconds,
  };
}
