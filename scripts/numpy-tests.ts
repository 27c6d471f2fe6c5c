/**
 * `npm run numpy:tests [-- --native] [-- PYTEST_ARGUMENT…]`: NumPy's own tests in our interpreter, over all cores.
 *
 * Builds NumPy once, runs its whole suite, and writes docs/numpy.md and docs/numpy-results.json. Every failure needs an
 * entry with its upstream reason in scripts/numpy-tests/reasons.json; one without makes the exit code 1. With `--native`
 * the same tests run natively as well, with as many workers, for the ratio.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeHost } from "../src/host/node-host.ts";
import { describeError, UserError } from "../src/report/errors.ts";
import { demoSource } from "./demo/demo-source.ts";
import { numpyPage } from "./numpy-tests/page.ts";
import { type Reason, type RunRecord, unexplained } from "./numpy-tests/record.ts";

/** The last series for Python 3.11; its settings without a BLAS library are its own, not ours. */
const NUMPY = "numpy==2.4.6";
const SETTINGS = ["-Dblas=none", "-Dlapack=none", "-Dallow-noblas=true"].flatMap((setting) => [
  "-C",
  `setup-args=${setting}`,
]);
/** NumPy's own requirements/test_requirements.txt, as far as Python 3.11 needs them and they are pure. */
const REQUIRES = ["hypothesis", "setuptools==65.5.1"].flatMap((line) => ["--test-requires", line]);

const root = join(import.meta.dirname, "..");
const work = join(root, ".cache", "numpy-tests");
const out = join(work, "wasi-out");
const given = process.argv.slice(2);
const native = given.includes("--native");
const tests = given.filter((argument) => argument !== "--native");

function pywasi(env: Readonly<Record<string, string>>, args: readonly string[]): number {
  const { status, error } = spawnSync(process.execPath, [join(root, "dist", "cli.mjs"), ...args], {
    cwd: work,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  if (error) throw error;
  return status ?? 1;
}

try {
  mkdirSync(work, { recursive: true });
  const { env } = await demoSource(nodeHost());
  const built = pywasi(env, ["build", "--out-dir", out, NUMPY, ...SETTINGS]);
  if (built !== 0) process.exit(built);
  const compare = native ? ["--compare", "native"] : [];
  const command = ["pytest", ...(tests.length > 0 ? tests : ["--pyargs", "numpy"])];
  const code = pywasi(env, ["test", "--out-dir", out, ...REQUIRES, "--durations", "20", ...compare, ...command]);
  // 8: tests failed; which of them may, is for the list of reasons to say.
  if (code !== 0 && code !== 8) process.exit(code);
  const record = JSON.parse(readFileSync(join(out, "test-results.json"), "utf8")).runs[0] as RunRecord;
  const reasons = JSON.parse(readFileSync(join(root, "scripts", "numpy-tests", "reasons.json"), "utf8")) as Reason[];
  const bundle = JSON.parse(readFileSync(join(out, "bundle", "pywasi.json"), "utf8"));
  const unknown = unexplained(record, reasons);
  if (tests.length === 0) {
    writeFileSync(
      join(root, "docs", "numpy.md"),
      numpyPage(record, reasons, { numpy: NUMPY, python: bundle.python, sdk: bundle.sdk }),
    );
    const { results, ...summary } = record;
    const notPassed = results
      .filter(({ outcome }) => outcome !== "passed")
      .map(({ id, outcome, message, limit }) => ({ id, outcome, message, limit }));
    writeFileSync(join(work, "results.json"), `${JSON.stringify({ ...summary, notPassed }, undefined, 1)}\n`);
  }
  for (const { id, outcome, message } of unknown) console.error(`not explained: ${outcome} ${id}: ${message ?? ""}`);
  process.exitCode = unknown.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(describeError(error));
  process.exitCode = error.exitCode;
}
