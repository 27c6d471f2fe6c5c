import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/wasi-worker.ts
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";
import { parentPort, workerData } from "node:worker_threads";
var request = workerData;
Error.stackTraceLimit = 100;
async function run() {
  const wasi = new WASI({
    version: "preview1",
    args: [...request.args],
    env: { ...request.env },
    preopens: { ...request.preopens },
    returnOnExit: true
  });
  const module = await WebAssembly.compile(readFileSync(request.module));
  const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
  try {
    return { exitCode: wasi.start(instance), trap: void 0 };
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    return { exitCode: 134, trap: { message: error.message, stack: error.stack ?? "" } };
  }
}
parentPort?.postMessage(await run());
