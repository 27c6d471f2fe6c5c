/** Runs WebAssembly commands under node:wasi, each in a worker thread with a stack of its own size. */
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import type { GuardRules } from "./guest-guard.ts";
import { withMemoryBound } from "./memory-bound.ts";

export interface GuestRequest {
  /** Absolute path of the module. */
  readonly module: string;
  /** `argv`, with the program's name first. */
  readonly args: readonly string[];
  /** The guest's whole environment; nothing of ours reaches it. */
  readonly env: Readonly<Record<string, string>>;
  /** Guest folder → absolute host folder. The guest sees nothing else. */
  readonly preopens: Readonly<Record<string, string>>;
  /** Stack of the thread that runs the module, in MiB: wasm frames live on it besides the guest's own linear stack. */
  readonly stackMegabytes: number;
  /** Ends the guest after that many milliseconds. */
  readonly timeoutMs?: number;
  /** Absolute path of a file that standard output and standard error are added to, in place of our own streams. */
  readonly output?: string;
  /** Most memory that the guest may have, in MiB. */
  readonly memoryMegabytes?: number;
  readonly guard?: GuardRules;
}

export interface GuestResult {
  /** The guest's exit code; 134 after a trap, as a shell reports SIGABRT; 124 after the time limit, as timeout(1). */
  readonly exitCode: number;
  /** What the engine said and the wasm frames, innermost first, where the guest trapped. */
  readonly trap:
    | {
        readonly message: string;
        readonly frames: readonly string[];
        /** Where in the module's file each frame is, as far as the engine says. */
        readonly places?: readonly (number | undefined)[];
        /** The end of what the guest wrote to its error stream, at most some KiB. */
        readonly lastWords: string;
      }
    | undefined;
  readonly timedOut: boolean;
  readonly milliseconds: number;
}

export interface RunningGuest {
  readonly ended: Promise<GuestResult>;
  /** Ends it as a time limit does. */
  end(): void;
}

export interface Guests {
  /** Runs to the end; standard streams are ours. */
  run(request: GuestRequest): Promise<GuestResult>;
  /** As `run`, for a caller that has more than one guest and ends some before their time. */
  start(request: GuestRequest): RunningGuest;
}

/** What the worker gets. */
export interface GuestWork {
  readonly request: GuestRequest;
  readonly module: WebAssembly.Module;
}

/** What the worker answers. */
export interface GuestAnswer {
  readonly exitCode: number;
  readonly trap: { readonly message: string; readonly stack: string; readonly lastWords: string } | undefined;
}

/** @param worker absolute path of the worker's script (`src/wasi-worker.ts`, bundled as `dist/wasi-worker.mjs`) */
export function nodeGuests(worker: string): Guests {
  // Compiled once: threads share the code, and what the engine learns about it on the way.
  const modules = new Map<string, Promise<WebAssembly.Module>>();
  const compiled = ({ module, memoryMegabytes }: GuestRequest) => {
    const key = `${memoryMegabytes} ${module}`;
    const found = modules.get(key) ?? compile(module, memoryMegabytes);
    modules.set(key, found);
    return found;
  };
  const start = (request: GuestRequest): RunningGuest => {
    const began = performance.now();
    const guest = inWorker(worker, request, compiled(request));
    const ended = guest.ended.then(({ answer, timedOut }) => ({
      exitCode: timedOut ? 124 : (answer?.exitCode ?? 134),
      trap: answer?.trap && {
        message: answer.trap.message,
        ...wasmFrames(answer.trap.stack),
        lastWords: answer.trap.lastWords,
      },
      timedOut,
      milliseconds: performance.now() - began,
    }));
    return { ended, end: guest.end };
  };
  return { start, run: (request) => start(request).ended };
}

async function compile(path: string, memoryMegabytes: number | undefined): Promise<WebAssembly.Module> {
  const bytes = await readFile(path);
  return WebAssembly.compile(memoryMegabytes === undefined ? bytes : withMemoryBound(bytes, memoryMegabytes * 2 ** 20));
}

function inWorker(
  script: string,
  request: GuestRequest,
  module: Promise<WebAssembly.Module>,
): { readonly ended: Promise<{ answer: GuestAnswer | undefined; timedOut: boolean }>; readonly end: () => void } {
  let timedOut = false;
  let worker: Worker | undefined;
  const end = () => {
    timedOut = true;
    void worker?.terminate();
  };
  const run = (work: GuestWork) =>
    new Promise<GuestAnswer | undefined>((resolve) => {
      // node:wasi is "experimental" in Node 24 and would say so on the guest's stderr.
      worker = new Worker(script, {
        workerData: work,
        execArgv: ["--disable-warning=ExperimentalWarning"],
        resourceLimits: { stackSizeMb: request.stackMegabytes, maxOldGenerationSizeMb: 8192 },
      });
      let answer: GuestAnswer | undefined;
      worker.on("message", (message: GuestAnswer) => {
        answer = message;
      });
      worker.on("error", (error: Error) => {
        answer ??= { exitCode: 134, trap: { message: error.message, stack: error.stack ?? "", lastWords: "" } };
      });
      worker.on("exit", () => resolve(answer));
    });
  const ended = async () => {
    const work = { request, module: await module };
    if (timedOut) return { answer: undefined, timedOut };
    const timer = request.timeoutMs && setTimeout(end, request.timeoutMs);
    const answer = await run(work);
    if (timer) clearTimeout(timer);
    return { answer, timedOut };
  };
  return { ended: ended(), end };
}

/** `at python.wasm.meth_call (wasm://wasm/python.wasm-0123abcd:wasm-function[42]:0x1f)` → `meth_call`, 0x1f. */
function wasmFrames(stack: string): { readonly frames: readonly string[]; readonly places: readonly number[] } {
  const matches = stack
    .split("\n")
    .map((line) =>
      /^\s*at (?:(?:[^ (]*\.)?([^ .(]+) \()?wasm:\/\/[^:]*:?(wasm-function\[\d+\]):(0x[0-9a-f]+)?/.exec(line),
    )
    .filter((match) => match !== null);
  return {
    frames: matches.map(([, name, number]) => name ?? number ?? ""),
    places: matches.map(([, , , place]) => Number(place)),
  };
}
