/**
 * Wheels that were built before, by what went into them.
 *
 *     <tools>/wasi-wheels/<sources and recipe>/requirements.json     what the build asked to be installed
 *     <tools>/wasi-wheels/<sources and recipe>/<versions>/*.whl      the wheel
 *     <tools>/wasi-wheels/<sources and recipe>/<versions>/built.json what is known of its build
 *
 * Two steps, because a back end may ask for more requirements once it runs: the first entry remembers what it asked
 * for, a resolver says what that would be today, and only a wheel built with just these versions is a hit.
 * What is not used any more makes room (`wheel-eviction.ts`).
 */
import { basename, join } from "node:path";
import type { Host } from "../../host/host.ts";
import type { BuildRequest, BuiltWheel, Prepared } from "../build-wheel.ts";
import { ModuleFailure, runModule } from "../python-module.ts";
import { sha256, sourceIdentity } from "../source/source-identity.ts";
import { readWheel } from "../wheel.ts";
import { evictWheels } from "./wheel-eviction.ts";
import { wheelRecipe } from "./wheel-recipe.ts";

/** What is kept of a build beside its wheel. */
interface BuiltRecord extends Pick<BuiltWheel, "backend" | "requirements" | "overlaid" | "compiled" | "drops"> {
  readonly file: string;
  readonly sha256: string;
  /** Of the build that made it. */
  readonly milliseconds: number;
}

const CACHE = "wasi-wheels";
/** Its date is when the entry was used. */
const RECORD = "built.json";

/** @returns the folder of the sources and recipe; undefined where the sources are not to be identified */
export async function cacheFolder(host: Host, request: BuildRequest, prepared: Prepared): Promise<string | undefined> {
  const source = await sourceIdentity(host, prepared.source, request.outDir);
  if (source === undefined) return undefined;
  const key = sha256(`${source}\n${await wheelRecipe(host, request)}`);
  return join(host.folders.tools, CACHE, key.slice(0, 32));
}

/** @returns the wheel, copied to the folder for results; undefined where it was not built before */
export async function cachedWheel(
  host: Host,
  request: BuildRequest,
  prepared: Prepared,
  folder: string,
): Promise<BuiltWheel | undefined> {
  const started = performance.now();
  const list = join(folder, "requirements.json");
  if (!(await host.files.info(list))) return undefined;
  const requirements = JSON.parse(await host.files.readText(list)) as readonly string[];
  const installed = await resolved(host, request, prepared, requirements);
  const entry = installed && join(folder, entryName(installed));
  if (!entry || !(await host.files.info(join(entry, RECORD)))) return undefined;
  const text = await host.files.readText(join(entry, RECORD));
  const record = JSON.parse(text) as BuiltRecord;
  const kept = join(entry, record.file);
  if (!(await host.files.info(kept)) || sha256(await host.files.readBytes(kept)) !== record.sha256) {
    await host.files.remove(entry);
    return undefined;
  }
  await host.files.write(join(entry, RECORD), text);
  const path = join(request.outDir, record.file);
  await host.files.copy(kept, path);
  const wheel = await readWheel(host, path);
  const { backend, overlaid, compiled, drops } = record;
  const environment = performance.now() - started;
  return {
    ...{ wheel, name: wheel.name, version: wheel.version, backend, overlaid, compiled, drops },
    requirements: record.requirements,
    installed,
    milliseconds: { fetch: prepared.fetch, environment, build: 0 },
    builtBefore: record.milliseconds,
    log: undefined,
  };
}

/** Keeps a wheel under each of the folders. */
export async function keepWheel(host: Host, built: BuiltWheel, folders: ReadonlySet<string>): Promise<void> {
  const bytes = await host.files.readBytes(built.wheel.path);
  const { backend, requirements, overlaid, compiled, drops, milliseconds } = built;
  const record: BuiltRecord = {
    ...{ backend, requirements, overlaid, compiled, drops },
    file: basename(built.wheel.path),
    sha256: built.wheel.sha256,
    milliseconds: milliseconds.environment + milliseconds.build,
  };
  for (const folder of folders) {
    const entry = join(folder, entryName(built.installed));
    await host.files.write(join(entry, record.file), bytes);
    await host.files.write(join(entry, RECORD), JSON.stringify(record));
    // Last, for whoever finds it looks for the rest.
    await host.files.write(join(folder, "requirements.json"), JSON.stringify(requirements));
  }
  await evictWheels(host, join(host.folders.tools, CACHE), RECORD);
}

function entryName(installed: readonly string[]): string {
  return sha256([...installed].sort().join("\n")).slice(0, 32);
}

/** What the requirements would be today; undefined where that cannot be told, so that the build says why. */
async function resolved(
  host: Host,
  request: BuildRequest,
  { tool, work, env }: Prepared,
  requirements: readonly string[],
): Promise<readonly string[] | undefined> {
  const asked = { requirements, targetWheels: request.targetWheels ?? [], work };
  try {
    const answer = await runModule(host, tool, { module: "pywasi_build.resolve", request: asked, work, env });
    return answer.installed as readonly string[];
  } catch (error) {
    if (error instanceof ModuleFailure) return undefined;
    throw error;
  }
}
