/** Measures one package on one Python: build, link, import, its own tests. */
import { join } from "node:path";
import { readWheel } from "../../src/build/wheel.ts";
import type { Host } from "../../src/host/host.ts";
import type { CorpusPackage } from "./corpus.ts";
import { buildFailureClass, type FailureClass, failureText } from "./failure-class.ts";
import type { Measurement } from "./measurement.ts";
import { type PywasiOptions, runPywasi } from "./pywasi.ts";
import { runTests } from "./run-tests.ts";

export interface Bench {
  /** Absolute folder for the results of all packages on this Python. */
  readonly folder: string;
  /** Where the SDK and CPython come from. */
  readonly env: Readonly<Record<string, string>>;
  readonly python: string;
  /** Where it is not the SDK that this Python is locked to. */
  readonly otherSdk?: number;
  readonly commit: string;
  /** Of one build, and of one package's tests. */
  readonly minutes: number;
}

interface Built {
  readonly python: { readonly version: string };
  readonly sdk: { readonly number: number };
  /** In the order of the operands; empty for a relink. */
  readonly wheels: readonly { readonly path: string; readonly milliseconds: NonNullable<Measurement["build"]> }[];
  readonly link: { readonly milliseconds: number };
}

/** An earlier measurement, and whether the wheel that lies there is only linked, imported and tested again. */
export interface Earlier {
  readonly before: Measurement | undefined;
  readonly keepBuild: boolean;
}

export async function measure(
  host: Host,
  bench: Bench,
  one: CorpusPackage,
  { before, keepBuild }: Earlier,
): Promise<Measurement> {
  const outDir = join(bench.folder, one.name);
  const options: PywasiOptions = { env: bench.env, cwd: bench.folder, minutes: bench.minutes };
  const nothing = { version: null, build: null, modules: null, size: null, link: null, imports: null, tests: null };
  const { python, otherSdk, commit } = bench;
  const facts = { package: one.name, python, ...(otherSdk && { otherSdk }), date: today(), commit };
  await host.files.makeFolder(bench.folder);
  const needed = await Promise.all((one.needs ?? []).map((name) => wheelOf(host, bench, name)));
  if (needed.includes(undefined)) {
    const text = `${one.needs?.[needed.indexOf(undefined)]} did not build`;
    return { ...facts, ...nothing, sdk: 0, failure: { class: "requirements", text } };
  }
  const wheels = needed.filter((path) => path !== undefined);
  const kept = keepBuild ? await wheelOf(host, bench, one.name) : undefined;
  const modules = (one.stdlibModules ?? []).flatMap((name) => ["--stdlib-modules", name]);
  const args = [
    ...(kept ? ["link", "--json", "--out-dir", outDir, kept, ...wheels] : buildArguments(one, wheels, outDir)),
    ...modules,
  ];
  const run = await runPywasi(host, args, options);
  if (run.code !== 0) {
    await host.files.write(join(outDir, "build-error.txt"), run.stderr);
    const kind: FailureClass = run.timedOut ? "time" : buildFailureClass(run.stderr);
    return { ...facts, ...nothing, sdk: 0, failure: { class: kind, text: failureText(run.stderr) } };
  }
  const built = JSON.parse(run.stdout) as Built;
  const wheel = await factsOfWheel(host, bench, one, built, before);
  return {
    ...facts,
    python: built.python.version,
    sdk: built.sdk.number,
    version: wheel.version,
    build: wheel.build,
    modules: wheel.modules.length,
    size: wheel.size,
    link: built.link.milliseconds,
    ...(await runTests(host, { one, outDir, modules: wheel.modules, version: wheel.version, options })),
  };
}

/** Of the wheel that was built just now, or of the one that an earlier run left, whose times are in its measurement. */
async function factsOfWheel(
  host: Host,
  bench: Bench,
  one: CorpusPackage,
  built: Built,
  before: Measurement | undefined,
) {
  const path = built.wheels[0]?.path ?? (await wheelOf(host, bench, one.name));
  if (path === undefined) throw new Error(`${one.name}: there is no wheel of it in ${bench.folder}`);
  const wheel = await readWheel(host, path);
  const build = built.wheels[0]?.milliseconds ?? before?.build ?? null;
  return { version: wheel.version, size: wheel.size, modules: wheel.extensions.map(({ module }) => module), build };
}

function buildArguments(one: CorpusPackage, needed: readonly string[], outDir: string): readonly string[] {
  return [
    ...["build", "--json", "--no-wheel-cache", "--out-dir", outDir, one.requirement ?? one.name, ...needed],
    ...(one.configSettings ?? []).flatMap((setting) => ["-C", setting]),
    ...Object.entries(one.environment ?? {}).flatMap(([name, value]) => ["--environment", `${name}=${value}`]),
    ...(one.nativeDeps ?? []).flatMap((library) => ["--native-deps", library]),
  ];
}

/** The wheel that the measurement of another package left. */
async function wheelOf(host: Host, bench: Bench, name: string): Promise<string | undefined> {
  const folder = join(bench.folder, name, "wheels");
  if (!(await host.files.info(folder))) return undefined;
  const own = name.replaceAll(/[-_.]+/g, "_");
  const files = await host.files.list(folder);
  const file = files.find((wheel) => wheel.endsWith(".whl") && wheel.toLowerCase().startsWith(`${own}-`));
  return file && join(folder, file);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
