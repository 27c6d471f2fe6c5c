/**
 * `npm run coverage:packages [-- PACKAGE…] [--python 3.11] [--sdk 33] [--again] [--keep-builds]
 * [--slice INDEX/PARTS] [--minutes 30] [--pages]`
 *
 * Measures the corpus, package by package, and writes `docs/coverage.json` and `docs/coverage.md` after each, so that a
 * run that was stopped goes on where it was. What has been measured is left alone, unless it is named or `--again` says
 * otherwise. `--sdk` takes another SDK
 * than the one that the Python is locked to, a column of its own. `--keep-builds` takes the wheels that lie in its folder, and links and tests them again. `--pages`
 * writes the pages from the data and measures nothing.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { nodeHost } from "../src/host/node-host.ts";
import { chosenNames, readCorpus, slice } from "./coverage/corpus.ts";
import { coveragePage } from "./coverage/coverage-page.ts";
import { measure } from "./coverage/measure.ts";
import type { Measurement } from "./coverage/measurement.ts";
import { scalePage } from "./coverage/scale-page.ts";
import { sourceFor } from "./demo/demo-source.ts";
import { writeData } from "./update/data-file.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: "string", multiple: true, default: ["3.11"] },
    sdk: { type: "string" },
    again: { type: "boolean", default: false },
    "keep-builds": { type: "boolean", default: false },
    slice: { type: "string" },
    minutes: { type: "string", default: "30" },
    folder: { type: "string" },
    pages: { type: "boolean", default: false },
  },
});

const host = nodeHost({ logStyle: "plain" });
const root = host.folders.product;
/** Below the repository. */
const RESULTS = join("docs", "coverage.json");
const results = join(root, RESULTS);
const corpus = readCorpus();
const git = await host.processes.run("git", ["rev-parse", "--short", "HEAD"], { cwd: root });

function chosen() {
  if (positionals.length > 0) return corpus.filter(({ name }) => positionals.includes(name));
  const [index, parts] = (values.slice ?? "0/1").split("/").map(Number);
  return slice(corpus, index ?? 0, parts ?? 1);
}

async function readMeasurements(): Promise<readonly Measurement[]> {
  if (!existsSync(results)) return [];
  return (JSON.parse(await host.files.readText(results)) as { measurements: readonly Measurement[] }).measurements;
}

async function keep(measured: Measurement): Promise<void> {
  const others = (await readMeasurements()).filter(
    (one) => !(one.package === measured.package && column(one) === column(measured)),
  );
  const order = corpus.map(({ name }) => name);
  const measurements = [...others, measured].sort(
    (a, b) =>
      a.python.localeCompare(b.python, "en", { numeric: true }) ||
      (a.otherSdk ?? 0) - (b.otherSdk ?? 0) ||
      order.indexOf(a.package) - order.indexOf(b.package),
  );
  writeData(RESULTS, { format: 1, measurements });
  await writePages(measurements);
}

async function writePages(measurements: readonly Measurement[]): Promise<void> {
  await host.files.write(join(root, "docs", "coverage.md"), coveragePage(corpus, measurements));
  await host.files.write(join(root, "docs", "explanation", "scale.md"), scalePage(chosenNames(corpus), measurements));
}

/** A package that failed before its Python was known has the series alone. */
function column({ python, otherSdk }: Pick<Measurement, "python" | "otherSdk">): string {
  return `${python.split(".").slice(0, 2).join(".")} ${otherSdk ?? ""}`;
}

if (values.pages) await writePages(await readMeasurements());
for (const python of values.pages ? [] : values.python) {
  const libraries = new Set(
    chosen().flatMap(({ nativeDeps = [], stdlibModules = [] }) => [
      ...nativeDeps,
      ...(stdlibModules.includes("sqlite3") ? ["sqlite"] : []),
    ]),
  );
  const source = await sourceFor(host, python, [...libraries], values.sdk);
  const otherSdk = values.sdk === undefined ? {} : { otherSdk: Number(values.sdk) };
  const name = values.sdk === undefined ? python : `${python}-sdk-${values.sdk}`;
  const folder = join(values.folder ?? join(root, "wasi-out", "coverage"), name);
  const minutes = Number(values.minutes);
  const bench = { folder, env: source.env, python, ...otherSdk, commit: git.stdout.trim(), minutes };
  for (const one of chosen()) {
    const before = (await readMeasurements()).find((old) => old.package === one.name && column(old) === column(bench));
    if (before && !values.again && positionals.length === 0) continue;
    console.log(`${one.name} on Python ${name} …`);
    const measured = await measure(host, bench, one, { before, keepBuild: values["keep-builds"] });
    await keep(measured);
    const { failure, tests, modules } = measured;
    const passed = tests ? `, ${tests.passed} tests passed, ${tests.failed} failed` : "";
    console.log(failure ? `  ${failure.class}: ${failure.text}` : `  ${modules} modules${passed}`);
  }
}
