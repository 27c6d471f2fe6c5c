/**
 * `npm run demo [-- PACKAGE… [-C KEY=VALUE]]`: the main job on real input, with all set-up.
 *
 * Without a package it is NumPy: built from its sdist, linked into a python.wasm, and asked to compute there.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { nodeHost } from "../src/host/node-host.ts";
import { describeError, UserError } from "../src/report/errors.ts";
import { formatBytes, formatDuration } from "../src/report/job-report.ts";
import { demoSource } from "./demo/demo-source.ts";
import { type BuildOutput, timings } from "./demo/timings.ts";

/** NumPy needs no BLAS library where it is told so; these are its own settings, not ours. */
const NUMPY = [
  "numpy",
  "-C",
  "setup-args=-Dblas=none",
  "-C",
  "setup-args=-Dlapack=none",
  "-C",
  "setup-args=-Dallow-noblas=true",
];
const NUMPY_COMPUTES = `
import numpy as np
print("NumPy", np.__version__)
a = np.arange(6.0).reshape(2, 3)
print("a @ a.T =", (a @ a.T).tolist())
print("fft([1, 0, 0, 0]) =", np.fft.fft([1, 0, 0, 0]).real.tolist())
`;

const host = nodeHost();
const root = join(import.meta.dirname, "..");
const given = process.argv.slice(2);

function pywasi(env: Readonly<Record<string, string>>, args: readonly string[], capture: boolean) {
  const result = spawnSync(process.execPath, [join(root, "dist", "cli.mjs"), ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", capture ? "pipe" : "inherit", "inherit"],
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
  return result.stdout;
}

try {
  const source = await demoSource(host);
  const started = performance.now();
  const built = JSON.parse(
    pywasi(source.env, ["build", "--json", "--no-wheel-cache", ...(given.length > 0 ? given : NUMPY)], true),
  ) as BuildOutput;
  const total = performance.now() - started;
  const again = performance.now();
  pywasi(source.env, ["setup", "--json"], true);
  const secondSetup = performance.now() - again;

  console.log("\nInside the linked python.wasm:");
  const imports = `import importlib\nfor name in ${JSON.stringify(built.link.moduleNames)}: importlib.import_module(name); print("imported", name)`;
  const run = performance.now();
  pywasi(source.env, ["run", "-c", given.length > 0 ? imports : NUMPY_COMPUTES], false);
  const firstRun = performance.now() - run;

  console.log(`\n${timings(built, { total, secondSetup, firstRun })}`);
  console.log(`\npython.wasm: ${formatBytes(built.link.size)}, ${built.pythonWasm}`);
  console.log(`The whole way took ${formatDuration(total)}.`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(describeError(error));
  process.exitCode = error.exitCode;
}
