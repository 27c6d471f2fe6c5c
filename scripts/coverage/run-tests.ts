/** Imports each module of a linked package, then runs the package's own tests, out of its source distribution. */
import { join } from "node:path";
import { installBuildTool } from "../../src/build/build-tool.ts";
import { obtainSource } from "../../src/build/source/source.ts";
import { findPython } from "../../src/cpython/build-python/find-python.ts";
import type { Host } from "../../src/host/host.ts";
import type { PythonVersion } from "../../src/python/version.ts";
import type { CorpusPackage, Explanation } from "./corpus.ts";
import type { FailureClass } from "./failure-class.ts";
import type { Measurement, TestCounts } from "./measurement.ts";
import { type PywasiOptions, runPywasi } from "./pywasi.ts";

export interface Tested {
  readonly one: CorpusPackage;
  /** Absolute; of `pywasi build`. */
  readonly outDir: string;
  readonly modules: readonly string[];
  readonly version: string;
  readonly options: PywasiOptions;
}

type Result = Pick<Measurement, "imports" | "tests" | "failure">;

/** One line for each module, so that a trap shows how far it came. */
const IMPORT = `
import importlib, sys
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except BaseException as error:
        missing = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else None
        kind = "lacking" if (missing or "").partition(".")[0] in sys.stdlib_module_names else "failed"
        print(kind, name, type(error).__name__ + ":", " ".join(str(error).split()), flush=True)
    else:
        print("imported", name, flush=True)
`;

export async function runTests(host: Host, tested: Tested): Promise<Result> {
  const { one, modules } = tested;
  const imports = await importModules(host, tested);
  const [broken] = imports.failed;
  if (broken !== undefined) return { imports, tests: null, failure: { class: "import", text: broken } };
  if (imports.done + imports.lacking.length < modules.length) {
    return { imports, tests: null, failure: { class: "trap", text: `importing ${modules[imports.done]}` } };
  }
  if (one.tests === null) return { imports, tests: null, failure: null };
  const tests = await ownTests(host, tested);
  if (tests === "time") return { imports, tests: null, failure: { class: "time", text: "its tests" } };
  return { imports, tests, failure: tests.failed > 0 ? testFailure(tests) : null };
}

async function importModules(host: Host, { one, outDir, modules, options }: Tested) {
  const script = join(outDir, "import-modules.py");
  await host.files.write(script, IMPORT);
  const requires = (one.requires ?? []).flatMap((line) => ["--test-requires", line]);
  const args = ["test", "--out-dir", outDir, ...requires, "python", script, ...modules];
  const run = await runPywasi(host, args, { ...options, cwd: outDir });
  const output = `${run.stdout}\n${run.stderr}`;
  const named = (kind: string) =>
    [...output.matchAll(new RegExp(`^\\s*${kind} (\\S+ .*)$`, "gm"))].map((match) => match[1] ?? "");
  await host.files.write(join(outDir, "import-output.txt"), output);
  const done = [...output.matchAll(/^\s*imported \S+$/gm)].length;
  return { done, failed: named("failed"), lacking: named("lacking") };
}

async function ownTests(host: Host, tested: Tested): Promise<TestCounts | "time"> {
  const results = await ownResults(host, tested);
  if (results.kind === "time") return "time";
  if (results.kind === "none") {
    return { passed: 0, failed: 1, skipped: 0, limited: {}, explained: {}, seconds: 0, first: results.lines };
  }
  return counts(results, tested.one.tests?.explained ?? []);
}

/** What a run of a package's tests came to: results, no time left, or an end before any test with what was said. */
export type OwnResults =
  | ({ readonly kind: "results" } & Results)
  | { readonly kind: "time" }
  | { readonly kind: "none"; readonly lines: readonly string[] };

/**
 * In a folder with the source distribution's tests alone, for its package must not be imported from there.
 *
 * @param runtime as `pywasi test --runtime` has it
 */
export async function ownResults(host: Host, tested: Tested, runtime = "node"): Promise<OwnResults> {
  const { one, outDir, version, options } = tested;
  const work = join(outDir, "tests-work");
  await host.files.remove(work);
  await host.files.makeFolder(work);
  const args = one.tests?.args ?? [];
  const outside = args.includes("--pyargs");
  const folder = outside ? work : await testFolder(host, one, version, work, options);
  const paths = args.length > 0 ? args : await folderOfTests(host, folder);
  const requires = [...(one.requires ?? []), ...(one.tests?.requires ?? [])];
  const command = ["pytest", "-q", ...(outside ? [] : ["--import-mode=append", "-o", "pythonpath="]), ...paths];
  const flags = [
    "--out-dir",
    outDir,
    "--test-timeout",
    "120",
    "--runtime",
    runtime,
    ...requires.flatMap((line) => ["--test-requires", line]),
  ];
  const results = join(outDir, "test-results.json");
  await host.files.remove(results);
  const run = await runPywasi(host, ["test", ...flags, ...command], { ...options, cwd: folder });
  await host.files.write(join(outDir, "test-output.txt"), `${run.stdout}\n${run.stderr}`);
  if (run.timedOut) return { kind: "time" };
  if (!(await host.files.info(results))) return { kind: "none", lines: run.stderr.trim().split("\n").slice(-3) };
  return { kind: "results", ...JSON.parse(await host.files.readText(results)) };
}

async function testFolder(host: Host, one: CorpusPackage, version: string, work: string, options: PywasiOptions) {
  const minor = (options.env.PYWASI_PYTHON_VERSION ?? "") as PythonVersion["minor"];
  const python = await findPython(host, { minors: [minor], asked: minor });
  const tool = await installBuildTool(host, python.executable);
  const requirement = one.tests?.source ?? `${one.name}==${version}`;
  const request = { requirement, python: python.version.text, work, env: host.env };
  const source = await obtainSource(host, tool, request);
  if (source.kind !== "tree") throw new Error(`${requirement} has no source distribution`);
  if (one.tests?.alone === undefined) return source.path;
  const folder = join(work, "alone");
  await host.files.copy(join(source.path, one.tests.alone), join(folder, "tests"));
  return folder;
}

async function folderOfTests(host: Host, folder: string): Promise<readonly string[]> {
  const names = new Set(await host.files.list(folder));
  return ["tests", "test", "Tests"].filter((name) => names.has(name)).slice(0, 1);
}

export interface Results {
  readonly runs: readonly {
    readonly runtime?: string;
    readonly seconds: number;
    readonly results: readonly {
      readonly id: string;
      readonly outcome: string;
      readonly limit?: string;
      readonly message?: string;
    }[];
  }[];
}

const BAD: ReadonlySet<string> = new Set(["failed", "error", "crashed", "timed-out"]);

/** @param explanations of failures that no change of the product could turn, by what is in the test's name or message */
export function counts({ runs }: Results, explanations: readonly Explanation[]): TestCounts {
  const results = runs.flatMap((run) => run.results);
  const count = (...outcomes: readonly string[]) => results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const bad: Results["runs"][number]["results"][number][] = [];
  const explained: Record<string, number> = {};
  for (const result of results.filter(({ outcome }) => BAD.has(outcome))) {
    const found = explanations.find(({ test }) => `${result.id} ${result.message ?? ""}`.includes(test));
    if (found) explained[found.reason] = (explained[found.reason] ?? 0) + 1;
    else bad.push(result);
  }
  const limited: Record<string, number> = {};
  for (const { outcome, limit } of results) {
    if (outcome === "limited") limited[limit ?? "unknown"] = (limited[limit ?? "unknown"] ?? 0) + 1;
  }
  return {
    passed: count("passed", "xfailed", "xpassed"),
    failed: bad.length,
    skipped: count("skipped"),
    limited,
    explained,
    seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
    first: bad.slice(0, 5).map(failureName),
  };
}

/** A crash with what the program said. */
function failureName({
  id,
  outcome,
  message,
}: {
  readonly id: string;
  readonly outcome: string;
  readonly message?: string;
}) {
  return `${id} (${[outcome, ...(outcome === "crashed" && message ? [message.slice(0, 80)] : [])].join(": ")})`;
}

/** By the worst of what failed: a crash says more than a test beside it. */
export function testFailure({ first }: Pick<TestCounts, "first">): { class: FailureClass; text: string } {
  const crashes = first.filter((name) => name.includes("(crashed"));
  const thrown = crashes.every((name) => name.includes("C++ exception"));
  return {
    class: crashes.length === 0 ? "tests" : thrown ? "exceptions" : "trap",
    text: first.slice(0, 2).join(", "),
  };
}
