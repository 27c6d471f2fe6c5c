/**
 * `npm run bench:bundle -- WHEEL…`: what `pywasi link` takes from finished wheels to a bundle, best of several runs, in
 * one run with its yardstick: copying the finished bundle with the system's own `cp`.
 *
 * Set-up has to be done before (`pywasi setup`), and PYWASI_… variables choose Python and mirror as for pywasi itself.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatDuration } from "../src/report/job-report.ts";

const RUNS = 3;
const root = join(import.meta.dirname, "..");
const wheels = process.argv.slice(2);
if (wheels.length === 0) {
  console.error("Name the wheels: npm run bench:bundle -- wasi-out/wheels/*.whl");
  process.exit(2);
}

interface Run {
  readonly total: number;
  readonly steps: Readonly<Record<string, number>>;
}

const folder = mkdtempSync(join(tmpdir(), "pywasi-bench-"));
try {
  const runs = Array.from({ length: RUNS }, linkOnce);
  const best = runs.reduce((a, b) => (a.total <= b.total ? a : b));
  const copy = timed(() => execFileSync("cp", ["-r", join(folder, "bundle"), join(folder, "copy")]));
  const rows: [string, number][] = [
    ...Object.entries(best.steps),
    ["pywasi link, from start to end", best.total],
    ["cp -r of the same bundle", copy],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, milliseconds] of rows) console.log(`${name.padEnd(width)}  ${formatDuration(milliseconds)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function linkOnce(): Run {
  let steps: Readonly<Record<string, number>> = {};
  const total = timed(() => {
    const args = [join(root, "dist", "cli.mjs"), "link", "--json", "--out-dir", folder, ...wheels];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1e8 });
    if (status !== 0) throw new Error(stderr);
    steps = JSON.parse(stdout).milliseconds;
  });
  return { total, steps };
}

function timed(body: () => void): number {
  const start = performance.now();
  body();
  return performance.now() - start;
}
