/**
 * `npm run bench:link [-- WHEEL…] [--passes WHEEL]… [--only TABLE]… [--python 3.11]`: what linking costs, and what is linked, as ratios
 * measured in one run. Writes docs/linking-speed.json and docs/linking-speed.md.
 *
 * Wheels that are named are linked; without any, NumPy and ten packages of the corpus, which are built where the cache has
 * no wheel of them. `--passes` names more wheels, whose objects our passes over objects are measured with. `--only`
 * measures one table anew and keeps the others.
 */
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { setup } from "../src/app/setup.ts";
import { startSteps } from "../src/app/steps.ts";
import { type ReadWheel, readWheel } from "../src/build/wheel.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { readInputs } from "../src/inputs/inputs.ts";
import type { RelinkModule } from "../src/link/interpreter/prepare-module.ts";
import { runRelink } from "../src/link/interpreter/run-relink.ts";
import { readArchive } from "../src/object/archive.ts";
import { isWasm } from "../src/object/object-file.ts";
import { assembleBundle } from "../src/runtime/assemble-bundle.ts";
import { stageBundle } from "../src/runtime/staged-bundle.ts";
import { callCosts } from "./bench/call-costs.ts";
import { configureLinks } from "./bench/configure-links.ts";
import { nativeRatios } from "./bench/native-ratios.ts";
import { objectPasses } from "./bench/object-passes.ts";
import packages from "./bench/packages.json" with { type: "json" };
import { relinkTimes } from "./bench/relink-times.ts";
import { type SpeedRecord, speedPage, type TimeTable, timeTable } from "./bench/time-table.ts";
import { corpusWheel } from "./corpus/wheels.ts";
import { readCorpus } from "./coverage/corpus.ts";
import { sourceFor } from "./demo/demo-source.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: "string", default: "3.11" },
    only: { type: "string", multiple: true, default: [] },
    passes: { type: "string", multiple: true, default: [] },
  },
});
const host = nodeHost({ logStyle: "plain" });
const { env } = await sourceFor(host, values.python);
const inputs = readInputs((name) => env[`PYWASI_${name.toUpperCase().replaceAll("-", "_")}`]);
const ready = await setup(host, inputs, startSteps(host));
const work = await host.files.temporaryFolder("bench");

const places = ["json", "md"].map((ending) => join(host.folders.product, "docs", `linking-speed.${ending}`));
const [data = "", page = ""] = places;

/** By name, in the order of the page; each is measured in one run. */
const MEASURES: Readonly<Record<string, () => Promise<TimeTable>>> = {
  "configure-checks": () => configureLinks(host, ready.cross.jobVariables, work),
  relink: () => relinkTimes(host, { ready, modules: modulesOf(wheels), packages: wheels.length, work }),
  "extension-passes": async () => {
    const all = [...wheels, ...(await Promise.all(values.passes.map((path) => readWheel(host, resolve(path)))))];
    const objects = modulesOf(all).map(({ object }) => object);
    return objectPasses("extension-passes", objects, values.python, `the extensions of ${all.length} packages`);
  },
  "libpython-passes": async () => objectPasses("libpython-passes", await libpython(), values.python, "libpython"),
  repair: async () => callCosts(host, { ready, modules: await withCalls(), ...(await guestFolder()), work }),
  native: async () => {
    const { preopens } = await guestFolder();
    const { target, sdk, additions, exceptionLibraries } = ready;
    const module = join(work, "native.wasm");
    const modules = await withCalls();
    await runRelink(host, { target, sdk, additions, exceptionLibraries, modules, keepDebug: false, output: module });
    const python = ready.buildPython.executable;
    return nativeRatios(host, { guest: { module, preopens }, python, numpy: numpy?.version, work });
  },
};

const wheels = await Promise.all((await wheelFiles()).map((path) => readWheel(host, path)));
const numpy = wheels.find(({ name }) => name === "numpy");

try {
  const only = values.only.length > 0 ? values.only : Object.keys(MEASURES);
  const measured = new Map((await earlier()).map((table) => [table.id, table]));
  for (const id of only) {
    const table = await MEASURES[id]?.();
    if (!table) throw new Error(`--only knows ${Object.keys(MEASURES).join(", ")}, not ${id}`);
    console.log(`${timeTable(table)}\n`);
    measured.set(id, table);
  }
  const record: SpeedRecord = {
    machine: {
      node: process.versions.node,
      processor: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}`,
      python: ready.target.version.text,
      sdk: ready.sdk.number,
    },
    packages: wheels.map(({ name, version }) => `${name} ${version}`),
    tables: Object.keys(MEASURES).flatMap((id) => measured.get(id) ?? []),
  };
  await host.files.write(data, `${JSON.stringify(record, undefined, 2)}\n`);
  await host.files.write(page, speedPage(record));
} finally {
  await host.files.remove(work);
}

/** The tables that this run does not measure anew. */
async function earlier(): Promise<SpeedRecord["tables"]> {
  if (values.only.length === 0 || !(await host.files.info(data))) return [];
  return (JSON.parse(await host.files.readText(data)) as SpeedRecord).tables;
}

/** Of the wheels that are named, else of NumPy and ten packages. */
async function wheelFiles(): Promise<readonly string[]> {
  if (positionals.length > 0) return positionals.map((path) => resolve(path));
  const built = new Map<string, string>();
  const options = { env, cwd: work, minutes: 30 };
  for (const one of readCorpus().filter(({ name }) => packages.relinked.includes(name))) {
    const { wheel, refusal } = await corpusWheel(host, one, built, options);
    if (wheel === undefined) throw new Error(`${one.name}: ${refusal}`);
    built.set(one.name, wheel);
  }
  return [...built.values()];
}

function modulesOf(wheels: readonly ReadWheel[]): readonly RelinkModule[] {
  return wheels.flatMap(({ extensions }) => extensions.map(({ module, bytes }) => ({ name: module, object: bytes })));
}

async function libpython(): Promise<readonly Uint8Array[]> {
  const { members } = readArchive(await host.files.readBytes(ready.target.library), ready.target.library);
  return members.flatMap(({ bytes }) => bytes ?? []).filter(isWasm);
}

/** The extension whose calls are timed, and NumPy's where it is there. */
async function withCalls(): Promise<readonly RelinkModule[]> {
  return [{ name: "calls", object: await callsExtension() }, ...modulesOf(numpy ? [numpy] : [])];
}

/** A bundle without its interpreter, as the only folder that guests see. */
async function guestFolder() {
  const folder = join(work, "bundle");
  if (!(await host.files.info(folder))) {
    const linkedIn = (numpy?.extensions ?? []).map(({ module, installed }) => ({ name: module, file: installed }));
    await stageBundle(host, ready.target, folder, ({ bundle }) =>
      assembleBundle(host, bundle, { ...ready, wheels: numpy ? [numpy] : [], linkedIn }),
    );
  }
  return { preopens: { "/": folder }, numpy: numpy !== undefined };
}

/** Built as a package's extension is, so that it is repaired at its link. */
async function callsExtension(): Promise<Uint8Array> {
  const source = join(import.meta.dirname, "bench", "calls.c");
  const output = join(work, "calls.so");
  const script = `$CC $CFLAGS -O2 -I "$1" -shared "$2" -o "$3"`;
  const args = ["-euc", script, "bash", ready.target.include, source, output];
  const environment = { ...host.env, ...ready.cross.jobVariables };
  const { code, stderr } = await host.processes.run("bash", args, { env: environment });
  if (code !== 0) throw new Error(stderr);
  return host.files.readBytes(output);
}
