/** What repair and fpcast cost at run time, each against an interpreter that has neither. */
import { join } from "node:path";
import type { TargetPython } from "../../src/cpython/target-python.ts";
import { nodeGuests } from "../../src/host/guests.ts";
import type { Host } from "../../src/host/host.ts";
import type { AdditionFolders } from "../../src/libc/additions.ts";
import { runRelink } from "../../src/link/run-relink.ts";
import { runWasmOpt } from "../../src/link/run-wasm-opt.ts";
import type { WasiSdk } from "../../src/sdk/sdk.ts";
import { columns, milliseconds, ratio } from "./measure.ts";

/** Loops that spend their time in calls; the first column of each row is what is called. */
const LOOPS: Readonly<Record<string, string>> = {
  "a method of the right type": "f=calls.right\nfor _ in R: f()",
  "a method of the wrong type": "f=calls.wrong\nfor _ in R: f()",
  "abs(-3)": "f=abs\nfor _ in R: f(-3)",
  "a plain loop": "n=0\nfor i in R: n=(n+i)&255",
  "len, max, sorted": "x=[3,1,2]\nfor _ in R: len(x)",
  "fib(20)": "def fib(n): return n if n<2 else fib(n-1)+fib(n-2)\nfib(20)",
};
const ROUNDS = 5;
const COUNT = 300_000;

interface CallCosts {
  readonly target: TargetPython;
  readonly sdk: WasiSdk;
  readonly additions: AdditionFolders;
  /** The extension `calls`, repaired or not. */
  readonly object: Uint8Array;
  /** Absolute folder for interpreters. */
  readonly work: string;
}

export async function callCosts(host: Host, { target, sdk, additions, object, work }: CallCosts): Promise<string> {
  const link = async (name: string) => {
    const output = join(work, `${name}.wasm`);
    await runRelink(host, { target, sdk, additions, modules: [{ name: "calls", object }], keepDebug: false, output });
    return output;
  };
  const repaired = await link("repaired");
  const cast = await link("cast");
  const { bytes, milliseconds: castTime } = await runWasmOpt(host, cast, {
    translateExceptions: false,
    fpcast: true,
    optimize: undefined,
  });
  const before = (await host.files.info(repaired))?.size ?? 1;
  const [plainTimes, castTimes] = await interleaved(host, target, work, [repaired, cast]);
  // The repaired interpreter is the plain one for every function of the right type.
  const base = plainTimes?.get("a method of the right type") ?? 0;
  const rows = Object.keys(LOOPS).map((name) => {
    const [plain, slow] = [plainTimes?.get(name) ?? 0, castTimes?.get(name) ?? 0];
    const none = name === "a method of the wrong type" ? base : plain;
    const nothing = name === "a method of the wrong type" ? "traps" : milliseconds(none);
    return [name, nothing, milliseconds(plain), milliseconds(slow), ratio(plain, none), ratio(slow, none)];
  });
  return [
    `Calls under node:wasi, ${COUNT} a loop, least of ${ROUNDS * 2}; the wrong method is compared with the right one unrepaired`,
    columns([["loop", "nothing", "repaired", "fpcast", "repaired", "fpcast"], ...rows]),
    `  wasm-opt --fpcast-emu took ${milliseconds(castTime)}; size ${ratio(bytes, before)}`,
  ].join("\n");
}

/** Seconds by loop for each interpreter, which take turns, so that a slow moment of the machine meets both. */
async function interleaved(
  host: Host,
  target: TargetPython,
  work: string,
  modules: readonly string[],
): Promise<readonly ReadonlyMap<string, number>[]> {
  const results = modules.map(() => new Map<string, number>());
  const guests = nodeGuests(join(host.folders.product, "dist", "wasi-worker.mjs"));
  const script = join(work, "loops.py");
  const loops = Object.entries(LOOPS).map(([name, code]) => `bench(${JSON.stringify(name)}, ${JSON.stringify(code)})`);
  await host.files.write(script, [HARNESS, ...loops].join("\n"));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, module] of modules.entries()) {
      const output = join(work, `times-${i}.txt`);
      const { trap, exitCode } = await guests.run({
        module,
        args: ["python", "/bench/loops.py", `/bench/times-${i}.txt`],
        env: {},
        preopens: { "/lib": join(target.stdlib, ".."), "/bench": work },
        stackMegabytes: 64,
      });
      if (trap || exitCode !== 0) throw new Error(`${module} ended with ${exitCode}: ${trap?.message ?? ""}`);
      for (const line of (await host.files.readText(output)).trim().split("\n")) {
        const [name = "", time = ""] = line.split("\t");
        results[i]?.set(name, Math.min(results[i]?.get(name) ?? Number.POSITIVE_INFINITY, Number(time) * 1000));
      }
    }
  }
  return results;
}

const HARNESS = `
import calls, sys, time
R = range(${COUNT})
out = open(sys.argv[1], "w")
def bench(name, code):
    body = "def loop():\\n" + "\\n".join(" " + line for line in code.split("\\n"))
    space = {"calls": calls, "R": R}
    exec(body, space)
    best = 9e9
    for _ in range(2):
        start = time.perf_counter()
        space["loop"]()
        best = min(best, time.perf_counter() - start)
    print(name, best, sep="\\t", file=out)
`;
