/** CPython for WASI out of its source tarball, with the locked SDK and a Python of the same X.Y to help. */
import { join } from "node:path";
import type { Host, RunOptions, RunResult } from "../../host/host.ts";
import { fetchPinned } from "../../pins/fetch.ts";
import type { DownloadSettings, Pin } from "../../pins/pin.ts";
import type { PythonVersion } from "../../python/version.ts";
import { UserError } from "../../report/errors.ts";
import type { WasiSdk } from "../../sdk/sdk.ts";
import type { BuildPython } from "../build-python/build-python.ts";
import { nativeEnvironment } from "../build-python/native-environment.ts";
import { inspectBuildFolder } from "../parts/build-folder-parts.ts";
import { type CPythonParts, firstExisting } from "../parts/parts.ts";
import { configureFailure, makeFailure } from "./build-failure.ts";
import type { BuildOptions } from "./build-options.ts";
import {
  type Branch,
  BUILD_FOLDER,
  CONFIGURE,
  compilesObject,
  configSites,
  configureArguments,
  configureVariables,
  makeArguments,
} from "./build-recipe.ts";
import { timeLeft } from "./time-left.ts";

/** About how many checks configure makes, on any branch; they are counted for the user to see that it goes on. */
const CHECKS = 760;

/** Steps of the build and how far they are, counted in checks or objects; the note says how long they still take. */
export type BuildProgress = (step: string, done: number, total: number, note?: string) => void;

export interface SourceBuild {
  readonly version: PythonVersion;
  readonly branch: Branch;
  readonly options: BuildOptions;
  readonly sdk: WasiSdk;
  readonly buildPython: BuildPython;
  readonly onProgress: BuildProgress;
}

export interface TarballBuild extends SourceBuild {
  readonly source: Pin;
  readonly settings: DownloadSettings;
}

/**
 * @param scratch absolute folder of this build; it may be removed once the parts have been copied
 * @throws {UserError} WASI-CPYTHON-BUILD with the lines that matter; WASI-DOWNLOAD-*
 */
export async function buildFromSource(host: Host, build: TarballBuild, scratch: string): Promise<CPythonParts> {
  await requirePrograms(host, build.version);
  const source = await unpackSource(host, build.source, build.settings, scratch);
  return buildIn(host, build, { source, folder: join(source, BUILD_FOLDER), configure: CONFIGURE });
}

/**
 * Builds a source tree of the user's, beside it and not in it.
 *
 * @param tree absolute
 * @param scratch as `buildFromSource` has it
 */
export async function buildFromTree(
  host: Host,
  build: SourceBuild,
  tree: string,
  scratch: string,
): Promise<CPythonParts> {
  await requirePrograms(host, build.version);
  return buildIn(host, build, { source: tree, folder: join(scratch, "build"), configure: join(tree, "configure") });
}

interface Place {
  /** Absolute folder of the sources. */
  readonly source: string;
  /** Absolute folder to build in. */
  readonly folder: string;
  /** Path of configure, relative to the build folder or absolute. */
  readonly configure: string;
}

async function buildIn(host: Host, build: SourceBuild, place: Place): Promise<CPythonParts> {
  const { folder } = place;
  await host.files.makeFolder(folder);
  const run = await prepare(host, build, place);
  host.log.info(
    `CPython ${build.version.text} is built from source: minutes, once for this machine. Later runs find it in the tool cache.`,
  );

  const started = performance.now();
  await configure(host, build, place, run);
  await make(host, build, run);
  const seconds = Math.round((performance.now() - started) / 1000);
  host.log.info(`CPython ${build.version.text} built for WASI in ${seconds} s`);

  const inspection = await inspectBuildFolder(host, folder, place.source);
  if (inspection?.parts) return inspection.parts;
  throw failed(
    build.version,
    "was built for WASI, but parts are missing from its build folder",
    inspection?.missing ?? [],
    undefined,
  );
}

/** Downloads and unpacks the tarball. @returns the source tree's folder */
export async function unpackSource(
  host: Host,
  source: Pin,
  settings: DownloadSettings,
  scratch: string,
): Promise<string> {
  const archive = join(scratch, source.name);
  const folder = join(scratch, "source");
  await fetchPinned(host, source, settings, archive);
  await host.archives.extract(archive, folder, { strip: 1 });
  await host.files.remove(archive);
  return folder;
}

type Run = (command: string, args: readonly string[], onLine?: (line: string) => void) => Promise<RunResult>;

interface Prepared {
  readonly run: Run;
  readonly configureArgs: readonly string[];
}

async function prepare(host: Host, build: SourceBuild, { source, folder }: Place): Promise<Prepared> {
  const sites = configSites(build.branch);
  // configure goes on without a file that is not there, and then takes the build machine's answers.
  const configSite = await firstExisting(
    host,
    sites.map((site) => join(source, site)),
  );
  if (configSite === undefined) {
    throw failed(build.version, "has no answers for configure on WASI in its sources; looked for", sites, undefined);
  }
  const native = nativeEnvironment(host.env);
  // config.guess asks the compiler in CC, which must be this machine's.
  const guess = await host.processes.run("sh", [join(source, "config.guess")], { env: native });
  const inputs = {
    ...build,
    minor: build.version.minor,
    configSite,
    buildPython: build.buildPython.executable,
    build: guess.stdout.trim(),
  };
  const modified = (await host.files.info(join(source, "configure")))?.modified ?? new Date(0);
  const env: RunOptions["env"] = {
    ...native,
    ...configureVariables(inputs, host.env.PATH ?? ""),
    // The build Python runs CPython's scripts where they lie, and a tree of the user's stays as it is.
    PYTHONDONTWRITEBYTECODE: "1",
    // The date that sys.version shows is the release's, not that of this build.
    // https://reproducible-builds.org/docs/source-date-epoch/
    SOURCE_DATE_EPOCH: String(Math.floor(modified.getTime() / 1000)),
  };
  return {
    configureArgs: configureArguments(inputs),
    run: (command, args, onLine) =>
      host.processes.run(command, args, {
        cwd: folder,
        env,
        ...(onLine ? { onLine: (line, stream) => stream === "stdout" && onLine(line) } : {}),
      }),
  };
}

async function configure(
  host: Host,
  build: SourceBuild,
  place: Place,
  { run, configureArgs }: Prepared,
): Promise<void> {
  const { folder } = place;
  const count = counter(build, `Configuring CPython ${build.version.text}`, CHECKS);
  const result = await run("sh", [place.configure, ...configureArgs], (line) => {
    if (/^checking /.test(line)) count();
  });
  if (result.code === 0) return;
  const output = `${result.stdout}${result.stderr}`;
  const configLog = join(folder, "config.log");
  const log = (await host.files.info(configLog)) ? await host.files.readText(configLog) : "";
  const kept = await keepLog(host, build.version, log === "" ? output : log, "config.log");
  throw failed(build.version, "was not configured for WASI", configureFailure(log, output), kept);
}

async function make(host: Host, build: SourceBuild, { run }: Prepared): Promise<void> {
  const wanted = makeArguments(build.version.minor, build.branch, build.options);
  const dry = await run("make", ["-n", ...wanted]);
  const total = dry.stdout.split("\n").filter(compilesObject).length;
  const count = counter(build, `Compiling CPython ${build.version.text}`, total);
  const result = await run("make", [`-j${host.platform.cores}`, ...wanted], (line) => {
    if (compilesObject(line)) count();
  });
  if (result.code === 0) return;
  const kept = await keepLog(host, build.version, `${result.stdout}\n${result.stderr}`, "make.log");
  throw failed(build.version, "did not compile for WASI", makeFailure(result.stderr || result.stdout), kept);
}

/** Tells how far a step is each time that it is called. */
function counter({ onProgress }: SourceBuild, step: string, total: number): () => void {
  const started = performance.now();
  let done = 0;
  return () => {
    done = Math.min(done + 1, total);
    onProgress(step, done, total, timeLeft(performance.now() - started, done, total));
  };
}

/** The build folder goes, but the log that explains a failure stays until the next clean-up of scratch. */
async function keepLog(host: Host, version: PythonVersion, text: string, name: string): Promise<string> {
  const path = join(await host.files.temporaryFolder(`cpython-${version.text}-log`), name);
  await host.files.write(path, text);
  return path;
}

async function requirePrograms(host: Host, version: PythonVersion): Promise<void> {
  if (host.platform.os === "win32") {
    throw new UserError(
      "WASI-CPYTHON-BUILD",
      `CPython ${version.text} has to be built from source, which its own scripts do on Linux and macOS alone.`,
      "Ask for a version that has a release with the locked SDK, or name a CPython that was built elsewhere: cpython: PATH.",
    );
  }
  for (const program of ["sh", "make"]) {
    if ((await host.processes.find(program)) !== undefined) continue;
    throw new UserError(
      "WASI-CPYTHON-BUILD",
      `CPython ${version.text} has to be built from source, and ${program} is not on PATH.`,
      `Install ${program} (on Debian and Ubuntu: apt-get install make; on macOS: xcode-select --install).`,
    );
  }
}

function failed(version: PythonVersion, what: string, details: readonly string[], log: string | undefined): UserError {
  return new UserError(
    "WASI-CPYTHON-BUILD",
    `CPython ${version.text} ${what}.`,
    `${log === undefined ? "" : `The whole log is ${log}. `}Ask for another version, or name a CPython that was built for WASI: cpython: PATH.`,
    details,
  );
}
