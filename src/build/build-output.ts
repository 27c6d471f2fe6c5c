/** What a build's output shows on the way: everything, or how far it is. */
import type { Log } from "../host/host.ts";

/** Ninja's `[12/345] Compiling …`, Make's and CMake's `[ 42%] Building …`. */
const NINJA = /^\[(\d+)\/(\d+)\]/;
const PERCENT = /^\[ *(\d+)%\]/;

/** @returns what to do with each line */
export function buildOutput(log: Log, label: string, verbosity: 0 | 1): (line: string) => void {
  if (verbosity > 0) return (line) => log.info(line);
  return (line) => {
    const [, done, total] = NINJA.exec(line) ?? [undefined, PERCENT.exec(line)?.[1], "100"];
    if (done !== undefined) log.progress(label, Number(done), Number(total));
    log.debug(line);
  };
}
