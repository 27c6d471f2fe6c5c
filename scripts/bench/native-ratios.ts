/** Start, import, a loop and NumPy's kernels in a guest, beside the native Python of the same version in the same run. */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import { type BenchGuest, benchGuests, guestLoops, readTimes } from "./guest.ts";
import { KERNELS, loopScript, PYTHON_LOOP } from "./guest-loops.ts";
import { fastest } from "./measure.ts";
import type { TimeTable } from "./time-table.ts";

const RUNS = 5;

export interface NativeRatios {
  /** With NumPy in it, or without. */
  readonly guest: BenchGuest;
  /** Absolute path of the native Python. */
  readonly python: string;
  /** Version of NumPy; undefined where the guest has none. */
  readonly numpy: string | undefined;
  /** Absolute folder. */
  readonly work: string;
}

export async function nativeRatios(host: Host, { guest, python, numpy, work }: NativeRatios): Promise<TimeTable> {
  const run = benchGuests(host);
  const native = numpy === undefined ? python : await withNumPy(host, python, numpy, work);
  const programs: Readonly<Record<string, string>> = {
    "`python -c pass`, from start to end": "pass",
    ...(numpy !== undefined && { "`python -c 'import numpy'`": "import numpy" }),
  };
  const loops = { ...PYTHON_LOOP, ...(numpy !== undefined && KERNELS) };
  const script = { loops, numpy: numpy !== undefined, runs: RUNS };
  // OpenBLAS would take all cores, and a guest has one.
  const env = { ...host.env, OPENBLAS_NUM_THREADS: "1" };
  const natively = async (args: readonly string[]) => {
    const { code, stderr } = await host.processes.run(native, args, { env });
    if (code !== 0) throw new Error(stderr);
  };
  const rows = [];
  for (const [name, code] of Object.entries(programs)) {
    await run(guest, ["-c", code]);
    const base = await fastest(RUNS, () => natively(["-c", code]));
    rows.push({ name, milliseconds: [base, await fastest(RUNS, () => run(guest, ["-c", code]))] });
  }
  await host.files.write(join(work, "native.py"), loopScript(script));
  await natively([join(work, "native.py"), join(work, "native.json")]);
  const base = await readTimes(host, join(work, "native.json"));
  const ours = await guestLoops(host, run, guest, script, work);
  for (const name of Object.keys(loops))
    rows.push({ name, milliseconds: [base.get(name) ?? null, ours.get(name) ?? null] });
  return {
    id: "native",
    title: "Guests beside native Python",
    note: `Least of ${RUNS}. The native NumPy is PyPI's own wheel of the same version, with OpenBLAS on one thread and SIMD kernels; the guest's has no BLAS ([native-deps: openblas](how-to/native-deps.md) brings it). A guest starts in a process that has compiled the module already, as all but the first of a test run do.`,
    columns: ["native", "node:wasi"],
    rows,
  };
}

async function withNumPy(host: Host, python: string, version: string, work: string): Promise<string> {
  const folder = join(work, "native");
  const native = join(folder, "bin", "python");
  for (const [command = "", ...args] of [
    [python, "-m", "venv", folder],
    [native, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", `numpy==${version}`],
  ]) {
    const { code, stderr } = await host.processes.run(command, args);
    if (code !== 0) throw new Error(stderr);
  }
  return native;
}
