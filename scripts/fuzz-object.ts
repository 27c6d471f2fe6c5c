/**
 * Reads damaged objects for a while: `npm run fuzz:object -- SECONDS [SEED]` (default 60 s). Ends with exit code 1 at the
 * first that makes any reader crash, or hang for longer than a few seconds, and says how to see it again; the input is
 * the same for the same seed and number. WASI_SDK_PATH names the SDK whose objects are damaged.
 */
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { damaged } from "./fuzz/damage.ts";
import { Random } from "./fuzz/random.ts";
import { fuzzSeeds } from "./fuzz/seeds.ts";
import { readAll } from "./fuzz/targets.ts";

/** Longest time for one input, in milliseconds; undamaged ones take a few. */
const PATIENCE = 10_000;

interface Job {
  readonly sdk: string;
  readonly seed: number;
  readonly first: number;
  readonly milliseconds: number;
  /** The number of the input that is being read. */
  readonly progress: Int32Array;
}

function work({ sdk, seed, first, milliseconds, progress }: Job): void {
  const seeds = fuzzSeeds(sdk);
  const end = performance.now() + milliseconds;
  for (let number = first; performance.now() < end; number++) {
    Atomics.store(progress, 0, number);
    const random = new Random(seed * 1_000_003 + number);
    const bytes = damaged(random.pick(seeds), random.pick(seeds), random);
    try {
      readAll(bytes);
    } catch (error) {
      parentPort?.postMessage({ number, bytes, error: error instanceof Error ? error.stack : String(error) });
      return;
    }
  }
}

function watch(job: Job): void {
  const worker = new Worker(new URL(import.meta.url), { workerData: job });
  const start = performance.now();
  let [last, since] = [-1, start];
  const done = (code: number, text: string) => {
    clearInterval(timer);
    console.log(text);
    process.exitCode = code;
    void worker.terminate();
  };
  const again = (number: number) => `npm run fuzz:object -- 1 ${job.seed}:${number}`;
  const timer = setInterval(() => {
    const number = Atomics.load(job.progress, 0);
    if (number !== last) [last, since] = [number, performance.now()];
    else if (number > 0 && performance.now() - since > PATIENCE) {
      done(1, `input ${number} was not read in ${PATIENCE} ms; to see it again: ${again(number)}`);
    }
  }, 500);
  worker.on("message", ({ number, bytes, error }) => {
    const path = join(tmpdir(), `fuzz-${job.seed}-${number}.bin`);
    writeFileSync(path, bytes);
    done(1, `${error}\ninput ${number}, kept as ${path}; to see it again: ${again(number)}`);
  });
  worker.on("error", (error) => done(1, `${error.stack}\nseed ${job.seed}`));
  worker.on("exit", () => {
    if (process.exitCode !== undefined) return;
    const count = Atomics.load(job.progress, 0) - job.first + 1;
    const seconds = (performance.now() - start) / 1000;
    done(0, `${count} damaged objects read or refused in ${seconds.toFixed(0)} s (seed ${job.seed})`);
  });
}

if (isMainThread) {
  const sdk = process.env.WASI_SDK_PATH;
  if (sdk === undefined) {
    console.error("WASI_SDK_PATH must name a WASI SDK, whose objects are damaged: npm run mirror -- sdk-24");
    process.exit(2);
  }
  const [seconds = "60", from = String(Date.now() % 100_000)] = process.argv.slice(2);
  const [seed, first] = from.split(":").map(Number);
  const progress = new Int32Array(new SharedArrayBuffer(4));
  watch({ sdk, seed: seed ?? 0, first: first ?? 1, milliseconds: Number(seconds) * 1000, progress });
} else {
  work(workerData as Job);
}
