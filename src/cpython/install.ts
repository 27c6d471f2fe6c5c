/** Installs CPython for WASI once, by the first way that leads there; later runs only look it up. */
import type { Host } from "../host/host.ts";
import { explaining } from "../pins/failures.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import type { PythonVersion } from "../python/version.ts";
import { UserError } from "../report/errors.ts";
import { sdksWith } from "../sdk/clang-releases.ts";
import type { WasiSdk } from "../sdk/sdk.ts";
import type { BuildPython } from "./build-python/build-python.ts";
import { layOut } from "./layout/layout.ts";
import { parseSysconfigData } from "./layout/sysconfig-data.ts";
import { builderSdk } from "./parts/builder-sdk.ts";
import type { CPythonParts } from "./parts/parts.ts";
import { clangOfArchive } from "./parts/producers.ts";
import { openTargetPython, writeRecord } from "./record.ts";
import { wayOf } from "./resolve-cpython.ts";
import { type BuildOptions, isPlain, NO_OPTIONS } from "./source/build-options.ts";
import type { BuildProgress } from "./source/source-build.ts";
import type { TargetPython } from "./target-python.ts";
import { Closed, type Way, wayAtPath, waysFor } from "./ways.ts";

/** Name in the tool cache. */
export const CPYTHON_TOOL = "cpython-wasi";

export interface InstallOptions {
  /** As `resolveCPython` decided it. */
  readonly version: PythonVersion;
  readonly sdk: WasiSdk;
  readonly buildPython: BuildPython;
  readonly settings: DownloadSettings;
  /** `auto`, `release`, `source`, or the absolute path of a CPython for WASI. */
  readonly choice: string;
  /** Of a build from source; default: CPython's own. */
  readonly options?: BuildOptions;
  /** Whether a release that another SDK built than its name says is refused; default: it is. */
  readonly strict?: boolean;
  /** Default: the log's own progress. */
  readonly onProgress?: BuildProgress;
}

export interface InstalledTargetPython extends TargetPython {
  /** Whether this run installed it; false where it was found. */
  readonly installed: boolean;
}

/**
 * @throws {UserError} WASI-CPYTHON-NOT-FOUND where no way leads there, WASI-CPYTHON-PATH, WASI-CPYTHON-BUILD,
 * WASI-PYTHON-MISMATCH where the build Python is of another X.Y, WASI-PIN-MISSING, WASI-DOWNLOAD-*, WASI-ARCHIVE-*,
 * WASI-DISK-*
 */
export async function installTargetPython(host: Host, options: InstallOptions): Promise<InstalledTargetPython> {
  const { version, settings, choice, buildPython } = options;
  const way = wayOf(choice);
  const ingredients = {
    ...options,
    options: options.options ?? NO_OPTIONS,
    onProgress: options.onProgress ?? host.log.progress,
  };
  const wanted = { what: `CPython ${version.text} for WASI`, mirror: settings.mirror };
  return explaining(wanted, async () => {
    if (way === "release" && !isPlain(ingredients.options)) throw notForReleases();
    const atPath = way === undefined ? await wayAtPath(host, choice, ingredients) : undefined;
    requireSameMinor(atPath?.version ?? version, buildPython);
    const ways = atPath ? [atPath] : waysFor(host, way ?? "auto", ingredients);
    return (await findInstalled(host, ways, options)) ?? (await installFirst(host, ways, options));
  });
}

/** All ways are looked up before any is gone: what one of them led to yesterday is still good today. */
async function findInstalled(
  host: Host,
  ways: readonly Way[],
  { strict = true }: InstallOptions,
): Promise<InstalledTargetPython | undefined> {
  for (const { toolVersion, sdk } of ways) {
    const folder = await host.tools.find(CPYTHON_TOOL, toolVersion);
    if (folder === undefined) continue;
    const target = await openTargetPython(host, folder);
    // Installed by a run that was not strict about who built it.
    if (target && strict && sdk !== undefined && target.sdk !== sdk) continue;
    if (target) {
      host.log.info(`CPython ${target.version.text} for WASI found in ${folder} (${target.origin})`);
      return { ...target, installed: false };
    }
    host.log.warning(`The CPython in ${folder} is damaged and is installed again.`);
    await host.files.remove(`${folder}.complete`);
  }
  return undefined;
}

async function installFirst(host: Host, ways: readonly Way[], options: InstallOptions): Promise<InstalledTargetPython> {
  const { version, sdk, choice } = options;
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      return await installBy(host, way, options);
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
      host.log.info(`Not by ${way.origin}: ${error.message}`);
      reasons.push(`${way.origin}: ${error.message}`);
    }
  }
  throw notFound(version, sdk, choice, reasons);
}

async function installBy(host: Host, way: Way, options: InstallOptions): Promise<InstalledTargetPython> {
  const { buildPython } = options;
  const scratch = await host.files.temporaryFolder("cpython-wasi");
  try {
    const parts = await way.go(scratch);
    const made = await identify(host, way, parts, options);
    const folder = await host.tools.install(CPYTHON_TOOL, way.toolVersion, async (staging) => {
      await layOut(host, parts, buildPython, staging);
      await writeRecord(host, staging, parts, { ...made, origin: way.origin });
    });
    const target = await openTargetPython(host, folder);
    if (!target) throw new Error(`${folder} was installed, but is not whole`);
    return { ...target, installed: true };
  } finally {
    await host.files.remove(scratch);
  }
}

/**
 * Which SDK built it, with a warning where that is not the one that extensions will be built with.
 * @throws {Closed} for a release that another SDK built than its name says: its name is all that it was chosen by
 */
async function identify(host: Host, way: Way, parts: CPythonParts, { sdk, strict = true }: InstallOptions) {
  const vars = parseSysconfigData(await host.files.readText(parts.sysconfigData));
  const clang = clangOfArchive(await host.files.readBytes(parts.library));
  if (way.sdk !== undefined) {
    const candidates = clang === undefined ? [] : sdksWith(clang);
    if (candidates.length > 0 && !candidates.includes(way.sdk)) {
      const found = `it was compiled by clang ${clang}, the one of WASI SDK ${candidates.join(" or ")}, not of ${way.sdk}`;
      if (strict && way.origin.startsWith("release ")) throw new Closed(found);
      host.log.warning(`${way.origin}: ${found}.`);
      return { vars, sdk: candidates.at(-1) ?? way.sdk };
    }
    return { vars, sdk: way.sdk };
  }
  const { number, trace } = builderSdk(vars, clang, sdk.number);
  if (number === undefined) host.log.warning(`${way.origin} is taken for one of WASI SDK ${sdk.number}: ${trace}.`);
  else if (number !== sdk.number) {
    host.log.warning(
      `${way.origin} was built with WASI SDK ${number} (${trace}), extensions will be with ${sdk.number}: objects of different SDKs do not link together safely.`,
    );
  }
  return { vars, sdk: number ?? sdk.number };
}

function notForReleases(): UserError {
  return new UserError(
    "WASI-INPUT-VALUE",
    "cpython: release takes what others built; cpython-optimization, cpython-assertions and cpython-configure are for a build.",
    "Leave them out, or set cpython to source.",
  );
}

function requireSameMinor(version: PythonVersion, buildPython: BuildPython): void {
  if (version.minor === buildPython.version.minor) return;
  throw new UserError(
    "WASI-PYTHON-MISMATCH",
    `CPython ${version.text} for WASI needs a Python ${version.minor} on this machine, but ${buildPython.executable} is ${buildPython.version.text}.`,
    `Put Python ${version.minor} on PATH (actions/setup-python with python-version: '${version.minor}'), or ask for the version that is there (python-version: '${buildPython.version.minor}').`,
  );
}

function notFound(version: PythonVersion, sdk: WasiSdk, choice: string, reasons: readonly string[]): UserError {
  const remedies = {
    release: "Set cpython to auto or source to have it built from CPython's sources",
    source: "Ask for a version whose source is pinned, or pin it in a manifest-file",
  };
  const remedy = remedies[choice as keyof typeof remedies] ?? "Ask for another version, or add it to the mirror";
  return new UserError(
    "WASI-CPYTHON-NOT-FOUND",
    `No CPython ${version.text} for WASI, built with WASI SDK ${sdk.number}, can be had${choice === "auto" ? "" : ` as ${choice}`}.`,
    `${remedy}, or name one that you built: cpython: PATH.`,
    reasons,
  );
}
