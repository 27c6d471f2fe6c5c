/**
 * `npm run runtimes:agree [-- PACKAGE…] [--python 3.11] [--minutes 20]`: packages' own tests under node:wasi and under
 * wasmtime, compared test by test.
 *
 * Takes packages of the corpus, all that have tests where none is named; a wheel that was built before comes out of the
 * cache. Writes docs/runtimes.json and docs/runtimes.md after each package, and keeps what is known of others. The exit
 * code is 1 where a test ends differently and scripts/runtimes/reasons.json does not say why.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readWheel } from "../src/build/wheel.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { corpusWheel } from "./corpus/wheels.ts";
import { type CorpusPackage, readCorpus } from "./coverage/corpus.ts";
import { ownResults, type Results } from "./coverage/run-tests.ts";
import { sourceFor } from "./demo/demo-source.ts";
import { type Agreement, agreement, type Reason, unexplained } from "./runtimes/agreement.ts";
import { runtimesPage } from "./runtimes/page.ts";
import { wasmtimeTool } from "./tools/wasmtime.ts";
import { readData, writeData } from "./update/data-file.ts";

const DATA = "docs/runtimes.json";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: "string", default: "3.11" }, minutes: { type: "string", default: "20" } },
});

const host = nodeHost({ logStyle: "plain" });
const root = host.folders.product;
const corpus = readCorpus();
const reasons: readonly Reason[] = readData("scripts/runtimes/reasons.json");
const folder = join(root, "wasi-out", "runtimes", values.python);
await host.files.makeFolder(folder);
const chosen = withNeeds(corpus.filter(({ name, tests }) => wanted(name, tests !== null)));
const libraries = new Set(
  chosen.flatMap(({ nativeDeps = [], stdlibModules = [] }) => [
    ...nativeDeps,
    ...(stdlibModules.includes("sqlite3") ? ["sqlite"] : []),
  ]),
);
const { env } = await sourceFor(host, values.python, [...libraries]);
const wasmtime = await wasmtimeTool(host);
const options = { env, cwd: folder, minutes: Number(values.minutes) };

function wanted(name: string, hasTests: boolean): boolean {
  return positionals.length === 0 ? hasTests : positionals.includes(name);
}

function withNeeds(packages: readonly CorpusPackage[]): readonly CorpusPackage[] {
  const names = new Set(packages.flatMap(({ name, needs = [] }) => [name, ...needs]));
  return corpus.filter(({ name }) => names.has(name));
}

/** @returns why there is nothing to compare, or the comparison */
async function compare(one: CorpusPackage, wheel: string): Promise<string | Agreement> {
  const { version, extensions } = await readWheel(host, wheel);
  const outDir = join(folder, one.name);
  const tested = { one, outDir, modules: extensions.map(({ module }) => module), version, options };
  const runs: Results[] = [];
  for (const runtime of ["node", wasmtime]) {
    const results = await ownResults(host, tested, runtime);
    if (results.kind === "time") return `its tests take longer than ${values.minutes} minutes under ${runtime}`;
    if (results.kind === "none") return `no results under ${runtime}: ${results.lines.join(" ")}`;
    await host.files.copy(join(outDir, "test-results.json"), join(outDir, `results-${runs.length}.json`));
    runs.push(results);
  }
  const [left, right] = runs as [Results, Results];
  const bundle = JSON.parse(await host.files.readText(join(outDir, "bundle", "pywasi.json")));
  const seconds = ({ runs }: Results) => Number(runs.reduce((sum, run) => sum + run.seconds, 0).toFixed(1));
  return {
    package: one.name,
    version,
    python: bundle.python,
    sdk: bundle.sdk,
    ...agreement(left, right),
    seconds: { node: seconds(left), wasmtime: seconds(right) },
    runtime: right.runs[0]?.runtime ?? "",
    date: new Date().toISOString().slice(0, 10),
  };
}

async function keep(found: Agreement): Promise<readonly Agreement[]> {
  const others = (await knownAgreements()).filter(
    (one) => one.package !== found.package || one.python !== found.python,
  );
  const order = corpus.map(({ name }) => name);
  const agreements = [...others, found].sort(
    (a, b) => a.python.localeCompare(b.python) || order.indexOf(a.package) - order.indexOf(b.package),
  );
  writeData(DATA, { agreements });
  await host.files.write(join(root, "docs", "runtimes.md"), runtimesPage(agreements, reasons));
  return agreements;
}

async function knownAgreements(): Promise<readonly Agreement[]> {
  if (!(await host.files.info(join(root, DATA)))) return [];
  return readData<{ agreements: readonly Agreement[] }>(DATA).agreements;
}

let bad = 0;
const built = new Map<string, string>();
for (const one of chosen) {
  console.log(`${one.name} …`);
  const { wheel, refusal } = await corpusWheel(host, one, built, options);
  if (wheel === undefined) {
    console.log(`  not built: ${refusal}`);
    continue;
  }
  built.set(one.name, wheel);
  if (!wanted(one.name, one.tests !== null)) continue;
  const found = await compare(one, wheel);
  if (typeof found === "string") {
    console.log(`  ${found}`);
    bad += 1;
    continue;
  }
  await keep(found);
  const open = unexplained(found, reasons);
  console.log(`  ${found.tests} tests, ${found.differences.length} differ, ${open.length} without a reason`);
  for (const { id, node, wasmtime, message } of open) console.log(`  ${id}: ${node} / ${wasmtime}: ${message}`);
  bad += open.length;
}
process.exitCode = bad === 0 ? 0 : 1;
