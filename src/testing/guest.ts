/** A guest that runs tests, as the runtimes see it: what it is told, what it may see, how it ends. */
import type { RunningGuest } from "../host/guests.ts";
import type { TestCommand } from "./test-command.ts";

export interface TestGuest {
  readonly command: TestCommand;
  /** Host folders, absolute. */
  readonly channel: string;
  readonly temporary: string;
  /** For the files that its tests' output is diverted to. */
  readonly captured: string;
  /** Host file that its standard output and error are added to. */
  readonly output: string;
  /** Which of how many. */
  readonly slot: number;
  readonly slots: number;
}

export interface TestRuntime {
  /** `node:wasi`, `wasmtime 49.0.3`, `native Python 3.11.7`. */
  readonly name: string;
  start(guest: TestGuest): RunningGuest;
}
