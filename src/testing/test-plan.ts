/** What is to be run, who follows it, and what the test tool itself was told. */
import type { SourceLine } from "../object/line-table.ts";
import type { TestRuntime } from "./guest.ts";
import type { GuestRecord } from "./records.ts";
import type { TestResult } from "./results.ts";
import type { TestCommand } from "./test-command.ts";

export interface TestPlan {
  readonly command: TestCommand;
  readonly runtime: TestRuntime;
  /** Guests at once. */
  readonly workers: number;
  /** Seconds that a test, the import of a file or a script may take. */
  readonly timeout: number;
  /** Guest folder that the tests run in. */
  readonly folder: string;
  readonly watch: TestWatch;
  /** Asked for at the first crash: which line of the sources a place in python.wasm comes from. */
  readonly lines?: () => Promise<(place: number) => SourceLine | undefined>;
}

/** Who follows the run as it goes. */
export interface TestWatch {
  result(
    result: TestResult,
    progress: { readonly done: number; readonly known: number; readonly verbose: boolean },
  ): void;
  /** What a guest prints past its test tool; only of scripts, and where the command asks for it. */
  output(text: string): void;
}

/** What pytest was told on its command line and only the host can do. */
export interface SessionWishes {
  readonly maxfail: number;
  readonly verbosity: number;
  readonly durations: number | undefined;
  readonly junit: string | undefined;
  /** Guest folder of what pytest remembers between runs. */
  readonly cache: string | undefined;
  /** One test after the other, until one fails. */
  readonly alone: boolean;
}

export const NO_WISHES: SessionWishes = {
  maxfail: 0,
  verbosity: 0,
  durations: undefined,
  junit: undefined,
  cache: undefined,
  alone: false,
};

export function wishesOf(record: Extract<GuestRecord, { event: "session" }>): SessionWishes {
  return {
    maxfail: record.maxfail,
    verbosity: record.verbosity,
    durations: record.durations ?? undefined,
    junit: record.junit ?? undefined,
    cache: record.cache ?? undefined,
    alone: record.alone ?? false,
  };
}
