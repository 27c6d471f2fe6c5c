/** The result of the test that a guest died in, or of the file that it died importing. */
import { type Death, explainDeath } from "./crash.ts";
import type { Life } from "./life.ts";
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
}

export function crashOf(life: Life, death: Death, { root, now, timeout }: Circumstances): TestResult {
  const { message, meaning } = explainDeath(death, timeout);
  const frames = death.trap?.frames.slice(0, MOST_FRAMES) ?? [];
  const { doing } = life;
  const path = doing?.id.split("::")[0] ?? "";
  const output = death.lastWords.trim();
  return {
    id: doing?.id ?? `after ${life.last ?? "the start"}`,
    outcome: death.timedOut ? "timed-out" : "crashed",
    seconds: doing ? now - doing.since : 0,
    ...(path.endsWith(".py") ? { file: path.startsWith("/") ? path : `${root}/${path}` } : {}),
    message: doing?.what === "file" ? `${message}, when the file was imported` : message,
    text: [meaning, ...telling(frames).map((frame) => `    in ${frame}`)].filter((line) => line !== "").join("\n"),
    frames,
    ...(output === "" ? {} : { output: [["the interpreter's own output", output] as const] }),
  };
}

function telling(frames: readonly string[]): readonly string[] {
  const loop = frames.indexOf(INTERPRETER_LOOP);
  return loop < 0 ? frames : frames.slice(0, loop + 1);
}
