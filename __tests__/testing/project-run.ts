/** A test command of a project on this machine's disk, in a linked interpreter. */
import { dirname, join } from "node:path";
import { test as runTestCommand, type TestReport } from "../../src/app/test.ts";
import { nodeGuests } from "../../src/host/guests.ts";
import { nodeHost } from "../../src/host/node-host.ts";
import { readInputs } from "../../src/inputs/inputs.ts";
import type { InputName } from "../../src/inputs/table.ts";
import type { Guest } from "../runtime/linked-guest.ts";

export interface Project {
  readonly guest: Guest;
  /** Absolute. */
  readonly project: string;
  readonly given?: Partial<Readonly<Record<InputName, string>>>;
}

export function runInProject({ guest, project, given = {} }: Project, words: readonly string[]): Promise<TestReport> {
  const inputs: Partial<Record<InputName, string>> = { "out-dir": dirname(guest.bundle), ...given };
  const loud = nodeHost({ work: project, logStyle: "plain" });
  const quiet = { info: () => {}, error: () => {}, progress: () => {} };
  const host = { ...loud, log: { ...loud.log, ...quiet, group: <T>(_: string, body: () => Promise<T>) => body() } };
  const guests = nodeGuests(join(import.meta.dirname, "..", "..", "src", "wasi-worker.ts"));
  return runTestCommand(host, guests, {
    inputs: readInputs((name) => inputs[name]),
    operands: words,
    durations: 0,
    junit: undefined,
    print: () => {},
  });
}
