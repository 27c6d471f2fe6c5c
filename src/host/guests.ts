/** Runs WebAssembly commands under node:wasi, each in a worker thread with a stack of its own size. */
import { Worker } from "node:worker_threads";

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
}

export interface GuestResult {
  /** The guest's exit code; 134 after a trap, as a shell reports SIGABRT; 124 after the time limit, as timeout(1). */
  readonly exitCode: number;
  /** What the engine said and the wasm frames, innermost first, where the guest trapped. */
  readonly trap:
    | {
        readonly message: string;
        readonly frames: readonly string[];
        /** The end of what the guest wrote to its error stream, at most some KiB. */
        readonly lastWords: string;
      }
    | undefined;
  readonly timedOut: boolean;
  readonly milliseconds: number;
}

export interface Guests {
  /** Runs to the end; standard streams are ours. */
  run(request: GuestRequest): Promise<GuestResult>;
}

/** What the worker answers. */
export interface GuestAnswer {
  readonly exitCode: number;
  readonly trap: { readonly message: string; readonly stack: string; readonly lastWords: string } | undefined;
}

/** @param worker absolute path of the worker's script (`src/wasi-worker.ts`, bundled as `dist/wasi-worker.mjs`) */
export function nodeGuests(worker: string): Guests {
  return {
    run: async (request) => {
      const start = performance.now();
      const { answer, timedOut } = await inWorker(worker, request);
      return {
        exitCode: timedOut ? 124 : (answer?.exitCode ?? 134),
        trap: answer?.trap && {
          message: answer.trap.message,
          frames: wasmFrames(answer.trap.stack),
          lastWords: answer.trap.lastWords,
        },
        timedOut,
        milliseconds: performance.now() - start,
      };
    },
  };
}

function inWorker(
  script: string,
  request: GuestRequest,
): Promise<{ answer: GuestAnswer | undefined; timedOut: boolean }> {
  return new Promise((resolve) => {
    // node:wasi is "experimental" in Node 24 and would say so on the guest's stderr.
    const worker = new Worker(script, {
      workerData: request,
      execArgv: ["--disable-warning=ExperimentalWarning"],
      resourceLimits: { stackSizeMb: request.stackMegabytes, maxOldGenerationSizeMb: 8192 },
    });
    let answer: GuestAnswer | undefined;
    let timedOut = false;
    const timer =
      request.timeoutMs &&
      setTimeout(() => {
        timedOut = true;
        void worker.terminate();
      }, request.timeoutMs);
    worker.on("message", (message: GuestAnswer) => {
      answer = message;
    });
    worker.on("error", (error: Error) => {
      answer ??= { exitCode: 134, trap: { message: error.message, stack: error.stack ?? "", lastWords: "" } };
    });
    worker.on("exit", () => {
      if (timer) clearTimeout(timer);
      resolve({ answer, timedOut });
    });
  });
}

/** `at python.wasm.meth_call (wasm://wasm/python.wasm-0123abcd:wasm-function[42]:0x1f)` → `meth_call`. */
function wasmFrames(stack: string): readonly string[] {
  return stack
    .split("\n")
    .map((line) => /^\s*at (?:(?:[^ (]*\.)?([^ .(]+) \()?wasm:\/\/[^:]*:?(wasm-function\[\d+\]):/.exec(line))
    .filter((match) => match !== null)
    .map((match) => match[1] ?? match[2] ?? "");
}
