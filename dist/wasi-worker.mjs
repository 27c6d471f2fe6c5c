import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/wasi-worker.ts
import { parentPort, workerData } from "node:worker_threads";

// src/host/guest-thread.ts
import { closeSync, openSync } from "node:fs";
import { WASI } from "node:wasi";

// src/host/guest-guard.ts
var EROFS = 69;
var ENOSPC = 51;
var FIRST_PREOPEN = 3;
var RIGHT_TO_WRITE = 1n << 6n;
var CREATES_OR_TRUNCATES = 9;
var MOST_OUTPUT = 64 << 20;
function guarded(calls, preopens, rules, memory) {
  const view = () => new DataView(memory().buffer);
  const descriptor = (folder) => FIRST_PREOPEN + preopens.indexOf(folder);
  const readOnly = new Set(rules.readOnly.map(descriptor));
  const devices = descriptor("/dev");
  const resetting = /* @__PURE__ */ new Set([descriptor(rules.resetBy)]);
  const nulls = /* @__PURE__ */ new Set();
  const outputs = /* @__PURE__ */ new Set([descriptor(rules.output)]);
  const written = { files: 0, output: 0, captured: 0 };
  const call = (name, ...args) => calls[name]?.(...args) ?? EROFS;
  const length = (vectors, count) => {
    const data = view();
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += data.getUint32(vectors + 8 * i + 4, true);
    return sum;
  };
  const write = (name, fd, vectors, count, rest) => {
    const bytes = length(vectors, count);
    const isCaptured = outputs.has(fd);
    const pretended = nulls.has(fd) || fd < FIRST_PREOPEN && written.output > MOST_OUTPUT || isCaptured && written.captured > MOST_OUTPUT;
    if (pretended) {
      view().setUint32(Number(rest.at(-1)), bytes, true);
      return 0;
    }
    if (resetting.has(fd)) written.files = written.captured = 0;
    else if (isCaptured) written.captured += bytes;
    else if (fd < FIRST_PREOPEN) written.output += bytes;
    else if (written.files + bytes > rules.writeLimit) return ENOSPC;
    else written.files += bytes;
    return call(name, fd, vectors, count, ...rest);
  };
  const inWritable = (name, ...positions) => (...args) => positions.some((position) => readOnly.has(Number(args[position]))) ? EROFS : call(name, ...args);
  return {
    ...calls,
    path_open: (folder, flags, path, size, openFlags, rights, inheriting, fdFlags, result) => {
      const from = Number(folder);
      const writes = (BigInt(rights ?? 0) & RIGHT_TO_WRITE) !== 0n || (Number(openFlags) & CREATES_OR_TRUNCATES) !== 0;
      if (readOnly.has(from) && writes) return EROFS;
      const args = [folder, flags, path, size, openFlags, rights, inheriting, fdFlags, result];
      const error = call("path_open", ...args);
      if (error !== 0) return error;
      const opened = view().getUint32(Number(result), true);
      if (readOnly.has(from)) readOnly.add(opened);
      if (resetting.has(from)) resetting.add(opened);
      if (from === devices) nulls.add(opened);
      if (outputs.has(from)) outputs.add(opened);
      return 0;
    },
    fd_close: (fd) => {
      const error = call("fd_close", Number(fd));
      if (error === 0) for (const set of [readOnly, resetting, nulls, outputs]) set.delete(Number(fd));
      return error;
    },
    fd_write: (fd, vectors, count, ...rest) => write("fd_write", Number(fd), Number(vectors), Number(count), rest),
    fd_pwrite: (fd, vectors, count, ...rest) => write("fd_pwrite", Number(fd), Number(vectors), Number(count), rest),
    fd_allocate: (fd, offset, size) => Number(size) > rules.writeLimit ? ENOSPC : call("fd_allocate", fd ?? 0, offset ?? 0n, size ?? 0n),
    fd_filestat_set_size: (fd, size) => Number(size) > rules.writeLimit ? ENOSPC : call("fd_filestat_set_size", fd ?? 0, size ?? 0n),
    path_create_directory: inWritable("path_create_directory", 0),
    path_remove_directory: inWritable("path_remove_directory", 0),
    path_unlink_file: inWritable("path_unlink_file", 0),
    path_filestat_set_times: inWritable("path_filestat_set_times", 0),
    path_rename: inWritable("path_rename", 0, 3),
    path_link: inWritable("path_link", 4),
    path_symlink: inWritable("path_symlink", 2),
    poll_oneoff: (subscriptions, events, count, result) => Number(count) === 1 && view().getUint8(Number(subscriptions) + 8) === 0 ? sleep(view(), Number(subscriptions), Number(events), Number(result)) : call("poll_oneoff", ...[subscriptions, events, count, result])
  };
}
var CLOCK_REALTIME = 0;
var ABSOLUTE = 1;
var nothing = new Int32Array(new SharedArrayBuffer(4));
function sleep(data, subscription, event, result) {
  const clock = data.getUint32(subscription + 16, true);
  const timeout = Number(data.getBigUint64(subscription + 24, true)) / 1e6;
  const absolute = (data.getUint16(subscription + 40, true) & ABSOLUTE) !== 0;
  const now = clock === CLOCK_REALTIME ? Date.now() : Number(process.hrtime.bigint()) / 1e6;
  Atomics.wait(nothing, 0, 0, Math.max(0, absolute ? timeout - now : timeout));
  data.setBigUint64(event, data.getBigUint64(subscription, true), true);
  data.setUint16(event + 8, 0, true);
  data.setUint8(event + 10, 0);
  data.setUint32(result, 1, true);
  return 0;
}

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

// src/host/guest-thread.ts
var FRAMES = 100;
async function runGuest({ request, module }) {
  Error.stackTraceLimit = FRAMES;
  const output = request.output === void 0 ? void 0 : openSync(request.output, "a");
  const input = request.output === void 0 ? void 0 : openSync(process.platform === "win32" ? "NUL" : "/dev/null", "r");
  const wasi = new WASI({
    version: "preview1",
    args: [...request.args],
    env: { ...request.env },
    preopens: { ...request.preopens },
    returnOnExit: true,
    ...output === void 0 ? {} : { stdout: output, stderr: output },
    ...input === void 0 ? {} : { stdin: input }
  });
  let instance;
  const memory = () => instance?.exports.memory;
  const imports = wasi.getImportObject();
  const lastWords = lastWordsOf(imports, memory);
  const rules = request.guard;
  if (rules) {
    for (const [name, calls] of Object.entries(imports)) {
      imports[name] = guarded(calls, Object.keys(request.preopens), rules, memory);
    }
  }
  instance = await WebAssembly.instantiate(module, imports);
  try {
    return { exitCode: wasi.start(instance), trap: void 0 };
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    return { exitCode: 134, trap: { message: error.message, stack: error.stack ?? "", lastWords: lastWords() } };
  } finally {
    for (const descriptor of [output, input]) if (descriptor !== void 0) closeSync(descriptor);
  }
}

// src/wasi-worker.ts
parentPort?.postMessage(await runGuest(workerData));
