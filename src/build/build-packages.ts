/** Several packages: sources first, then each built after those it requires, as many at once as there are cores. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import { formatDuration } from "../report/job-report.ts";
import { type BuildRequest, type BuiltWheel, buildPrepared, prepare } from "./build-wheel.ts";
import { buildsFailed } from "./failures/builds-failed.ts";
import type { TargetWheel } from "./find-links.ts";
import { buildOrder, type Project } from "./order/build-order.ts";
import { labelledLog } from "./order/labelled-log.ts";
import { type Outcome, runSchedule } from "./order/schedule.ts";
import { canonicalName, type PreparedPackage, readProjects } from "./source/projects.ts";

export interface PackagesRequest extends Omit<BuildRequest, "requirement"> {
  readonly requirements: readonly string[];
}

/**
 * Builds what can be built, also where some of the packages fail.
 *
 * @param folder absolute and empty; what is left there is the caller's to remove
 * @returns the wheels, in the order of the requirements
 * @throws {UserError} what the only package met; WASI-BUILD-CIRCLE; else the first failure's code, with all failures
 */
export async function buildPackages(
  host: Host,
  request: PackagesRequest,
  folder: string,
): Promise<readonly BuiltWheel[]> {
  const packages = await prepareAll(host, request, folder);
  const projects = await readProjects(host, packages, request.target.version.text);
  const outcomes = await buildInOrder(host, request, packages, projects);
  if (outcomes.every((outcome) => outcome.kind === "done")) return outcomes.map(({ value }) => value);
  throw buildsFailed(request.requirements, outcomes);
}

/** The sources of all, a few downloads at once. */
async function prepareAll(host: Host, request: PackagesRequest, folder: string): Promise<readonly PreparedPackage[]> {
  const outcomes = await runSchedule({
    waits: request.requirements.map(() => []),
    atOnce: DOWNLOADS,
    work: async (index) => {
      const requirement = request.requirements[index] ?? "";
      const work = join(folder, String(index));
      await host.files.makeFolder(work);
      return { requirement, prepared: await prepare(host, { ...request, requirement }, work) };
    },
  });
  if (outcomes.every((outcome) => outcome.kind === "done")) return outcomes.map(({ value }) => value);
  throw buildsFailed(request.requirements, outcomes);
}

const DOWNLOADS = 4;

async function buildInOrder(
  host: Host,
  request: PackagesRequest,
  packages: readonly PreparedPackage[],
  projects: readonly Project[],
): Promise<readonly Outcome<BuiltWheel>[]> {
  const several = packages.length > 1;
  const made: TargetWheel[] = [];
  let ended = 0;
  return runSchedule({
    waits: buildOrder(projects),
    atOnce: host.platform.cores,
    work: async (index) => {
      const { requirement, prepared } = packages[index] as PreparedPackage;
      const own = several ? { ...host, log: labelledLog(host.log, requirement) } : host;
      // Newest first: what this run has built counts before what lies about from earlier ones.
      const targetWheels = [...made, ...(request.targetWheels ?? [])];
      const built = await buildPrepared(own, { ...request, requirement, targetWheels }, prepared);
      made.push({ name: built.name, version: built.version, path: built.wheel.path, source: nativeSource(prepared) });
      for (const name of missingInGuest(built, projects[index])) {
        own.log.warning(
          `${built.name} is compiled against ${name} and requires it in the guest, but there is no ${name} for WASI: it was compiled against this machine's. Build both together, or name a wheel with find-links.`,
        );
      }
      return built;
    },
    onEnd: (index, outcome) => {
      ended += 1;
      if (several)
        host.log.info(`${packages[index]?.requirement} │ ${ending(outcome)} (${ended} of ${packages.length})`);
    },
  });
}

/** What the native copy of a requirement is built from, where pip would not find it. */
function nativeSource({ source }: PreparedPackage["prepared"]): string | undefined {
  if (source.kind === "wheel" || source.indexed) return undefined;
  return source.archive ?? source.path;
}

/** Requirements with compiled parts, needed both to build and to run, that no wheel for WASI stands in for. */
function missingInGuest(built: BuiltWheel, project: Project | undefined): readonly string[] {
  const overlaid = new Set(Object.keys(built.overlaid).map((known) => known.split("==")[0]));
  const own = canonicalName(built.name);
  return built.compiled.filter((name) => name !== own && !overlaid.has(name) && project?.runtime.includes(name));
}

function ending(outcome: Outcome<BuiltWheel>): string {
  if (outcome.kind === "done") {
    const { fetch, environment, build } = outcome.value.milliseconds;
    return `built in ${formatDuration(fetch + environment + build)}`;
  }
  if (outcome.kind === "left-out") return "left out";
  return outcome.error instanceof UserError ? `failed: ${outcome.error.message}` : "failed";
}
