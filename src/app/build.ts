/** The second half of the way: packages become wheels, wheels become a python.wasm. */
import { basename, join } from "node:path";
import { buildPackages } from "../build/build-packages.ts";
import { installBuildTool } from "../build/build-tool.ts";
import type { BuiltWheel } from "../build/build-wheel.ts";
import { findLinks } from "../build/find-links.ts";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { UserError } from "../report/errors.ts";
import { formatBytes, formatCount, formatDuration, type WheelReport } from "../report/job-report.ts";
import { stageBundle } from "../runtime/staged-bundle.ts";
import { checkWheelContents } from "../wheel/check-wheel.ts";
import { wheelRefused } from "../wheel/wheel-refused.ts";
import { bundlePlace, type LinkResult, link } from "./link.ts";
import type { Setup } from "./setup.ts";
import type { Steps } from "./steps.ts";

export interface BuildResult {
  readonly wheels: readonly BuiltPackage[];
  readonly link: LinkResult;
}

export interface BuiltPackage {
  /** Absolute. */
  readonly path: string;
  readonly milliseconds: BuiltWheel["milliseconds"];
  readonly report: WheelReport;
}

/** @throws {UserError} of the families PACKAGE, BUILD, LINK, OBJECT */
export async function build(host: Host, inputs: Inputs, ready: Setup, steps: Steps): Promise<BuildResult> {
  if (inputs.build.length === 0) {
    throw new UserError(
      "WASI-INPUT-VALUE",
      "There is nothing to build.",
      "Name a folder, sdist, wheel or requirement: pywasi build numpy==2.4.6, or build: in the action.",
    );
  }
  // Installed here, so that its time, once for a machine, is not counted to the first package.
  await steps.step("Build tool", () => installBuildTool(host, ready.buildPython.executable));
  const outDir = userPath(host, inputs.outDir);
  const [only = "", ...others] = inputs.build;
  const title = others.length === 0 ? `Build ${only}` : `Build ${inputs.build.length} packages`;
  const { bundle, filled } = await stageBundle(host, ready.target, bundlePlace(host, inputs), async (staged) => {
    const built = await steps.step(title, () =>
      buildWheels(host, inputs, ready, { outDir: join(outDir, "wheels"), scratch: join(staged.work, "build") }),
    );
    // Thousands of files, for which the disk takes as long as the linker does.
    const removing = host.files.remove(join(staged.work, "build"));
    const wheels = built.map(({ wheel }) => wheel);
    const linking = link(host, inputs, ready, wheels, staged, steps);
    await Promise.allSettled([linking, removing]);
    await removing;
    return { wheels: built.map(reportOf), report: await linking };
  });
  return { wheels: filled.wheels, link: { bundle, report: filled.report } };
}

async function buildWheels(
  host: Host,
  inputs: Inputs,
  ready: Setup,
  { outDir, scratch }: { readonly outDir: string; readonly scratch: string },
): Promise<readonly BuiltWheel[]> {
  await host.files.makeFolder(scratch);
  const { minor } = ready.target.version;
  const beside = (await host.files.info(outDir)) ? [outDir] : [];
  const built = await buildPackages(
    host,
    {
      requirements: inputs.build,
      target: ready.target,
      sdk: ready.sdk.number,
      cross: ready.cross,
      buildPython: ready.buildPython.executable,
      configSettings: inputs.configSettings,
      outDir,
      verbosity: inputs.verbosity,
      environment: inputs.environment,
      beforeBuild: inputs.beforeBuild,
      wheelCache: inputs.wheelCache,
      allowPure: inputs.allowPure,
      platformTag: inputs.platformTag,
      rust: inputs.rust,
      targetWheels: await findLinks(host, [...inputs.findLinks, ...beside], minor),
    },
    scratch,
  );
  for (const one of built) logWheel(host, one);
  const checks = built.map(({ wheel }) => checkWheelContents(wheel));
  const refused = checks.filter(({ problems }) => problems.length > 0);
  if (refused.length > 0) throw wheelRefused(refused);
  return built;
}

function logWheel(host: Host, { wheel, milliseconds, builtBefore, overlaid, drops }: BuiltWheel): void {
  const { fetch, environment, build } = milliseconds;
  const times =
    builtBefore === undefined
      ? `sources ${formatDuration(fetch)}, build requirements ${formatDuration(environment)}, build ${formatDuration(build)}`
      : `from the wheel cache, built before in ${formatDuration(builtBefore)} from the same sources, requirements, SDK, CPython and settings`;
  host.log.info(
    `${basename(wheel.path)}: ${formatCount(wheel.extensions.length, "extension module")}, ${formatBytes(wheel.size)}; ${times}`,
  );
  for (const [requirement, files] of Object.entries(overlaid)) {
    host.log.info(`compiled against ${requirement} for WASI: ${files} of its files differ from this machine's`);
  }
  const dropped = Object.values(drops).reduce((sum, count) => sum + count, 0);
  if (dropped > 0) host.log.info(`kept ${dropped} arguments of the build machine from the compiler`);
}

function reportOf({ wheel, milliseconds, drops }: BuiltWheel): BuiltPackage {
  const { fetch, environment, build } = milliseconds;
  return {
    path: wheel.path,
    milliseconds,
    report: {
      file: basename(wheel.path),
      size: wheel.size,
      sha256: wheel.sha256,
      modules: wheel.extensions.map(({ module }) => module),
      milliseconds: fetch + environment + build,
      dropped: drops,
    },
  };
}
