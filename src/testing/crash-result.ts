/** The result of the test that a guest died in, or of the file that it died importing. */
import type { SourceLine } from "../object/line-table.ts";
import { type Death, explainDeath } from "./crash.ts";
import type { Doing, Life } from "./life.ts";
import type { TestResult } from "./results.ts";

const MOST_FRAMES = 100;
/** Below the first one there is only what every Python code runs on. */
const INTERPRETER_LOOP = "_PyEval_EvalFrameDefault";

export interface Circumstances {
  /** Guest folder that relative paths start from. */
  readonly root: string;
  /** Seconds, of the same clock as `life.doing.since`. */
  readonly now: number;
  /** Seconds that a test may take. */
  readonly timeout: number;
  /** Line of the sources that a place in python.wasm comes from, where it was linked with debug sections. */
  readonly lines?: (place: number) => SourceLine | undefined;
}

export function crashOf(life: Life, death: Death, { root, now, timeout, lines }: Circumstances): TestResult {
  const { message, meaning } = explainDeath(death, timeout);
  const names = death.trap?.frames.slice(0, MOST_FRAMES) ?? [];
  const frames = names.map((name, i) => `${name}${sourceOf(death.trap?.places?.[i], lines)}`);
  const { doing } = life;
  const path = doing?.id.split("::")[0] ?? "";
  const output = death.lastWords.trim();
  return {
    id: doing?.id ?? `after ${life.last ?? "the start"}`,
    outcome: death.timedOut ? "timed-out" : "crashed",
    seconds: doing ? now - doing.since : 0,
    ...(path.endsWith(".py") ? { file: path.startsWith("/") ? path : `${root}/${path}` } : {}),
    message: doing?.what === "file" ? `${message}, when the file was imported` : message,
    text: [meaning, ...frames.slice(0, tellingOf(names)).map((frame) => `    in ${frame}`)]
      .filter((line) => line !== "")
      .join("\n"),
    frames,
    ...(output === "" ? {} : { output: [["the interpreter's own output", output] as const] }),
  };
}

/** A test that ended its session and not its interpreter: by pytest.exit() or KeyboardInterrupt, which is no failure to pytest. */
export function interruption({ id, since }: Doing, now: number): TestResult {
  const message = "the test ended its whole session, by KeyboardInterrupt, pytest.exit() or the like";
  return { id, outcome: "error", seconds: now - since, message, text: message };
}

/** How many frames tell something. */
function tellingOf(names: readonly string[]): number {
  const loop = names.indexOf(INTERPRETER_LOOP);
  return loop < 0 ? names.length : loop + 1;
}

function sourceOf(place: number | undefined, lines: Circumstances["lines"]): string {
  const source = place === undefined ? undefined : lines?.(place);
  return source ? ` (${source.file}:${source.line})` : "";
}
