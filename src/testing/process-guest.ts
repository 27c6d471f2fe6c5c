/** A guest that is a process: wasmtime, or the build machine's own Python. */
import type { GuestResult, RunningGuest } from "../host/guests.ts";
import type { Host, RunResult } from "../host/host.ts";

/** Bytes that are kept of what a guest prints; the rest would only fill the disk. */
const MOST_OUTPUT = 64 << 20;

export interface ProcessGuest {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Host file for what it prints. */
  readonly output: string;
  /** From this line on the runtime speaks, and not the guest. */
  readonly runtimeSpeaks?: RegExp;
  readonly result: (run: RunResult) => GuestResult;
}

export function startProcess(host: Host, guest: ProcessGuest): RunningGuest {
  const abort = new AbortController();
  const lines: string[] = [];
  let size = 0;
  let writing = Promise.resolve();
  let spoken = false;
  const onLine = (line: string) => {
    spoken ||= guest.runtimeSpeaks?.test(line) ?? false;
    if (spoken) return;
    size += line.length;
    if (size > MOST_OUTPUT) return;
    lines.push(`${line}\n`);
    // One file write at a time, each with all that has come until then.
    writing = writing.then(async () => {
      if (lines.length > 0) await host.files.append(guest.output, lines.splice(0).join(""));
    });
  };
  const run = host.processes.run(guest.command, guest.args, {
    env: guest.env,
    signal: abort.signal,
    onLine,
    ...(guest.cwd === undefined ? {} : { cwd: guest.cwd }),
  });
  const ended = run.then(async (result) => {
    await writing;
    return guest.result(result);
  });
  return { ended, end: () => abort.abort() };
}
