import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/wasi-worker.ts
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";
import { parentPort, workerData } from "node:worker_threads";

// src/host/last-words.ts
var STDERR = 2;
var KEPT = 8192;
function lastWordsOf(imports, memory) {
  const wasi = imports.wasi_snapshot_preview1 ?? {};
  const write = wasi.fd_write;
  let kept = Buffer.alloc(0);
  if (write !== void 0) {
    wasi.fd_write = (fd, vectors, count, written) => {
      if (fd === STDERR) kept = Buffer.concat([kept, ...gathered(memory().buffer, vectors, count)]).subarray(-KEPT);
      return write(fd, vectors, count, written);
    };
  }
  return () => kept.toString("utf8");
}
function gathered(buffer, vectors, count) {
  const view = new DataView(buffer);
  return Array.from({ length: count }, (_, i) => {
    const at = view.getUint32(vectors + 8 * i, true);
    return new Uint8Array(buffer, at, view.getUint32(vectors + 8 * i + 4, true)).slice();
  });
}

// src/wasi-worker.ts
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
  const imports = wasi.getImportObject();
  const lastWords = lastWordsOf(imports, () => instance.exports.memory);
  const instance = await WebAssembly.instantiate(module, imports);
  try {
    return { exitCode: wasi.start(instance), trap: void 0 };
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    return { exitCode: 134, trap: { message: error.message, stack: error.stack ?? "", lastWords: lastWords() } };
  }
}
parentPort?.postMessage(await run());
