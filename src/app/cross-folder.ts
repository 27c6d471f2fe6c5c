/** The cross environment on disk: its files below the tool cache, under a name made of their content. */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import type { TargetPython } from "../cpython/target-python.ts";
import { type CompilerCache, CROSS_PATHS, crossEnvironment } from "../cross/cross.ts";
import type { CrossFile } from "../cross/cross-environment.ts";
import type { PlatformTag } from "../cross/cross-variables.ts";
import { environmentAsDotenv } from "../cross/environment-text.ts";
import { jobEnvironment } from "../cross/job-environment.ts";
import { quoted } from "../cross/shell-words.ts";
import { batchFile, forwardSlashes } from "../cross/windows-launchers.ts";
import type { Host } from "../host/host.ts";
import type { AdditionFolders } from "../libc/additions.ts";
import { wasiLdLauncher } from "../link/extension/wasi-ld-launcher.ts";
import { explaining } from "../pins/failures.ts";
import type { WasiSdk } from "../sdk/sdk.ts";
import { withoutEarlierJob } from "./earlier-job.ts";

/** Variables of the surroundings that a cross environment overrides. */
const BUILD_VARIABLE =
  /^(CC|CXX|CPP|AR|NM|LD|RANLIB|STRIP|\w*FLAGS|\w*LDSHARED|CARGO_\w+|CMAKE_\w+|PKG_CONFIG_\w+|PYTHONPATH|CONFIG_SITE|UV_PYTHON)$/;

export interface CrossFolder {
  /** Absolute. */
  readonly path: string;
  /** For the hooks of a build, complete. */
  readonly variables: Readonly<Record<string, string>>;
  /** For the steps of a job or a shell. */
  readonly jobVariables: Readonly<Record<string, string>>;
  /** Absolute folder of the launchers, for PATH. */
  readonly programs: string;
  /** The job's variables as NAME="VALUE" lines. */
  readonly envFile: string;
  readonly mesonCrossFile: string;
  readonly cmakeToolchainFile: string;
  /** Absolute folder with the `pywasi` command, for PATH. */
  readonly commands: string;
}

export interface CrossFolderOptions {
  readonly sdk: WasiSdk;
  readonly target: TargetPython;
  readonly additions: AdditionFolders;
  readonly exceptionLibraries: string | undefined;
  /** Absolute path of the build Python. */
  readonly buildPython: string;
  readonly platformTag: PlatformTag;
  readonly simd: boolean;
  readonly lto: boolean;
  /** Absolute prefixes of C libraries. */
  readonly libraries: readonly string[];
}

/**
 * Writes the files of the cross environment and returns where they lie. The folder's name is a hash of what goes in, so
 * two jobs on one machine either share it or do not meet, and nothing has to be removed.
 *
 * @throws {UserError} WASI-DISK-FULL, WASI-DISK-PERMISSION
 */
export async function writeCrossFolder(host: Host, options: CrossFolderOptions): Promise<CrossFolder> {
  const { node } = host.platform;
  const windows = host.platform.os === "win32";
  const product = host.folders.product;
  // The launchers of Windows call the compiler alone.
  const compilerCache = windows ? undefined : await findCompilerCache(host);
  if (compilerCache) host.log.info(`compiling through ${compilerCache.path}`);
  const outside = await withoutEarlierJob(host);
  const inputs = [
    options.sdk.path,
    options.target.path,
    options.additions.lib,
    options.exceptionLibraries,
    options.buildPython,
    options.platformTag,
    options.simd,
    options.lto,
    options.libraries,
    node,
    product,
    host.env.PATH,
    // What installers get back in a job: two jobs whose variables differ do not share a folder.
    Object.entries(outside).filter(([name, value]) => value !== undefined && BUILD_VARIABLE.test(name)),
    compilerCache?.path,
  ];
  const path = join(
    host.folders.tools,
    "wasi-cross",
    createHash("sha256").update(JSON.stringify(inputs)).digest("hex").slice(0, 16),
  );
  const environment = crossEnvironment({
    ...options,
    folder: path,
    node,
    wasiLd: wasiLdLauncher({
      node,
      product,
      sdkPath: options.sdk.path,
      sdkNumber: options.sdk.number,
      python: options.target.version.minor,
      additions: options.additions.lib,
      exceptionLibraries: options.exceptionLibraries,
    }),
    hostPath: host.env.PATH ?? "",
    ...(windows ? { windows: { product } } : {}),
    compilerCache,
  });
  const job = jobEnvironment({
    variables: environment.variables,
    target: options.target,
    buildPython: options.buildPython,
    shim: join(product, "python", "shim"),
    folder: path,
    mesonCrossFile: join(path, CROSS_PATHS.meson),
    windows,
    outside,
  });
  const envFile = "environment.env";
  const files = [
    ...environment.files,
    job.settings,
    { path: envFile, text: environmentAsDotenv(job.variables) },
    ...commandLaunchers(node, join(product, "dist", "cli.mjs"), windows),
  ];
  await explaining({ what: "The cross environment" }, async () => {
    for (const file of files) await writeChanged(host, join(path, file.path), file);
  });
  return {
    path,
    variables: environment.variables,
    jobVariables: job.variables,
    programs: join(path, dirname(CROSS_PATHS.cc)),
    envFile: join(path, envFile),
    mesonCrossFile: join(path, CROSS_PATHS.meson),
    cmakeToolchainFile: join(path, CROSS_PATHS.cmake),
    commands: join(path, "commands"),
  };
}

/** Only what is not there yet: a tool cache that an image brings along may belong to somebody else. */
async function writeChanged(host: Host, path: string, { text, mode }: CrossFile): Promise<void> {
  const there = (await host.files.info(path)) ? await host.files.readText(path) : undefined;
  if (there !== text) await host.files.write(path, text, mode);
}

/** ccache first: it needs no server, and has the better hit rate for C. */
async function findCompilerCache(host: Host): Promise<CompilerCache | undefined> {
  for (const kind of ["ccache", "sccache"] as const) {
    const path = await host.processes.find(kind);
    if (path !== undefined) return { kind, path };
  }
  return undefined;
}

/** On Windows both: Git's bash, which GitHub's `shell: bash` is, does not look for .cmd files. */
function commandLaunchers(node: string, cli: string, windows: boolean): readonly CrossFile[] {
  const slashed = (path: string) => (windows ? forwardSlashes(path) : path);
  const text = `#!/bin/sh\nexec ${quoted(slashed(node))} ${quoted(slashed(cli))} "$@"\n`;
  return [
    { path: "commands/pywasi", text, mode: 0o755 },
    ...(windows ? [{ path: "commands/pywasi.cmd", text: batchFile([node, cli]) }] : []),
  ];
}
