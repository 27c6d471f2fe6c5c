/** A package becomes a wheel for the target: sources, isolated environment, PEP 517 hooks, check of what came out. */
import { basename, join } from "node:path";
import type { TargetPython } from "../cpython/target-python.ts";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import { buildOutput } from "./build-output.ts";
import { type BuildTool, installBuildTool } from "./build-tool.ts";
import { droppedFlags } from "./dropped-flags.ts";
import { NO_EVIDENCE, readEvidence } from "./evidence.ts";
import { buildFailed } from "./failures/build-failed.ts";
import type { TargetWheel } from "./find-links.ts";
import { nativeEnvironment } from "./native-environment.ts";
import { ModuleFailure, runModule } from "./python-module.ts";
import { ensureRustTarget, type RustChoice, rustProject } from "./rust-target.ts";
import { obtainSource, type Source } from "./source/source.ts";
import { type ReadWheel, readWheel } from "./wheel.ts";
import { cachedWheel, cacheFolder, keepWheel } from "./wheel-cache/wheel-cache.ts";
import { wheelRecipe } from "./wheel-cache/wheel-recipe.ts";
import { checkWheel } from "./wheel-truth.ts";
import { refuseOnWindows } from "./windows-limits.ts";

export interface BuildRequest {
  /** A requirement, a folder, an archive or a URL. */
  readonly requirement: string;
  readonly target: TargetPython;
  /** The cross environment, written to disk. */
  readonly cross: {
    readonly variables: Readonly<Record<string, string>>;
    /** What a job may have of it already. */
    readonly jobVariables?: Readonly<Record<string, string>>;
    readonly mesonCrossFile: string;
  };
  /** Absolute path of the interpreter that hooks run in. */
  readonly buildPython: string;
  /** `KEY=VALUE`, for PEP 517's config_settings. */
  readonly configSettings: readonly string[];
  /** Absolute folder for the wheel and the log of its build. */
  readonly outDir: string;
  /** 1 shows the build's output as it comes. */
  readonly verbosity: 0 | 1;
  /** The user's variables for hooks, over those of the cross environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** A shell command, run in the source tree with the hooks' environment before them. */
  readonly beforeBuild?: string | undefined;
  /** Number of the WASI SDK; default: the one that built the target Python. */
  readonly sdk?: number;
  /** Accept a wheel without extensions though the sources announce some. */
  readonly allowPure?: boolean;
  /** Default `wasi_0_0_0_wasm32`. */
  readonly platformTag?: string;
  /** Take a wheel that was built before from the same sources, requirements, SDK, CPython and settings. */
  readonly wheelCache?: boolean;
  /** Whether Rust's standard library for the target is installed; default `auto`. */
  readonly rust?: RustChoice;
  /** What build requirements are overlaid with. */
  readonly targetWheels?: readonly TargetWheel[];
}

export interface BuiltWheel {
  readonly wheel: ReadWheel;
  readonly name: string;
  readonly version: string;
  /** The back end's name; undefined for a wheel that was given. */
  readonly backend: string | undefined;
  /** What was installed to build it. */
  readonly requirements: readonly string[];
  /** Requirements that were overlaid with the target's files, `name==version`, with how many. */
  readonly overlaid: Readonly<Record<string, number>>;
  /** Canonical names of requirements that hold extension modules of the build machine. */
  readonly compiled: readonly string[];
  /** Everything that the isolated environment held; wheels for WASI that were laid over it by their hash. */
  readonly installed: readonly string[];
  readonly milliseconds: { readonly fetch: number; readonly environment: number; readonly build: number };
  /** Milliseconds of the build that made it, where it comes from the wheel cache. */
  readonly builtBefore?: number;
  /** Arguments of the build machine that were kept from the compiler, with how often. */
  readonly drops: Readonly<Record<string, number>>;
  /** Absolute path of the whole output; undefined for a wheel that was given. */
  readonly log: string | undefined;
}

/** A package whose sources are here, with the scratch folder of its build, which whoever prepared it removes. */
export interface Prepared {
  readonly tool: BuildTool;
  readonly source: Source;
  /** Absolute. */
  readonly work: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. */
  readonly fetch: number;
}

/** @throws {UserError} WASI-PACKAGE-…, WASI-BUILD-…, WASI-DOWNLOAD-…, WASI-ARCHIVE-… */
export async function buildWheel(host: Host, request: BuildRequest): Promise<BuiltWheel> {
  const work = await host.files.temporaryFolder("build");
  try {
    return await buildPrepared(host, request, await prepare(host, request, work));
  } finally {
    await host.files.remove(work);
  }
}

/** @param work an empty folder. @throws {UserError} WASI-PACKAGE-…, WASI-DOWNLOAD-…, WASI-ARCHIVE-… */
export async function prepare(host: Host, request: BuildRequest, work: string): Promise<Prepared> {
  const env = nativeEnvironment(host.env, { ...request.cross.variables, ...request.cross.jobVariables });
  const tool = await installBuildTool(host, request.buildPython);
  const started = performance.now();
  const { requirement } = request;
  const source = await obtainSource(host, tool, { requirement, python: request.target.version.text, work, env });
  return { tool, source, work, env, fetch: performance.now() - started };
}

/** @throws {UserError} WASI-BUILD-… */
export async function buildPrepared(host: Host, request: BuildRequest, prepared: Prepared): Promise<BuiltWheel> {
  const { source } = prepared;
  if (source.kind === "wheel") return givenWheel(host, request, source.path, prepared.fetch);
  const folder = request.wheelCache === true ? await cacheFolder(host, request, prepared) : undefined;
  if (folder === undefined) return buildTree(host, request, { ...prepared, source });
  const before = await cachedWheel(host, request, prepared, folder);
  if (before) return before;
  const built = await buildTree(host, request, { ...prepared, source });
  // A build leaves files in the user's folder; they are the same sources all the same.
  const after = source.own ? await cacheFolder(host, request, prepared) : undefined;
  await keepWheel(host, built, new Set([folder, after ?? folder]));
  return built;
}

async function givenWheel(host: Host, request: BuildRequest, path: string, fetch: number): Promise<BuiltWheel> {
  const kept = join(request.outDir, basename(path));
  if (kept !== path) await host.files.copy(path, kept);
  const wheel = await readWheel(host, kept);
  checkWheel(wheel, { ...NO_EVIDENCE, allowPure: request.allowPure ?? false });
  const milliseconds = { fetch, environment: 0, build: 0 };
  const nothing = {
    backend: undefined,
    requirements: [],
    installed: [],
    overlaid: {},
    compiled: [],
    drops: {},
    log: undefined,
  };
  return { wheel, name: wheel.name, version: wheel.version, milliseconds, ...nothing };
}

interface Tree extends Prepared {
  readonly source: Extract<Source, { kind: "tree" }>;
}

interface DriverResult {
  readonly wheel: string;
  readonly backend: string;
  readonly requirements: readonly string[];
  readonly installed: readonly string[];
  readonly overlaid: Readonly<Record<string, number>>;
  readonly compiled: readonly string[];
  /** `REQUIREMENT: VERSIONS` */
  readonly passedOver: readonly string[];
  readonly milliseconds: { readonly environment: number; readonly build: number };
}

async function buildTree(host: Host, request: BuildRequest, tree: Tree): Promise<BuiltWheel> {
  const { source, work } = tree;
  await refuseOnWindows(host, source.path, source.name);
  const log = join(request.outDir, `${source.name}.log`);
  const dropLog = join(work, "dropped-flags.txt");
  await host.files.write(log, "");
  // Listed before the build, which may leave generated C files in a folder of the user's.
  const sources = await host.files.walk(source.path);
  await prepareRust(host, request, tree, sources);
  const driven = runModule(host, tree.tool, {
    module: "pywasi_build",
    request: {
      source: source.path,
      outDir: request.outDir,
      work,
      log,
      variables: { ...request.cross.variables, ...request.environment, PYWASI_DROP_LOG: dropLog },
      target: { include: request.target.include, multiarch: request.target.multiarch },
      mesonCrossFile: request.cross.mesonCrossFile,
      platformTag: request.platformTag ?? "wasi_0_0_0_wasm32",
      configSettings: request.configSettings,
      beforeBuild: request.beforeBuild ?? null,
      recipe: source.own ? (await wheelRecipe(host, request)).slice(0, 12) : null,
      targetWheels: request.targetWheels ?? [],
      facts: {
        format: 1,
        python: request.target.version.text,
        sdk: request.sdk ?? request.target.sdk,
        cpython: request.target.origin,
      },
    },
    work,
    env: tree.env,
    onLine: buildOutput(host.log, source.name, request.verbosity),
  });
  const result = (await driven.catch(async (error) => {
    throw error instanceof ModuleFailure ? await buildFailed(host, error, source.name, log) : error;
  })) as unknown as DriverResult;
  for (const passed of result.passedOver) {
    host.log.warning(
      `${source.name} was built with this machine's copy of a requirement, for the wheels for WASI do not fit: ${passed}`,
    );
  }
  const wheel = await readWheel(host, result.wheel);
  const evidence = await readEvidence(host, { source: source.path, sources, log });
  const remarks = checkWheel(wheel, { ...evidence, allowPure: request.allowPure ?? false });
  for (const { level, text } of remarks) host.log[level](text);
  return {
    wheel,
    name: wheel.name,
    version: wheel.version,
    backend: result.backend,
    requirements: result.requirements,
    installed: result.installed,
    overlaid: result.overlaid,
    compiled: result.compiled,
    milliseconds: { fetch: tree.fetch, ...result.milliseconds },
    drops: droppedFlags((await host.files.info(dropLog)) ? await host.files.readText(dropLog) : ""),
    log,
  };
}

async function prepareRust(host: Host, request: BuildRequest, tree: Tree, files: readonly string[]): Promise<void> {
  if (request.rust === "false") return;
  const pyproject = files.includes("pyproject.toml")
    ? await host.files.readText(join(tree.source.path, "pyproject.toml"))
    : undefined;
  const project = rustProject(files, pyproject);
  if (project === undefined) return;
  const machine = { folder: join(tree.source.path, project.folder), env: { ...tree.env, ...request.environment } };
  try {
    await ensureRustTarget(host, machine);
  } catch (error) {
    if (!(error instanceof UserError) || project.required) throw error;
    host.log.info(
      `${error.message} ${tree.source.name} has a Cargo.toml; its build will tell whether it does without.`,
    );
  }
}
