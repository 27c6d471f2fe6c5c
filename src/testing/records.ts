/** What a guest tells its host, record by record; `target/testing/pywasi_testing/channel.py` writes them. */

export type GuestRecord =
  | {
      readonly event: "session";
      readonly root: string;
      readonly maxfail: number;
      readonly verbosity: number;
      readonly durations: number | null;
      readonly shownOutput: boolean;
      readonly junit: string | null;
      /** Guest folder of what pytest remembers between runs. */
      readonly cache?: string | null;
      /** The tests are to run one after the other, in one guest, until it stops by itself. */
      readonly alone?: boolean;
      /** Options given for plug-ins that have no part in the run, by plug-in. */
      readonly unused?: Readonly<Record<string, readonly string[]>>;
    }
  | { readonly event: "files"; readonly files: readonly string[] }
  | { readonly event: "next"; readonly number: number }
  | { readonly event: "collecting"; readonly file: number }
  | { readonly event: "collected"; readonly file: number; readonly tests: readonly string[] }
  | {
      readonly event: "uncollected";
      readonly id: string;
      readonly failed: boolean;
      readonly text: string;
      readonly limit: string | null;
    }
  | { readonly event: "deselected"; readonly count: number }
  | { readonly event: "warning"; readonly text: string; readonly id: string }
  | {
      readonly event: "start";
      readonly id: string;
      /** Seconds that it may take by its project's own word. */
      readonly limit?: number | null;
    }
  | ({ readonly event: "finish" } & FinishedTest)
  | { readonly event: "missing"; readonly id: string }
  | { readonly event: "tired" }
  | { readonly event: "absent"; readonly module: string }
  | { readonly event: "broken"; readonly text: string }
  | { readonly event: "end"; readonly code: number };

export interface FinishedTest {
  readonly id: string;
  /** As the test tool names it, relative to its root or absolute, in the guest. */
  readonly path: string | null;
  readonly line: number | null;
  readonly name: string;
  readonly outcome: "passed" | "failed" | "error" | "skipped" | "xfailed" | "xpassed";
  readonly seconds: number;
  readonly message?: string;
  /** What WASI lacks, where that is the only reason for a skip. */
  readonly limit?: string;
  readonly text?: string;
  /** Captured output by title. */
  readonly output?: readonly (readonly [title: string, text: string])[];
  /** File and line that failed. */
  readonly at?: readonly [file: string, line: number] | null;
  readonly properties?: readonly (readonly [name: string, value: string])[];
}

/** What the host orders; see `_asked_items` in pytest_plugin.py. */
export type Order =
  | { readonly do: "collect"; readonly file: number }
  | { readonly do: "run"; readonly file: number; readonly tests: readonly string[] }
  | { readonly do: "stop" };

/**
 * Cuts a stream of bytes into records. A trap may leave the last line unfinished; it is kept back.
 * @throws {SyntaxError} a line that is not JSON: a test wrote into the channel
 */
export function recordReader(): (bytes: Uint8Array) => readonly GuestRecord[] {
  let rest = "";
  const decoder = new TextDecoder();
  return (bytes) => {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as GuestRecord);
  };
}
