/**
 * `npm run numpy:tests [-- --python 3.13] [--native] [--wheel FILE] [PYTEST_ARGUMENT…]`: NumPy's own tests in our
 * interpreter, over all cores.
 *
 * Builds NumPy, or links the wheel that is named, runs its whole suite, and writes docs/numpy.json and docs/numpy.md.
 * Every failure needs an entry with its upstream reason in scripts/numpy-tests/reasons.json; one without makes the exit
 * code 1. With `--native` the same tests run natively as well, with as many workers, for the ratio.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { nodeHost } from "../src/host/node-host.ts";
import { describeError, UserError } from "../src/report/errors.ts";
import { sourceFor } from "./demo/demo-source.ts";
import { numpyPage } from "./numpy-tests/page.ts";
import { type Measured, measured, type Reason, type RunRecord, unexplained } from "./numpy-tests/record.ts";
import { MODULES, SERIES, SETTINGS } from "./numpy-tests/series.ts";

const root = join(import.meta.dirname, "..");
const given = process.argv.slice(2);
const native = taken("--native", 0) !== undefined;
const python = taken("--python", 1) ?? "3.11";
const wheel = taken("--wheel", 1);
const series = SERIES.find((each) => each.python === python);
if (!series) throw new Error(`--python knows ${SERIES.map((each) => each.python).join(" and ")}`);
const work = join(root, ".cache", "numpy-tests", python);
const out = join(work, "wasi-out");

/** Takes an option out of what is given. @returns its value, or its name where it has none */
function taken(name: string, values: 0 | 1): string | undefined {
  const at = given.indexOf(name);
  return at < 0 ? undefined : given.splice(at, 1 + values).at(-1);
}

function pywasi(env: Readonly<Record<string, string>>, args: readonly string[]): number {
  const { status, error } = spawnSync(process.execPath, [join(root, "dist", "cli.mjs"), ...args], {
    cwd: work,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  if (error) throw error;
  return status ?? 1;
}

function read<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), "utf8"));
}

try {
  mkdirSync(work, { recursive: true });
  const { env } = await sourceFor(nodeHost(), python, ["zlib"]);
  const make = wheel === undefined ? ["build", series.numpy, ...SETTINGS] : ["link", resolve(wheel)];
  const made = pywasi(env, [...make, "--out-dir", out, "--stdlib-modules", MODULES.join(" ")]);
  if (made !== 0) process.exit(made);
  const compare = native ? ["--compare", "native"] : [];
  const command = ["pytest", ...(given.length > 0 ? given : ["--pyargs", "numpy"])];
  const requires = series.requires.flatMap((line) => ["--test-requires", line]);
  const code = pywasi(env, ["test", "--out-dir", out, ...requires, "--durations", "20", ...compare, ...command]);
  // 8: tests failed; which of them may, is for the list of reasons to say.
  if (code !== 0 && code !== 8) process.exit(code);
  const record = read<{ runs: RunRecord[] }>(out, "test-results.json").runs[0];
  if (!record) throw new Error("The run left no result.");
  const reasons = read<Reason[]>(root, "scripts", "numpy-tests", "reasons.json");
  const bundle = read<{ python: string; sdk: number }>(out, "bundle", "pywasi.json");
  if (given.length === 0) {
    const data = join(root, "docs", "numpy.json");
    const before = existsSync(data) ? read<{ runs: Measured[] }>(data).runs : [];
    const run = measured(record, { python: bundle.python, sdk: bundle.sdk, numpy: series.numpy });
    const others = before.filter((each) => !each.python.startsWith(`${python}.`));
    const runs = [...others, run].sort((a, b) => a.python.localeCompare(b.python));
    writeFileSync(data, `${JSON.stringify({ runs }, undefined, 2)}\n`);
    writeFileSync(join(root, "docs", "numpy.md"), numpyPage(runs, reasons));
  }
  const unknown = unexplained(record, reasons);
  for (const { id, outcome, message } of unknown) console.error(`not explained: ${outcome} ${id}: ${message ?? ""}`);
  process.exitCode = unknown.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(describeError(error));
  process.exitCode = error.exitCode;
}
