/**
 * `npm run bench:build [-- numpy]`: what a build through the product costs over the same build by hand, with the same
 * clang on the same cores. Prints a ratio of times taken in one run; the goal is 1.05.
 *
 * Counted for us: the PEP 517 hooks, from Meson's set-up to the finished wheel. By hand: meson setup and ninja.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { installBuildTool } from "../src/build/build-tool.ts";
import { obtainSource } from "../src/build/source/source.ts";
import { findPython } from "../src/cpython/build-python/find-python.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { formatDuration } from "../src/report/job-report.ts";
import { buildByHand } from "./bench/hand-build.ts";
import { writeMesonProject } from "./bench/meson-project.ts";
import { demoSource } from "./demo/demo-source.ts";
import type { BuildOutput } from "./demo/timings.ts";

const ROUNDS = 2;
const NUMPY_ROUNDS = 1;
const NUMPY_OPTIONS = ["-Dblas=none", "-Dlapack=none", "-Dallow-noblas=true"];

const host = nodeHost();
const numpy = process.argv.includes("numpy");
const { env } = await demoSource(host);
const work = await host.files.temporaryFolder("bench-");

function pywasi(args: readonly string[]): string {
  const cli = join(host.folders.product, "dist", "cli.mjs");
  const result = spawnSync(process.execPath, [cli, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (result.status !== 0) throw new Error(result.stderr);
  return result.stdout;
}

/** A Python of its own with Meson, Ninja and what NumPy's meson.build runs. */
async function handPython(buildPython: string): Promise<string> {
  const python = join(work, "hand", "bin", "python");
  const steps = [
    [buildPython, "-m", "venv", join(work, "hand")],
    [python, "-m", "pip", "install", "--quiet", "meson", "ninja", ...(numpy ? ["Cython"] : [])],
  ];
  for (const [command = "", ...args] of steps) {
    const { code, stderr } = await host.processes.run(command, args);
    if (code !== 0) throw new Error(stderr);
  }
  return python;
}

async function sources(buildPython: string): Promise<string> {
  if (!numpy) return writeMesonProject(host, work);
  const tool = await installBuildTool(host, buildPython);
  const source = await obtainSource(host, tool, { requirement: "numpy==2.4.6", python: "3.11.8", work, env: host.env });
  return source.path;
}

try {
  const variables = JSON.parse(pywasi(["env", "--json"])) as Record<string, string>;
  const buildPython = (await findPython(host, undefined)).executable;
  const python = await handPython(buildPython);
  const source = await sources(buildPython);
  const meson = numpy ? [python, join(source, "vendored-meson", "meson", "meson.py")] : ["meson"];
  const options = numpy ? NUMPY_OPTIONS : [];
  const hand: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < (numpy ? NUMPY_ROUNDS : ROUNDS); round++) {
    const place = join(work, `round-${round}`);
    hand.push(await buildByHand(host, { source, work: place, variables, python, meson, options }));
    const settings = options.flatMap((option) => ["-C", `setup-args=${option}`]);
    const built = JSON.parse(
      pywasi(["build", "--json", "--wheel-cache", "false", source, ...settings, "--out-dir", join(place, "out")]),
    ) as BuildOutput;
    ours.push(built.wheels[0]?.milliseconds.build ?? Number.NaN);
    console.log(`by hand ${formatDuration(hand.at(-1) ?? 0)}, through pywasi ${formatDuration(ours.at(-1) ?? 0)}`);
  }
  // The least of each: what others do on the machine only ever adds.
  const ratio = Math.min(...ours) / Math.min(...hand);
  console.log(`${numpy ? "NumPy" : "150 modules in C"}: ratio ${ratio.toFixed(3)} (goal: at most 1.05)`);
} finally {
  await host.files.remove(work);
}
