/** What repair and fpcast cost at run time, each against an interpreter that has neither. */
import { join } from "node:path";
import type { Setup } from "../../src/app/setup.ts";
import type { Host } from "../../src/host/host.ts";
import type { RelinkModule } from "../../src/link/interpreter/prepare-module.ts";
import { runRelink } from "../../src/link/interpreter/run-relink.ts";
import { runWasmOpt } from "../../src/link/wasm-opt/run-wasm-opt.ts";
import { readArchive } from "../../src/object/archive.ts";
import { writeArchive } from "../../src/object/archive-writer.ts";
import { isWasm, readObject, writeObject } from "../../src/object/object-file.ts";
import { type BenchGuest, benchGuests, guestLoops } from "./guest.ts";
import { CALLS, KERNELS } from "./guest-loops.ts";
import type { TimeTable } from "./time-table.ts";
import { unrepaired } from "./unrepaired.ts";

const ROUNDS = 4;
const WRONG = "a method of the wrong type";
const RIGHT = "a method of the right type";

export interface CallCosts {
  readonly ready: Setup;
  /** Among them the extension `calls`. */
  readonly modules: readonly RelinkModule[];
  /** What the guests see. */
  readonly preopens: BenchGuest["preopens"];
  /** Whether NumPy is among the modules. */
  readonly numpy: boolean;
  /** Absolute folder for interpreters. */
  readonly work: string;
}

export async function callCosts(host: Host, costs: CallCosts): Promise<TimeTable> {
  const { ready, work, numpy } = costs;
  const plain = { ...ready.target, library: join(work, "unrepaired.a") };
  await host.files.write(plain.library, unrepairedArchive(await host.files.readBytes(ready.target.library)));
  const before = costs.modules.map(({ name, object }) => ({ name, object: withoutRepair(object) }));
  const interpreters = [
    await link(host, { ...costs, ready: { ...ready, target: plain }, modules: before }, "nothing"),
    await link(host, costs, "repaired"),
    await link(host, costs, "fpcast"),
  ];
  const module = interpreters[2]?.output ?? "";
  const cast = await runWasmOpt(host, module, { translateExceptions: false, fpcast: true, optimize: undefined });
  const run = benchGuests(host);
  const times = interpreters.map(() => new Map<string, number>());
  // They take turns, so that a slow moment of the machine meets all.
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, { output }] of interpreters.entries()) {
      const { [WRONG]: _, ...right } = CALLS;
      const loops = { ...(i === 0 ? right : CALLS), ...(numpy ? KERNELS : {}) };
      const guest = { module: output, preopens: costs.preopens };
      const script = { loops, imports: ["calls"], numpy, runs: 2 };
      for (const [name, time] of await guestLoops(host, run, guest, script, work)) {
        times[i]?.set(name, Math.min(times[i]?.get(name) ?? Number.POSITIVE_INFINITY, time));
      }
    }
  }
  const names = [...Object.keys(CALLS), ...(numpy ? Object.keys(KERNELS) : [])];
  const [bytes, repaired] = [interpreters[0]?.bytes ?? 1, interpreters[1]?.bytes ?? 1];
  return {
    id: "repair",
    title: "Repair against fpcast and against nothing",
    note: `Under node:wasi, 300,000 calls a loop, least of ${ROUNDS} rounds that take turns. Without repair the method of the wrong type traps; it is compared with the right one. Repair makes \`python.wasm\` ${percent(repaired, bytes)} larger; \`fpcast\` ${percent(cast.bytes, bytes)}, with ${(cast.milliseconds / 1000).toFixed(1)} s of wasm-opt at each link.`,
    columns: ["nothing", "repair (the default)", "fpcast"],
    rows: names.map((name) => ({
      name,
      milliseconds: times.map((map, i) => map.get(i === 0 && name === WRONG ? RIGHT : name) ?? null),
    })),
  };
}

async function link(host: Host, { ready, modules, work }: CallCosts, name: string) {
  const { target, sdk, additions, exceptionLibraries } = ready;
  const output = join(work, `${name}.wasm`);
  return runRelink(host, { target, sdk, additions, exceptionLibraries, modules, keepDebug: false, output });
}

function withoutRepair(bytes: Uint8Array): Uint8Array {
  return writeObject(unrepaired(readObject(bytes, "an extension")));
}

function unrepairedArchive(bytes: Uint8Array): Uint8Array {
  const members = readArchive(bytes, "libpython").members.flatMap(({ name, bytes: member }) =>
    member ? [{ name, bytes: isWasm(member) ? withoutRepair(member) : member }] : [],
  );
  return writeArchive(members);
}

function percent(size: number, of: number): string {
  return `${(100 * (size / of - 1)).toFixed(1)} %`;
}
