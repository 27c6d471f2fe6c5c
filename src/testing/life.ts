/** One life of a guest, read from its records: which test it is in, what it was told to run and has not begun. */
import type { FinishedTest, GuestRecord, Order } from "./records.ts";
import type { TestResult } from "./results.ts";

export interface Told {
  readonly file: number;
  readonly key: string;
}

export interface Doing {
  readonly what: "test" | "file";
  readonly id: string;
  readonly file: number;
  readonly since: number;
  /** Seconds that it may take, by its project; undefined: as long as any. */
  readonly limit?: number | undefined;
}

export class Life {
  /** What it is in, and since when (seconds). */
  doing: Doing | undefined;
  /** Its own exit code, told before the interpreter finalised. */
  code: number | undefined;
  /** It ran out of memory and asks to be replaced. */
  tired = false;
  hasFiles = false;
  last: string | undefined;
  broken: string | undefined;
  absent: string | undefined;
  private queue: Told[] = [];

  told(order: Order): void {
    if (order.do === "run") this.queue.push(...order.tests.map((key) => ({ file: order.file, key })));
  }

  /** A test begins: what stood before it was passed over by the test tool itself. @returns the file that it is in */
  begins(id: string, now: number, limit?: number): number {
    const at = this.queue.findIndex(
      ({ key }) => key === id || (key.startsWith(id) && /^'+$/.test(key.slice(id.length))),
    );
    const [entry] = at < 0 ? [] : this.queue.splice(0, at + 1).slice(-1);
    const file = entry?.file ?? this.doing?.file ?? 0;
    this.doing = { what: "test", id, file, since: now, limit };
    return file;
  }

  ends(id: string): number {
    const file = this.doing?.file ?? 0;
    this.doing = undefined;
    this.last = id;
    return file;
  }

  /** All that was told is dealt with, begun or not. */
  forget(): void {
    this.queue = [];
  }

  /** By file, in their order. */
  get unrun(): ReadonlyMap<number, readonly string[]> {
    const byFile = new Map<number, string[]>();
    for (const { file, key } of this.queue) byFile.set(file, [...(byFile.get(file) ?? []), key]);
    return byFile;
  }
}

/** @param root guest folder that relative paths start from */
export function resultOf(test: FinishedTest, root: string): TestResult {
  const [file, line] = test.at ?? [test.path, test.line];
  const absolute = file === null || file === undefined ? undefined : file.startsWith("/") ? file : `${root}/${file}`;
  return {
    id: test.id,
    outcome: test.limit === undefined ? test.outcome : "limited",
    seconds: test.seconds,
    ...(absolute === undefined ? {} : { file: absolute }),
    ...(line === null || line === undefined ? {} : { line }),
    ...(test.message === undefined ? {} : { message: test.message }),
    ...(test.limit === undefined ? {} : { limit: test.limit }),
    ...(test.text === undefined ? {} : { text: test.text }),
    ...(test.output === undefined ? {} : { output: test.output.filter(([, text]) => text !== "") }),
    ...(test.properties === undefined ? {} : { properties: test.properties }),
  };
}

/** A file that could not be collected, or that skips itself. */
export function resultOfFile(record: Extract<GuestRecord, { event: "uncollected" }>, root: string): TestResult {
  const lines = record.text.split("\n").filter((line) => line.trim() !== "");
  const path = record.id.split("::")[0] ?? "";
  return {
    id: record.id,
    outcome: record.failed ? "error" : record.limit === null ? "skipped" : "limited",
    seconds: 0,
    ...(path === "" ? {} : { file: path.startsWith("/") ? path : `${root}/${path}` }),
    message:
      (record.failed
        ? lines
            .findLast((line) => /^E\s/.test(line))
            ?.slice(1)
            .trim()
        : undefined) ??
      lines.at(-1) ??
      "",
    ...(record.limit === null ? {} : { limit: record.limit }),
    ...(record.failed ? { text: record.text } : {}),
  };
}
