/** `pywasi test`: a package's tests in its linked interpreter, and what is made of their results. */
import { join, posix } from "node:path";
import { installBuildTool } from "../build/build-tool.ts";
import { findPython } from "../cpython/build-python/find-python.ts";
import type { Guests } from "../host/guests.ts";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { Inputs, TestInputs } from "../inputs/inputs.ts";
import { linesOfModule } from "../object/module-lines.ts";
import type { PythonVersion } from "../python/version.ts";
import { UserError } from "../report/errors.ts";
import { type Bundle, type BundleRecord, bundleAt } from "../runtime/bundle.ts";
import { guestFolder } from "../runtime/guest-folder.ts";
import { guestPath } from "../runtime/guest-view.ts";
import { type Comparison, compared } from "../testing/comparison.ts";
import type { TestRuntime } from "../testing/guest.ts";
import { junitXml } from "../testing/junit.ts";
import { rememberRun } from "../testing/pytest-cache.ts";
import { installTestRequirements } from "../testing/requirements.ts";
import { isBad, type TestResult, type TestRun, totals, totalsLine } from "../testing/results.ts";
import { runTests } from "../testing/run-tests.ts";
import type { Sandbox } from "../testing/sandbox.ts";
import { type TestCommand, testCommand, testCommands } from "../testing/test-command.ts";
import type { TestPlan, TestWatch } from "../testing/test-plan.ts";
import { reason, runText, word } from "../testing/test-text.ts";
import { nativeFor, runtimeFor } from "./test-runtimes.ts";

export interface TestRequest {
  readonly inputs: Inputs;
  /** The command's words; empty where `test-command` has it. */
  readonly operands: readonly string[];
  /** Shown at the end; the command may ask too. */
  readonly durations: number;
  /** One more place for the JUnit report. */
  readonly junit: string | undefined;
  /** For what scripts print, and for the closing text. */
  readonly print: (text: string) => void;
}

export interface TestReport {
  readonly runs: readonly { readonly run: TestRun; readonly comparison: Comparison | undefined }[];
  /** Absolute paths. */
  readonly json: string;
  readonly junit: string;
  readonly passed: number;
  readonly failed: number;
}

/** GitHub shows ten annotations of a kind and step. */
const MOST_ANNOTATIONS = 10;

/** @throws {UserError} of the family TEST, WASI-RUN-NO-INTERPRETER, WASI-RUNTIME. A failed test is none: see `failed` */
export async function test(host: Host, guests: Guests, request: TestRequest): Promise<TestReport> {
  const { inputs } = request;
  const options = inputs.test;
  const commands = request.operands.length > 0 ? [testCommand(request.operands)] : commandsOf(host, options);
  const outDir = userPath(host, inputs.outDir);
  const { bundle, record } = await builtBundle(host, outDir);
  const buildPython = await findPython(host, { minors: [minorOf(record)], asked: `${minorOf(record)} (the bundle)` });
  const tool = () => installBuildTool(host, buildPython.executable);
  const required = { requirements: requirementsOf(options, record, commands), groups: options.groups };
  const site = await host.log.group("Test requirements", () =>
    installTestRequirements(host, tool, { ...required, bundle, record, outDir, buildPython }),
  );
  const scratch = await host.files.temporaryFolder("test-run");
  try {
    const devices = join(scratch, "dev");
    await host.files.write(join(devices, "null"), "");
    const sandbox: Sandbox = {
      bundle: bundle.path,
      work: host.folders.work,
      modules: join(host.folders.product, "target", "testing"),
      site,
      devices,
      dirs: options.folders.map((dir) => guestFolder(host, dir)),
      env: options.environment,
      stackMegabytes: options.stackMegabytes,
      memoryMegabytes: options.memoryMegabytes,
      diskMegabytes: options.diskMegabytes,
      skips: options.skips,
    };
    const runtime = await runtimeFor(host, guests, inputs, sandbox, {
      scratch,
      outDir,
      exceptions: record.exceptions ?? false,
    });
    const native = options.compareNative
      ? await nativeFor(host, { buildPython, record, requirements: required, options, scratch, bundle })
      : undefined;
    const runs = [];
    const lines = sourceLines(host, bundle);
    for (const command of commands) runs.push(await oneCommand(host, request, command, { runtime, native, lines }));
    return await reported(host, outDir, request, runs);
  } finally {
    await host.files.remove(scratch);
  }
}

/** @throws {UserError} WASI-TEST-FAILED where a test failed */
export function failIfFailed(report: TestReport): void {
  if (report.failed === 0) return;
  const bad = report.runs.flatMap(({ run }) => run.results.filter(isBad));
  throw new UserError(
    "WASI-TEST-FAILED",
    `${report.failed} of ${report.passed + report.failed} tests failed.`,
    "The output above has each failure's traceback; --compare native tells what fails natively too.",
    bad.slice(0, 10).map((result) => `${word(result)} ${result.id}${reason(result)}`),
  );
}

async function oneCommand(
  host: Host,
  request: TestRequest,
  command: TestCommand,
  { runtime, native, lines }: { runtime: TestRuntime; native: TestRuntime | undefined; lines: TestPlan["lines"] },
) {
  const workers = command.workers ?? request.inputs.test.workers ?? host.platform.cores;
  const plan = { command, workers, timeout: request.inputs.test.timeout, folder: guestPath(host.folders.work) };
  const watch = watching(host, request.print);
  const { run, wishes } = await host.log.group(`Test: ${command.text}`, () =>
    runTests(host, { ...plan, runtime, watch, ...(lines ? { lines } : {}) }),
  );
  const silent = { result: () => {}, output: () => {} };
  const baseline =
    native &&
    (await host.log.group("The same natively", async () => {
      const { run } = await runTests(host, { ...plan, folder: host.folders.work, runtime: native, watch: silent });
      host.log.info(totalsLine(run.results));
      return run;
    }));
  const comparison = baseline && compared(run, baseline);
  const durations = wishes.durations ?? request.durations;
  const text = runText(run, comparison, { durations });
  if (command.kind !== "script" || run.results.some(isBad)) request.print(text);
  await writeJunit(host, wishes.junit, [run]);
  // Behind the native run, which has to choose the same tests.
  const cache = wishes.cache === undefined ? undefined : workPath(host, wishes.cache);
  if (cache !== undefined) await rememberRun(host.files, cache, run.results);
  return { run, comparison };
}

/** A guest's path below the working folder, as the host has it. */
function workPath(host: Host, path: string): string | undefined {
  const below = posix.relative(guestPath(host.folders.work), path);
  return below.startsWith("..") ? undefined : join(host.folders.work, ...below.split("/"));
}

/** Lines of the sources, of a python.wasm that was linked with debug sections. */
function sourceLines(host: Host, { pythonWasm }: Bundle): TestPlan["lines"] {
  let found: ReturnType<NonNullable<TestPlan["lines"]>> | undefined;
  return () => {
    found ??= host.files.readBytes(pythonWasm).then((bytes) => linesOfModule(bytes, "python.wasm"));
    return found;
  };
}

/** Progress as it goes; failures at once, so that nobody waits for the end to see them. */
function watching(host: Host, print: (text: string) => void) {
  let bad = 0;
  return {
    result: (result: TestResult, { done, known, verbose }: Parameters<TestWatch["result"]>[1]) => {
      if (isBad(result)) {
        bad += 1;
        host.log.info(`${word(result)} ${result.id}${reason(result)}`);
      } else if (verbose) {
        host.log.info(`${result.outcome} ${result.id}${reason(result)}`);
      }
      host.log.progress("tests", done, Math.max(done + 1, known), bad === 0 ? "" : `${bad} failed`);
    },
    output: (text: string) => print(text.replace(/\n$/, "")),
  };
}

async function reported(
  host: Host,
  outDir: string,
  request: TestRequest,
  runs: TestReport["runs"],
): Promise<TestReport> {
  const results = runs.flatMap(({ run }) => run.results);
  const counts = totals(results);
  const json = join(outDir, "test-results.json");
  const junit = join(outDir, "test-results.xml");
  await host.files.write(json, `${JSON.stringify({ format: 1, runs: runs.map(asJson) }, undefined, 1)}\n`);
  for (const path of [junit, request.junit])
    await writeJunit(
      host,
      path,
      runs.map(({ run }) => run),
    );
  for (const result of results.filter(isBad).slice(0, MOST_ANNOTATIONS)) annotate(host, result);
  return { runs, json, junit, passed: counts.passed + counts.xpassed, failed: results.filter(isBad).length };
}

function asJson({ run, comparison }: TestReport["runs"][number]) {
  return {
    ...run,
    totals: totals(run.results),
    ...(comparison === undefined
      ? {}
      : {
          comparison: {
            onlyInWasi: comparison.onlyInWasi.map(({ id }) => id),
            inBoth: comparison.inBoth.map(({ id }) => id),
            onlyNatively: comparison.onlyNatively.map(({ id }) => id),
            ratio: comparison.ratio,
          },
        }),
  };
}

function annotate(host: Host, result: TestResult): void {
  const work = `${guestPath(host.folders.work)}/`;
  const inWork = result.file?.startsWith(work);
  host.log.error([result.message ?? "", result.outcome === "crashed" ? (result.text ?? "") : ""].join("\n").trim(), {
    title: `${word(result)} ${result.id}`,
    ...(inWork && result.file !== undefined ? { file: result.file.slice(work.length) } : {}),
    ...(inWork && result.line !== undefined ? { line: result.line } : {}),
  });
}

async function writeJunit(host: Host, path: string | undefined, runs: readonly TestRun[]): Promise<void> {
  if (path !== undefined) await host.files.write(userPath(host, path), junitXml(runs));
}

async function builtBundle(host: Host, outDir: string): Promise<{ bundle: Bundle; record: BundleRecord }> {
  const place = join(outDir, "bundle");
  const path = join(place, "pywasi.json");
  if (!(await host.files.info(path)) || !(await host.files.info(join(place, "python.wasm")))) {
    throw new UserError(
      "WASI-RUN-NO-INTERPRETER",
      `There is no ${join(place, "python.wasm")}.`,
      "Run pywasi build PACKAGE in this folder first, or name the folder of an earlier build with --out-dir.",
    );
  }
  const record = JSON.parse(await host.files.readText(path)) as BundleRecord;
  return { bundle: bundleAt(place, minorOf(record)), record };
}

function minorOf({ python }: BundleRecord): PythonVersion["minor"] {
  return python.split(".").slice(0, 2).join(".") as PythonVersion["minor"];
}

function commandsOf(host: Host, { commands }: TestInputs): readonly TestCommand[] {
  return testCommands(commands.join("\n") || "''", guestPath(host.folders.work));
}

/** What was asked for, the extras of what was built, and pytest where it is the command and nobody named it. */
function requirementsOf(
  { requires, extras }: TestInputs,
  { packages }: BundleRecord,
  commands: readonly TestCommand[],
): readonly string[] {
  const withExtras = extras.length === 0 ? [] : packages.map((text) => text.replace("==", `[${extras.join(",")}]==`));
  const usesPytest = commands.some(({ kind, args }) => kind === "pytest" || args[1] === "pytest");
  const named = [...requires, ...packages].some((line) => /^pytest\b(?!-)/.test(line));
  return [...requires, ...withExtras, ...(usesPytest && !named ? ["pytest"] : [])];
}
