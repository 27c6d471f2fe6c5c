/**
 * `npm run bench:guest [-- OUT-DIR]`: how long a guest takes to start where the module is compiled already, as each worker
 * of a test run but the first does: `python -c pass`, and with `-S`, from the start of the thread to its end.
 */
import { join, resolve } from "node:path";
import { nodeGuests } from "../src/host/guests.ts";

const RUNS = 10;
const bundle = join(resolve(process.argv[2] ?? "wasi-out"), "bundle");
const guests = nodeGuests(join(import.meta.dirname, "..", "dist", "wasi-worker.mjs"));

async function milliseconds(options: readonly string[]): Promise<number> {
  const began = performance.now();
  const { exitCode } = await guests.run({
    module: join(bundle, "python.wasm"),
    args: ["python", ...options, "-c", "pass"],
    env: {},
    preopens: { "/": bundle },
    stackMegabytes: 64,
  });
  if (exitCode !== 0) throw new Error(`The guest of ${bundle} ended with ${exitCode}.`);
  return performance.now() - began;
}

for (const [name, options] of [
  ["python -c pass", []],
  ["python -S -c pass", ["-S"]],
] as const) {
  const first = await milliseconds(options);
  const times: number[] = [];
  for (let i = 0; i < RUNS; i += 1) times.push(await milliseconds(options));
  times.sort((a, b) => a - b);
  const [best = 0, median = 0] = [times[0], times[Math.floor(RUNS / 2)]];
  console.log(
    `${name.padEnd(18)} first ${first.toFixed(0)} ms, then best ${best.toFixed(0)} ms, median ${median.toFixed(0)} ms`,
  );
}
