/**
 * What stands between a guest and the system calls of node:wasi: folders that it may read but not write, a /dev/null, a
 * bound on what it writes, and sleep that can be ended.
 *
 * node:wasi knows no rights on a preopen and no quota, and its `poll_oneoff` sleeps in the kernel, where a thread cannot
 * be terminated. Layouts and numbers:
 * https://github.com/WebAssembly/WASI/blob/wasi-0.1/preview1/docs.md
 */

import type { GuestMemory } from "./last-words.ts";

export interface GuardRules {
  /** Guest folders, as they are preopened, that the guest may read only. */
  readonly readOnly: readonly string[];
  /** Bytes that a guest may write to files between two writes to the resetting folder. */
  readonly writeLimit: number;
  /** Preopened guest folder; a write below it starts the count anew. */
  readonly resetBy: string;
  /** Preopened guest folder whose files stand for standard output; what is too much of them is dropped, as there. */
  readonly output: string;
}

type Call = (...args: (number | bigint)[]) => number;
type Calls = Record<string, Call>;

const EROFS = 69;
const ENOSPC = 51;
const FIRST_PREOPEN = 3;
const RIGHT_TO_WRITE = 1n << 6n;
const CREATES_OR_TRUNCATES = 0b1001;
/** A test that prints without end must not fill the disk with its log. */
const MOST_OUTPUT = 64 << 20;

/**
 * @param calls the functions of `wasi_snapshot_preview1`
 * @param preopens guest folders in the order of their file descriptors
 * @param memory of the instance; asked for at each call, because it grows
 */
export function guarded(
  calls: Calls,
  preopens: readonly string[],
  rules: GuardRules,
  memory: () => GuestMemory,
): Calls {
  const view = () => new DataView(memory().buffer);
  const descriptor = (folder: string) => FIRST_PREOPEN + preopens.indexOf(folder);
  const readOnly = new Set(rules.readOnly.map(descriptor));
  const devices = descriptor("/dev");
  const resetting = new Set([descriptor(rules.resetBy)]);
  const nulls = new Set<number>();
  const outputs = new Set([descriptor(rules.output)]);
  const written = { files: 0, output: 0, captured: 0 };
  const call = (name: string, ...args: (number | bigint)[]) => calls[name]?.(...args) ?? EROFS;

  const length = (vectors: number, count: number) => {
    const data = view();
    let sum = 0;
    for (let i = 0; i < count; i += 1) sum += data.getUint32(vectors + 8 * i + 4, true);
    return sum;
  };
  const write = (name: string, fd: number, vectors: number, count: number, rest: (number | bigint)[]): number => {
    const bytes = length(vectors, count);
    const isCaptured = outputs.has(fd);
    const pretended =
      nulls.has(fd) ||
      (fd < FIRST_PREOPEN && written.output > MOST_OUTPUT) ||
      (isCaptured && written.captured > MOST_OUTPUT);
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
  const inWritable =
    (name: string, ...positions: number[]): Call =>
    (...args) =>
      positions.some((position) => readOnly.has(Number(args[position]))) ? EROFS : call(name, ...args);

  return {
    ...calls,
    path_open: (folder, flags, path, size, openFlags, rights, inheriting, fdFlags, result) => {
      const from = Number(folder);
      const writes = (BigInt(rights ?? 0) & RIGHT_TO_WRITE) !== 0n || (Number(openFlags) & CREATES_OR_TRUNCATES) !== 0;
      if (readOnly.has(from) && writes) return EROFS;
      const args = [folder, flags, path, size, openFlags, rights, inheriting, fdFlags, result] as number[];
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
    fd_allocate: (fd, offset, size) =>
      Number(size) > rules.writeLimit ? ENOSPC : call("fd_allocate", fd ?? 0, offset ?? 0n, size ?? 0n),
    fd_filestat_set_size: (fd, size) =>
      Number(size) > rules.writeLimit ? ENOSPC : call("fd_filestat_set_size", fd ?? 0, size ?? 0n),
    path_create_directory: inWritable("path_create_directory", 0),
    path_remove_directory: inWritable("path_remove_directory", 0),
    path_unlink_file: inWritable("path_unlink_file", 0),
    path_filestat_set_times: inWritable("path_filestat_set_times", 0),
    path_rename: inWritable("path_rename", 0, 3),
    path_link: inWritable("path_link", 4),
    path_symlink: inWritable("path_symlink", 2),
    poll_oneoff: (subscriptions, events, count, result) =>
      Number(count) === 1 && view().getUint8(Number(subscriptions) + 8) === 0
        ? sleep(view(), Number(subscriptions), Number(events), Number(result))
        : call("poll_oneoff", ...([subscriptions, events, count, result] as number[])),
  };
}

const CLOCK_REALTIME = 0;
const ABSOLUTE = 1;
const nothing = new Int32Array(new SharedArrayBuffer(4));

/** One subscription to a clock: `Atomics.wait` is what `worker.terminate()` can end. */
function sleep(data: DataView, subscription: number, event: number, result: number): number {
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
