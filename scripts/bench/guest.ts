/** Runs Python in an interpreter that was linked, as one of the guests of this process. */
import { join } from "node:path";
import { nodeGuests } from "../../src/host/guests.ts";
import type { Host } from "../../src/host/host.ts";
import { type LoopScript, loopScript } from "./guest-loops.ts";

export interface BenchGuest {
  /** Absolute path of python.wasm. */
  readonly module: string;
  /** Guest folder → absolute host folder. */
  readonly preopens: Readonly<Record<string, string>>;
}

/** @returns how to run a guest, as milliseconds from the start of its thread to its end; modules are compiled once */
export function benchGuests(host: Host) {
  const guests = nodeGuests(join(host.folders.product, "dist", "wasi-worker.mjs"));
  return async ({ module, preopens }: BenchGuest, args: readonly string[]): Promise<number> => {
    const began = performance.now();
    const { trap, exitCode } = await guests.run({
      module,
      args: ["python", ...args],
      env: {},
      preopens,
      stackMegabytes: 64,
    });
    if (trap || exitCode !== 0) throw new Error(`${module} ended with ${exitCode}: ${trap?.message ?? ""}`);
    return performance.now() - began;
  };
}

/** Milliseconds by loop. @param work absolute folder that the guest sees as /bench */
export async function guestLoops(
  host: Host,
  run: ReturnType<typeof benchGuests>,
  guest: BenchGuest,
  script: LoopScript,
  work: string,
): Promise<ReadonlyMap<string, number>> {
  await host.files.write(join(work, "loops.py"), loopScript(script));
  await run({ ...guest, preopens: { ...guest.preopens, "/bench": work } }, ["/bench/loops.py", "/bench/times.json"]);
  return readTimes(host, join(work, "times.json"));
}

export async function readTimes(host: Host, file: string): Promise<ReadonlyMap<string, number>> {
  const seconds = JSON.parse(await host.files.readText(file)) as Readonly<Record<string, number>>;
  return new Map(Object.entries(seconds).map(([name, time]) => [name, time * 1000]));
}
