/** Programs, started without a shell, so that no argument is ever read twice. */
import { type ChildProcess, spawn } from "node:child_process";
import { constants, existsSync } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, extname, isAbsolute, join, resolve } from "node:path";
import { HostFailure } from "./failure.ts";
import type { Processes, RunOptions, RunResult } from "./host.ts";
import { lineSplitter } from "./lines.ts";
import { asHostFailure } from "./system-errors.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Milliseconds between asking a process to end and ending it. */
const GRACE = 3000;

export function nodeProcesses(env: Environment): Processes {
  return {
    run: (command, args, options = {}) => run(command, args, { env, ...options }),
    find: (name) => findProgram(name, env),
  };
}

function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  // A time limit must end the grandchildren too (make, ninja), so such a child leads a process group of its own.
  const limited = options.timeoutMs !== undefined || options.signal !== undefined;
  const group = limited && !options.inherit && process.platform !== "win32";
  const child = spawn(command, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: options.env as NodeJS.ProcessEnv,
    stdio: options.inherit ? "inherit" : [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    detached: group,
    windowsHide: true,
  });
  const stdout = capture(child, "stdout", options);
  const stderr = capture(child, "stderr", options);
  // A program that does not read its input is no failure of ours; its exit code tells.
  child.stdin?.on("error", () => {});
  child.stdin?.end(options.input);
  const limit = timeLimit(child, options, group);
  return new Promise((done, fail) => {
    child.on("error", (error) => {
      limit.end();
      fail(startFailure(error, command, options.cwd));
    });
    child.on("close", (code, signal) => {
      limit.end();
      done({
        code: limit.reached() ? -1 : (code ?? -1),
        ...(signal ? { signal } : {}),
        timedOut: limit.reached(),
        stdout: stdout(),
        stderr: stderr(),
        milliseconds: performance.now() - started,
      });
    });
  });
}

/** Collects a stream and hands on its lines; @returns what has been read so far */
function capture(child: ChildProcess, stream: "stdout" | "stderr", options: RunOptions): () => string {
  const chunks: string[] = [];
  const onLine = options.onLine;
  const lines = onLine && lineSplitter((line) => onLine(line, stream));
  child[stream]?.setEncoding("utf8").on("data", (chunk: string) => {
    chunks.push(chunk);
    lines?.push(chunk);
  });
  child[stream]?.on("end", () => lines?.end());
  return () => chunks.join("");
}

interface TimeLimit {
  readonly reached: () => boolean;
  readonly end: () => void;
}

function timeLimit(child: ChildProcess, { timeoutMs, signal: abort }: RunOptions, group: boolean): TimeLimit {
  if (timeoutMs === undefined && abort === undefined) return { reached: () => false, end: () => {} };
  let reached = false;
  let killer: NodeJS.Timeout | undefined;
  const signal = (name: NodeJS.Signals) => {
    try {
      if (group && child.pid !== undefined) process.kill(-child.pid, name);
      else child.kill(name);
    } catch {
      // It ended by itself in the meantime.
    }
  };
  // A group of its own does not hear the terminal's Ctrl-C: hand it on, then die of it as we would have.
  const interrupted = (name: NodeJS.Signals) => {
    signal(name);
    end();
    process.kill(process.pid, name);
  };
  const reach = () => {
    reached = true;
    signal("SIGTERM");
    killer = setTimeout(() => signal("SIGKILL"), GRACE);
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(reach, timeoutMs);
  abort?.addEventListener("abort", reach, { once: true });
  const end = () => {
    clearTimeout(timer);
    abort?.removeEventListener("abort", reach);
    clearTimeout(killer);
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
  };
  if (group) {
    process.once("SIGINT", interrupted);
    process.once("SIGTERM", interrupted);
  }
  return { reached: () => reached, end };
}

/** `spawn` says ENOENT of the program even where it is the working folder that is missing. */
function startFailure(error: Error, command: string, cwd: string | undefined): unknown {
  if (cwd !== undefined && !existsSync(cwd)) return new HostFailure("not-found", `the folder ${cwd} does not exist`);
  const failure = asHostFailure(error, command);
  return failure instanceof HostFailure && failure.kind === "not-found"
    ? new HostFailure("not-found", `the program ${command} was not found`)
    : failure;
}

async function findProgram(name: string, env: Environment): Promise<string | undefined> {
  const endings = process.platform === "win32" && extname(name) === "" ? windowsEndings(env) : [""];
  const folders = isAbsolute(name) || /[/\\]/.test(name) ? ["."] : searchPath(env);
  for (const folder of folders) {
    for (const ending of endings) {
      const path = resolve(isAbsolute(name) ? name : join(folder, name)) + ending;
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
}

/** Windows spells it `Path`, and an environment that was copied into an object is no longer case-insensitive. */
function searchPath(env: Environment): readonly string[] {
  const path = env.PATH ?? env.Path ?? "";
  return path.split(delimiter).filter((folder) => folder !== "");
}

function windowsEndings(env: Environment): readonly string[] {
  return (env.PATHEXT ?? ".EXE;.CMD;.BAT").split(";").map((ending) => ending.toLowerCase());
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
