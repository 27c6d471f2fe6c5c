/** The action: set up always; build and link when asked. */
import { basename, join, sep } from "node:path";
import { cachedTools } from "../cache/cached-tools.ts";
import { folderSize } from "../cache/folder-size.ts";
import { cacheUse } from "../cache/policy.ts";
import type { CacheService } from "../host/cache-service.ts";
import type { Guests } from "../host/guests.ts";
import type { Host } from "../host/host.ts";
import type { Workflow } from "../host/workflow.ts";
import { type Inputs, readInputs } from "../inputs/inputs.ts";
import type { OutputName } from "../inputs/outputs.ts";
import { INPUT_SPECS, type InputName } from "../inputs/table.ts";
import type { JobReport } from "../report/job-report.ts";
import { jobSummary } from "../report/job-summary.ts";
import problemMatchers from "../report/problem-matchers.json" with { type: "json" };
import { testSummary } from "../testing/test-summary.ts";
import { type BuildResult, build } from "./build.ts";
import { type Setup, setup } from "./setup.ts";
import { startSteps } from "./steps.ts";
import { failIfFailed, test } from "./test.ts";

export async function action(
  makeHost: (work: string | undefined) => Host,
  guests: Guests,
  workflow: Workflow,
  service: CacheService,
): Promise<void> {
  const inputs = readInputs((name) => workflow.input(name));
  const plain = makeHost(inputs.workingDirectory);
  const use = cacheUse(inputs.cache, plain.env, service.available());
  plain.log.info(`workflow cache: ${use.on ? "used" : "not used"} (${use.reason})`);
  const cached = use.on ? cachedTools(plain, service, inputs.cacheSuffix) : undefined;
  const host = cached ? { ...plain, tools: cached } : plain;
  try {
    await setUpAndBuild(host, guests, inputs, workflow, { use, outcomes: cached?.outcomes ?? [] });
  } finally {
    // A job that fails later has installed its tools all the same.
    if (cached) workflow.saveState("storable", JSON.stringify(cached.storable));
  }
}

async function setUpAndBuild(
  host: Host,
  guests: Guests,
  inputs: Inputs,
  workflow: Workflow,
  cache: JobReport["cache"],
): Promise<void> {
  const steps = startSteps(host);
  const ready = await setup(host, inputs, steps);
  writeSetupOutputs(workflow, ready);
  if (inputs.exportEnv === "true" || (inputs.exportEnv === "auto" && inputs.build.length === 0)) {
    const { PATH: _, ...variables } = ready.cross.jobVariables;
    for (const [name, value] of Object.entries(variables)) workflow.exportVariable(name, value);
    workflow.addPath(ready.cross.programs);
  }
  workflow.addPath(ready.cross.commands);
  // What the action builds itself it reports itself; a matcher would say it twice.
  if (inputs.problemMatchers && inputs.build.length === 0) await addMatchers(host, workflow);
  const built = inputs.build.length === 0 ? undefined : await build(host, inputs, ready, steps);
  if (built) writeBuildOutputs(workflow, built);
  const report: JobReport = {
    ...ready.report,
    cache,
    times: steps.times,
    wheels: built?.wheels.map(({ report }) => report) ?? [],
    link: built?.link.report,
    options: givenOptions(workflow, inputs),
  };
  if (inputs.jobSummary) await workflow.summarize(jobSummary({ ...report, sizes: await sizesOf(host, ready) }));
  if (inputs.test.commands.length > 0) await runTestCommands(host, guests, inputs, workflow);
}

/** @throws {UserError} WASI-TEST-FAILED, once everything is written that tells what failed */
async function runTestCommands(host: Host, guests: Guests, inputs: Inputs, workflow: Workflow): Promise<void> {
  const print = (text: string) => host.log.info(text);
  const report = await test(host, guests, { inputs, operands: [], durations: 0, junit: undefined, print });
  workflow.setOutput("test-results", report.json);
  workflow.setOutput("test-report", report.junit);
  workflow.setOutput("tests-passed", String(report.passed));
  workflow.setOutput("tests-failed", String(report.failed));
  if (inputs.jobSummary) {
    for (const { run, comparison } of report.runs) await workflow.summarize(testSummary(run, comparison));
  }
  failIfFailed(report);
}

async function addMatchers(host: Host, workflow: Workflow): Promise<void> {
  const path = join(host.folders.temp, "problem-matchers.json");
  await host.files.write(path, JSON.stringify(problemMatchers));
  workflow.addMatchers(path);
}

function writeSetupOutputs(workflow: Workflow, ready: Setup): void {
  const outputs: Partial<Record<OutputName, string>> = {
    "python-version": ready.target.version.text,
    "wasi-sdk-version": String(ready.sdk.number),
    "wasi-sdk-path": ready.sdk.path,
    sysroot: ready.sdk.sysroot,
    cc: ready.cross.variables.CC ?? "",
    cxx: ready.cross.variables.CXX ?? "",
    "env-file": ready.cross.envFile,
    "meson-cross-file": ready.cross.mesonCrossFile,
    "cmake-toolchain-file": ready.cross.cmakeToolchainFile,
    "cache-hit": String(!ready.report.python.installed && !ready.report.sdk.installed),
    "lock-source": ready.report.sdk.why,
  };
  for (const [name, value] of Object.entries(outputs)) workflow.setOutput(name, value);
}

/** Only of what lies in the tool cache: a user's own CPython may be a checkout of any size. */
async function sizesOf(host: Host, { sdk, target }: Setup): Promise<NonNullable<JobReport["sizes"]>> {
  const own = (path: string) => path.startsWith(`${host.folders.tools}${sep}`);
  const bytes = async (path: string) => (own(path) ? (await folderSize(host, path)).bytes : undefined);
  const [python, installedSdk] = await Promise.all([bytes(target.path), bytes(sdk.path)]);
  return { python, sdk: installedSdk };
}

function writeBuildOutputs(workflow: Workflow, built: BuildResult): void {
  workflow.setOutput("python-wasm", built.link.bundle.pythonWasm);
  workflow.setOutput("bundle", built.link.bundle.path);
  workflow.setOutput("wheels", built.wheels.map(({ path }) => path).join("\n"));
}

/** Inputs that differ from their default; the token is nobody's to read. */
function givenOptions(workflow: Workflow, inputs: Inputs): Readonly<Record<string, string>> {
  const names = Object.keys(INPUT_SPECS).filter((name) => name !== "github-token") as InputName[];
  const given = names.map((name): [string, string] => [name, workflow.input(name)]);
  const shown = given.filter(([name, value]) => value !== "" && value !== INPUT_SPECS[name]?.default);
  return Object.fromEntries(
    inputs.manifestFile
      ? shown.map(([name, value]) => [name, name === "manifest-file" ? basename(value) : value])
      : shown,
  );
}
