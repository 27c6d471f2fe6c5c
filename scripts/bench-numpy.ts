/**
 * `npm run bench:numpy -- OUT-DIR…`: NumPy's kernels in bundles that were built before, and natively in the same run where
 * the Python on PATH has NumPy. Two bundles, with and without OpenBLAS, show what `native-deps: openblas` brings.
 */
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const root = join(import.meta.dirname, "..");
const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error("Name folders that pywasi build numpy wrote: npm run bench:numpy -- wasi-out");
  process.exit(2);
}

/** Milliseconds by kernel, the best of several runs, as JSON. */
const CODE = `
import json, time
import numpy as np
rng = np.random.default_rng(1)
a, b = rng.random((512, 512)), rng.random((512, 512))
v, w = rng.random(10**6), rng.random(2**18)
def best(body):
    times = []
    for _ in range(5):
        start = time.perf_counter(); body(); times.append(time.perf_counter() - start)
    return round(min(times) * 1000, 2)
print(json.dumps({
    "matmul 512": best(lambda: a @ b),
    "sort 1e6": best(lambda: np.sort(v)),
    "exp 1e6": best(lambda: np.exp(v)),
    "sum 1e6": best(lambda: v.sum()),
    "fft 2^18": best(lambda: np.fft.fft(w)),
    "Python loop 3e5": best(lambda: [i * i for i in range(300000)]),
}))`;

type Times = Readonly<Record<string, number>>;

const measured: [string, Times][] = folders.map((folder) => [
  folder,
  run(process.execPath, [join(root, "dist", "cli.mjs"), "run", "--out-dir", resolve(folder), "-c", CODE]) ??
    fail(folder),
]);
const native = run("python3", ["-c", CODE]);
const columns = [...measured, ...(native ? [["native", native] satisfies [string, Times]] : [])];

for (const kernel of Object.keys(columns[0]?.[1] ?? {})) {
  const cells = columns.map(([name, times]) => {
    const ratio = native?.[kernel] ? ` (${((times[kernel] ?? 0) / native[kernel]).toFixed(1)})` : "";
    return `${name}: ${times[kernel]} ms${name === "native" ? "" : ratio}`;
  });
  console.log(`${kernel.padEnd(16)} ${cells.join("   ")}`);
}

function run(command: string, args: readonly string[]): Times | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

function fail(folder: string): never {
  throw new Error(`NumPy does not run in ${folder}`);
}
