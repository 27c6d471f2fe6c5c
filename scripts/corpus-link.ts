/**
 * `npm run corpus:link [-- WHEEL…] [--python 3.11] [--minutes 30]`: every package of the corpus in one interpreter.
 *
 * Builds them, or takes the wheels that are named instead, links all at once, imports every module and runs every
 * package's check under node:wasi and under wasmtime, and writes docs/one-interpreter.md. The exit code is 1 where
 * anything fails that was linked.
 */
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readWheel } from "../src/build/wheel.ts";
import { nodeHost } from "../src/host/node-host.ts";
import type { LinkReport } from "../src/report/job-report.ts";
import type { GuestChecks } from "./corpus/guest-checks.ts";
import smoke from "./corpus/smoke-checks.json" with { type: "json" };
import { type LinkedPackage, togetherPage, unexpected } from "./corpus/together-page.ts";
import { type Engine, underEngine } from "./corpus/under-engine.ts";
import { type CorpusWheel, corpusWheel } from "./corpus/wheels.ts";
import { readCorpus } from "./coverage/corpus.ts";
import { runPywasi } from "./coverage/pywasi.ts";
import { sourceFor } from "./demo/demo-source.ts";
import { wasmtimeTool } from "./tools/wasmtime.ts";

/** A machine that does other work makes single links slow; the least of some counts. */
const LINKS = 3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: "string", default: "3.11" }, minutes: { type: "string", default: "30" } },
});

const host = nodeHost({ logStyle: "plain" });
const root = host.folders.product;
const corpus = readCorpus();
const folder = join(root, "wasi-out", "corpus", values.python);
await host.files.makeFolder(folder);
const libraries = new Set(corpus.flatMap(({ nativeDeps = [] }) => nativeDeps));
const { env } = await sourceFor(host, values.python, [...libraries]);
const options = { env, cwd: folder, minutes: Number(values.minutes) };

interface Linked {
  readonly python: { readonly version: string };
  readonly sdk: { readonly number: number };
  readonly link: LinkReport;
}

async function corpusWheels(): Promise<readonly CorpusWheel[]> {
  if (positionals.length > 0) {
    return positionals.map((path) => ({ name: basename(path), wheel: resolve(path), refusal: undefined }));
  }
  const wheels: CorpusWheel[] = [];
  const built = new Map<string, string>();
  for (const one of corpus) {
    console.log(`${one.name} …`);
    const wheel = await corpusWheel(host, one, built, options);
    if (wheel.wheel !== undefined) built.set(one.name, wheel.wheel);
    else console.log(`  ${wheel.refusal}`);
    wheels.push(wheel);
  }
  return wheels;
}

async function linkAll(wheels: readonly string[], outDir: string): Promise<Linked> {
  const run = await runPywasi(host, ["link", "--json", "--out-dir", outDir, ...wheels], options);
  if (run.code !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Linked;
}

async function describe(path: string): Promise<LinkedPackage> {
  const wheel = await readWheel(host, path);
  const name = wheel.name.toLowerCase().replaceAll(/[-_.]+/g, "-");
  return {
    name,
    version: wheel.version,
    size: wheel.size,
    modules: wheel.extensions.map(({ module }) => module),
  };
}

const wheels = await corpusWheels();
const paths = wheels.flatMap(({ wheel }) => wheel ?? []);
const packages = await Promise.all(paths.map(describe));
const outDir = join(folder, "together");
const links: Linked[] = [];
for (let i = 0; i < LINKS; i++) links.push(await linkAll(paths, outDir));
const [first] = links;
if (!first) throw new Error("nothing was linked");

const names = new Set(packages.map(({ name }) => name));
const checks: GuestChecks = {
  modules: packages.flatMap(({ modules }) => modules),
  checks: Object.fromEntries(Object.entries(smoke.checks).filter(([name]) => names.has(name))),
};
const requires = [...new Set(corpus.flatMap((one) => (one.name in checks.checks ? (one.requires ?? []) : [])))];
const engines: Engine[] = [];
for (const runtime of ["node", await wasmtimeTool(host)]) {
  engines.push(await underEngine(host, { outDir, runtime, checks, requires }, options));
}
const page = togetherPage({
  python: first.python.version,
  sdk: first.sdk.number,
  packages,
  refused: wheels.flatMap(({ name, refusal }) => (refusal === undefined ? [] : [{ name, refusal }])),
  size: first.link.size,
  repaired: first.link.signatures.reduce(
    (sum, { report }) => sum + report.findings.filter((one) => one.repaired).length,
    0,
  ),
  link: Math.min(...links.map(({ link }) => link.milliseconds)),
  engines,
  expected: smoke.expected,
});
await host.files.write(join(root, "docs", "one-interpreter.md"), page);
console.log(page);

// What never began is not among the outcomes.
const wanted = checks.modules.length + Object.keys(checks.checks).length;
process.exitCode = engines.every(
  (engine) =>
    unexpected(engine, smoke.expected).length === 0 &&
    engine.outcomes.imports.length + engine.outcomes.checks.length === wanted,
)
  ? 0
  : 1;
