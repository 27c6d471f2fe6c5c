/** A runtime whose guests are functions: each speaks the channel's language over the fake machine's files. */
import type { GuestResult } from "../../src/host/guests.ts";
import type { TestGuest, TestRuntime } from "../../src/testing/guest.ts";
import type { GuestRecord, Order } from "../../src/testing/records.ts";
import type { FakeHost } from "../host/fake-host.ts";

export interface ScriptedGuest {
  readonly guest: TestGuest;
  tell(record: GuestRecord): Promise<void>;
  ask(): Promise<Order>;
  print(text: string): Promise<void>;
  /** Resolves when the host ends this guest. */
  readonly ended: Promise<void>;
}

export type Script = (guest: ScriptedGuest) => Promise<Partial<GuestResult>>;

/** @param script of the nth guest that is started, from 0 */
export function scriptedRuntime(
  host: FakeHost,
  script: (life: number) => Script,
): TestRuntime & { readonly lives: () => number } {
  let lives = 0;
  const start = (guest: TestGuest) => {
    let end = () => {};
    let wasEnded = false;
    const told = new Promise<void>((resolve) => {
      end = () => {
        wasEnded = true;
        resolve();
      };
    });
    let asked = 0;
    const tell = (record: GuestRecord) => host.files.append(`${guest.channel}/records`, `${JSON.stringify(record)}\n`);
    const scripted: ScriptedGuest = {
      guest,
      tell,
      print: (text) => host.files.append(guest.output, text),
      ended: told,
      ask: async () => {
        asked += 1;
        await tell({ event: "next", number: asked });
        for (;;) {
          const order = host.contents.get(`${guest.channel}/order-${asked}`);
          if (order) return JSON.parse(new TextDecoder().decode(order)) as Order;
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      },
    };
    lives += 1;
    const run = script(lives - 1)(scripted);
    const ended = run.then((result) => ({
      exitCode: wasEnded ? 124 : 0,
      trap: undefined,
      timedOut: wasEnded,
      milliseconds: 1,
      ...result,
    }));
    return { ended, end };
  };
  return { name: "scripted", start, lives: () => lives };
}

const SESSION: GuestRecord = {
  event: "session",
  root: "/project",
  maxfail: 0,
  verbosity: 0,
  durations: null,
  shownOutput: false,
  junit: null,
};

/** What a test of a well-behaved guest does: its outcome, or a trap. */
export type TestBehaviour = (id: string) => "passed" | "failed" | "trap" | "exit" | "hang";

/** A guest that runs files of tests as pytest would. @param wishes changes of the session's record */
export function suite(
  files: Readonly<Record<string, readonly string[]>>,
  behaves: TestBehaviour,
  wishes: Partial<Extract<GuestRecord, { event: "session" }>> = {},
): Script {
  return async ({ tell, ask, ended }) => {
    const names = Object.keys(files);
    await tell({ ...SESSION, ...wishes } as GuestRecord);
    await tell({ event: "files", files: names });
    for (;;) {
      const order = await ask();
      if (order.do === "stop") break;
      if (order.do === "collect") {
        await tell({ event: "collected", file: order.file, tests: files[names[order.file] ?? ""] ?? [] });
        continue;
      }
      for (const id of order.tests) {
        await tell({ event: "start", id });
        const outcome = behaves(id);
        if (outcome === "trap")
          return { exitCode: 134, trap: { message: "unreachable", frames: ["abort", "crash_here"], lastWords: "" } };
        if (outcome === "exit") return { exitCode: 3 };
        if (outcome === "hang") {
          await ended;
          return {};
        }
        const failed = outcome === "failed" ? { message: "assert 0", text: "assert 0" } : {};
        await tell({ event: "finish", id, path: "t.py", line: 1, name: id, outcome, seconds: 0.01, ...failed });
      }
    }
    await tell({ event: "end", code: 0 });
    return {};
  };
}
