/** The thread that a guest runs in: compiles the module, runs it under node:wasi and answers once. */
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";
import { parentPort, workerData } from "node:worker_threads";
import type { GuestAnswer, GuestRequest } from "./host/guests.ts";
import { type GuestMemory, lastWordsOf } from "./host/last-words.ts";

const request = workerData as GuestRequest;
// Deep stacks matter for a trap: the frame that made the bad call is what the user needs.
Error.stackTraceLimit = 100;

async function run(): Promise<GuestAnswer> {
  const wasi = new WASI({
    version: "preview1",
    args: [...request.args],
    env: { ...request.env },
    preopens: { ...request.preopens },
    returnOnExit: true,
  });
  const module = await WebAssembly.compile(readFileSync(request.module));
  const imports = wasi.getImportObject() as WebAssembly.Imports;
  const lastWords = lastWordsOf(imports, () => instance.exports.memory as GuestMemory);
  const instance = await WebAssembly.instantiate(module, imports);
  try {
    return { exitCode: wasi.start(instance), trap: undefined };
  } catch (error) {
    // A RangeError is the host's own stack that ran out below the guest.
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    return { exitCode: 134, trap: { message: error.message, stack: error.stack ?? "", lastWords: lastWords() } };
  }
}

parentPort?.postMessage(await run());
