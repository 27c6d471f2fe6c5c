/**
 * What `act --json` prints, read as what a user sees on GitHub: results, outputs, annotations and summary of each step.
 *
 * One JSON object a line. `command` names a workflow command (`set-output` with `name` and `arg`, `summary` with
 * `content`, `notice`, `warning`, `error` with `kvPairs`), `raw_output` marks what a program printed, `stepResult`
 * and `jobResult` close a step and a job (nektos/act, pkg/runner/logger.go and command.go).
 */
export interface Annotation {
  readonly level: "notice" | "warning" | "error";
  readonly message: string;
  readonly title: string;
  readonly file: string;
  readonly line: string;
}

export type StepResult = "success" | "failure" | "skipped";

export interface ActStep {
  readonly job: string;
  /** The step's `id`, or its index; of a step inside a composite action, `outer/inner`. */
  readonly id: string;
  readonly stage: "Pre" | "Main" | "Post";
  readonly result: StepResult | undefined;
  /** Wall time. */
  readonly milliseconds: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** What it wrote to GITHUB_ENV. */
  readonly env: Readonly<Record<string, string>>;
  /** What it wrote to GITHUB_PATH. */
  readonly paths: readonly string[];
  /** What it wrote to GITHUB_STEP_SUMMARY. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** What its programs printed, standard output and error, workflow commands left out. */
  readonly output: string;
}

export interface ActLog {
  readonly jobs: Readonly<Record<string, StepResult>>;
  readonly steps: readonly ActStep[];
}

type Entry = Readonly<Record<string, unknown>>;
type Growing = { -readonly [Key in keyof ActStep]: ActStep[Key] };

/** @param lines standard output of `act --json`; lines that are not JSON are act's own failures and are left out */
export function readActLog(lines: readonly string[]): ActLog {
  const jobs: Record<string, StepResult> = {};
  const steps = new Map<string, Growing>();
  for (const entry of lines.map(parsed).filter((value) => value !== undefined)) {
    const job = text(entry.jobID);
    if (entry.jobResult !== undefined) jobs[job] = text(entry.jobResult) as StepResult;
    if (!Array.isArray(entry.stepID) || entry.stage === undefined) continue;
    const id = entry.stepID.join("/");
    const key = JSON.stringify([job, id, entry.stage]);
    const step = steps.get(key) ?? newStep(job, id, text(entry.stage) as ActStep["stage"]);
    steps.set(key, step);
    addEntry(step, entry);
  }
  return { jobs, steps: [...steps.values()] };
}

function addEntry(step: Growing, entry: Entry): void {
  const name = text(entry.name);
  const value = text(entry.arg);
  switch (entry.command) {
    case "set-output":
      step.outputs = { ...step.outputs, [name]: value };
      break;
    case "set-env":
      step.env = { ...step.env, [name]: value };
      break;
    case "add-path":
      step.paths = [...step.paths, value];
      break;
    case "summary":
      step.summary += text(entry.content);
      break;
    case "notice":
    case "warning":
    case "error":
      step.annotations = [...step.annotations, annotation(entry.command, entry)];
      break;
  }
  if (entry.raw_output === true) step.output += text(entry.msg);
  if (entry.stepResult !== undefined) {
    step.result = text(entry.stepResult) as StepResult;
    step.milliseconds = typeof entry.executionTime === "number" ? entry.executionTime / 1e6 : 0;
  }
}

function annotation(level: Annotation["level"], entry: Entry): Annotation {
  const properties = (entry.kvPairs ?? {}) as Entry;
  return {
    level,
    message: text(entry.arg),
    title: text(properties.title),
    file: text(properties.file),
    line: text(properties.line),
  };
}

function newStep(job: string, id: string, stage: ActStep["stage"]): Growing {
  return {
    job,
    id,
    stage,
    result: undefined,
    milliseconds: 0,
    outputs: {},
    env: {},
    paths: [],
    summary: "",
    annotations: [],
    output: "",
  };
}

function parsed(line: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
