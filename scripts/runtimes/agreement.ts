/** Where two runs of the same tests, each under another runtime, came to different ends. */
import type { Results } from "../coverage/run-tests.ts";

export interface Difference {
  readonly id: string;
  /** What became of it under each; undefined where that run has no such test. */
  readonly node: string | undefined;
  readonly wasmtime: string | undefined;
  /** What was said where it did not pass, one line. */
  readonly message: string;
}

/** One package's tests under both. */
export interface Agreement {
  readonly package: string;
  readonly version: string;
  readonly python: string;
  readonly sdk: number;
  /** Tests that either run has. */
  readonly tests: number;
  /** Tests of one end under both, by that end. */
  readonly same: Readonly<Record<string, number>>;
  readonly differences: readonly Difference[];
  /** Wall time of each run. */
  readonly seconds: { readonly node: number; readonly wasmtime: number };
  /** `wasmtime 49.0.1` */
  readonly runtime: string;
  /** Day of the measurement. */
  readonly date: string;
}

type Result = Results["runs"][number]["results"][number];

export function agreement(node: Results, wasmtime: Results): Pick<Agreement, "tests" | "same" | "differences"> {
  const [left, right] = [byId(node), byId(wasmtime)];
  const ids = [...new Set([...left.keys(), ...right.keys()])].sort();
  const same: Record<string, number> = {};
  const differences: Difference[] = [];
  for (const id of ids) {
    const [one, other] = [left.get(id), right.get(id)];
    if (one !== undefined && one.outcome === other?.outcome) same[one.outcome] = (same[one.outcome] ?? 0) + 1;
    else {
      const message = [one, other].flatMap((result) => result?.message ?? []).join(" / ");
      differences.push({ id, node: one?.outcome, wasmtime: other?.outcome, message: message.slice(0, 300) });
    }
  }
  return { tests: ids.length, same, differences };
}

function byId({ runs }: Results): ReadonlyMap<string, Result> {
  return new Map(runs.flatMap(({ results }) => results.map((result) => [result.id, result])));
}

export interface Reason {
  readonly package: string;
  /** A part of the test's id or of its message. */
  readonly test: string;
  /** A whole sentence, for the page. */
  readonly reason: string;
}

export function reasonFor(
  name: string,
  { id, message }: Pick<Difference, "id" | "message">,
  reasons: readonly Reason[],
): Reason | undefined {
  return reasons.find((one) => one.package === name && `${id} ${message}`.includes(one.test));
}

export function unexplained({ package: name, differences }: Agreement, reasons: readonly Reason[]) {
  return differences.filter((difference) => reasonFor(name, difference, reasons) === undefined);
}
