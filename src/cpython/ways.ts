/** The ways to a CPython for WASI, in the order in which they are tried, each with the name it is installed under. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { fetchPinned } from "../pins/fetch.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import { pinOf } from "../pins/pin-of.ts";
import type { PythonVersion } from "../python/version.ts";
import { UserError } from "../report/errors.ts";
import type { WasiSdk } from "../sdk/sdk.ts";
import { cpythonAtPath } from "./at-path.ts";
import type { CPythonWay } from "./available.ts";
import type { BuildPython } from "./build-python/build-python.ts";
import { LAYOUT_FORMAT } from "./layout/layout.ts";
import { builtOnce } from "./parts/kept-parts.ts";
import type { CPythonParts } from "./parts/parts.ts";
import { releaseParts } from "./parts/release-parts.ts";
import { noticeUnpinned, releaseByGithub } from "./pins/github-release.ts";
import { committedRelease, type ReleasePins, releaseIsPinned } from "./pins/release-pins.ts";
import { sourcePin } from "./pins/source-pin.ts";
import { type BuildOptions, configureOptions, isPlain } from "./source/build-options.ts";
import { type Branch, branchOf, branchOfTree } from "./source/build-recipe.ts";
import { type BuildProgress, buildFromSource, buildFromTree, unpackSource } from "./source/source-build.ts";
import { fingerprint, type SourceTree } from "./source/source-tree.ts";

export interface Ingredients {
  readonly version: PythonVersion;
  readonly sdk: WasiSdk;
  readonly buildPython: BuildPython;
  readonly settings: DownloadSettings;
  readonly options: BuildOptions;
  readonly onProgress: BuildProgress;
}

export interface Way {
  /** Version in the tool cache: a full semver that carries what the installation is made from. */
  readonly toolVersion: string;
  /** For the log: `release python-3.13.9-wasi_sdk-24.zip`. */
  readonly origin: string;
  /** The SDK that the name or the recipe says built it; undefined where only the files can tell. */
  readonly sdk: number | undefined;
  /** @throws {Closed} where this way leads nowhere, and the next may be tried */
  readonly go: (scratch: string) => Promise<CPythonParts>;
}

/** A way that is not there, with the reason; not an error before the last one is closed. */
export class Closed extends Error {
  override readonly name = "Closed";
}

export function waysFor(host: Host, way: CPythonWay, ingredients: Ingredients): readonly Way[] {
  // What a release was built with cannot be chosen any more.
  const plain = isPlain(ingredients.options);
  const ways = [
    ...(way === "source" || !plain ? [] : [pinnedRelease(host, ingredients), githubRelease(host, ingredients)]),
    ...(way === "release" ? [] : [sourceWay(host, ingredients)]),
  ];
  return ways.filter((way) => way !== undefined);
}

/** @param path absolute. @throws {UserError} WASI-CPYTHON-PATH, WASI-CPYTHON-BUILD, WASI-INPUT-VALUE */
export async function wayAtPath(
  host: Host,
  path: string,
  ingredients: Ingredients,
): Promise<Way & { readonly version: PythonVersion }> {
  const { version, parts, tree } = await cpythonAtPath(host, path);
  if (tree && (!parts || !isPlain(ingredients.options))) {
    return { version, ...(await treeWay(host, tree, ingredients)) };
  }
  if (!parts || !isPlain(ingredients.options)) {
    throw new UserError(
      "WASI-INPUT-VALUE",
      `cpython: ${path} is built already; cpython-optimization, cpython-assertions and cpython-configure are for a build.`,
      "Leave them out, or name the source tree.",
    );
  }
  const library = await host.files.info(parts.library);
  const made = [path, library?.size, library?.modified.getTime(), await host.files.readText(parts.sysconfigData)];
  return {
    version: parts.version,
    toolVersion: toolVersion(parts.version, ["path"], made),
    origin: path,
    sdk: undefined,
    go: async () => parts,
  };
}

/** What the manifest has, or the committed table pins. */
function pinnedRelease(host: Host, ingredients: Ingredients): Way | undefined {
  const { version, sdk, settings } = ingredients;
  const committed = committedRelease(version, sdk.number);
  if (!releaseIsPinned(committed, settings)) return undefined;
  const release = { python: pinOf(committed.python, settings), build: pinOf(committed.build, settings) };
  const made = [release.python.sha256, release.build.sha256];
  return releaseWay(host, ingredients, release, made, async () => release);
}

/** What GitHub vouches for: asked only when it comes to that, for a second run must not need the network. */
function githubRelease(host: Host, ingredients: Ingredients): Way | undefined {
  const { version, sdk, settings } = ingredients;
  const committed = committedRelease(version, sdk.number);
  // A mirror has no API, and where there is a manifest it has the only say.
  if (settings.mirror !== undefined || settings.manifest || releaseIsPinned(committed, settings)) return undefined;
  return releaseWay(host, ingredients, committed, ["GitHub API"], async () => {
    const release = await releaseByGithub(host, version, sdk.number, settings);
    if (!release) throw new Closed(`GitHub has no release ${committed.python.name} with a digest`);
    noticeUnpinned(host.log, release);
    return release;
  });
}

function releaseWay(
  host: Host,
  ingredients: Ingredients,
  names: ReleasePins,
  made: readonly unknown[],
  pins: () => Promise<ReleasePins>,
): Way {
  const { version, sdk, buildPython, settings } = ingredients;
  return {
    toolVersion: toolVersion(
      version,
      ["release", `sdk${sdk.number}`],
      [names.python.name, ...made, buildPython.version.text],
    ),
    origin: `release ${names.python.name}`,
    sdk: sdk.number,
    go: async (scratch) => {
      const release = await pins();
      const folders = { python: join(scratch, "python"), build: join(scratch, "build") };
      for (const zip of ["python", "build"] as const) {
        const archive = join(scratch, release[zip].name);
        await fetchPinned(host, release[zip], settings, archive).catch(closedWhereAbsent);
        await host.archives.extract(archive, folders[zip]);
      }
      const headers = await headersFor(host, ingredients, scratch);
      const { parts, missing } = await releaseParts(host, folders, version, headers);
      if (!parts) throw new Closed(`${names.python.name} and its _build zip lack ${missing.join(", ")}`);
      return parts;
    },
  };
}

/** The released zips have no headers. */
async function headersFor(host: Host, ingredients: Ingredients, scratch: string): Promise<string> {
  const { version, buildPython, settings } = ingredients;
  if (buildPython.version.minor === version.minor && (await host.files.info(join(buildPython.include, "Python.h")))) {
    host.log.info(`CPython's headers come from ${buildPython.include} (${buildPython.version.text})`);
    return buildPython.include;
  }
  const source = sourcePin(version, settings);
  if (source) return join(await unpackSource(host, pinOf(source, settings), settings, scratch), "Include");
  throw new Closed(
    `the release has no headers, ${buildPython.executable} has none either, and no source of ${version.text} is pinned`,
  );
}

function sourceWay(host: Host, ingredients: Ingredients): Way | undefined {
  const { version, sdk, settings } = ingredients;
  const committed = sourcePin(version, settings);
  const branch = branchOf(version.minor);
  if (!committed || !branch) return undefined;
  const source = pinOf(committed, settings);
  const made = [source.sha256 ?? source.sha512, ...recipe(ingredients, branch)];
  return {
    toolVersion: toolVersion(version, ["source", `sdk${sdk.number}`], made),
    origin: `built from ${source.name} with WASI SDK ${sdk.number}${withOptions(ingredients.options)}`,
    sdk: sdk.number,
    go: (scratch) =>
      builtOnce(host, buildVersion(version, made), () =>
        buildFromSource(host, { ...ingredients, branch, source }, scratch).catch(closedWhereAbsent),
      ),
  };
}

async function treeWay(host: Host, tree: SourceTree, ingredients: Ingredients): Promise<Way> {
  const { version, path } = tree;
  const { sdk, options } = ingredients;
  const branch = branchOfTree(tree);
  if (!branch) {
    throw new UserError(
      "WASI-CPYTHON-BUILD",
      `CPython ${version.text} cannot be built from ${path}: nobody wrote down how ${version.minor} is built.`,
      "Build it with its own scripts and name the build folder: cpython: PATH.",
    );
  }
  const made = [await fingerprint(host, tree), ...recipe(ingredients, branch)];
  return {
    toolVersion: toolVersion(version, ["tree", `sdk${sdk.number}`], made),
    origin: `built from ${path} with WASI SDK ${sdk.number}${withOptions(options)}`,
    sdk: sdk.number,
    go: (scratch) =>
      builtOnce(host, buildVersion(version, made), () =>
        buildFromTree(host, { ...ingredients, version, branch }, path, scratch),
      ),
  };
}

/** What a build depends on besides its sources. @throws {UserError} WASI-INPUT-VALUE for options that cannot work */
function recipe({ version, sdk, options }: Ingredients, branch: Branch): readonly unknown[] {
  configureOptions(options, version.minor, branch);
  // A stand-in of the same number is another SDK, and so is one that the user installed.
  const compiler = [sdk.number, sdk.origin, sdk.standIn ? sdk.path : ""];
  return [...compiler, branch, ...(isPlain(options) ? [] : [options])];
}

function withOptions({ optimization, assertions, configure }: BuildOptions): string {
  const given = [...(optimization ? [`-${optimization}`] : []), ...(assertions ? ["assertions"] : []), ...configure];
  return given.length === 0 ? "" : ` (${given.join(", ")})`;
}

/** A mirror need not have everything. */
function closedWhereAbsent(error: unknown): never {
  if (error instanceof UserError && error.code === "WASI-DOWNLOAD-NOT-FOUND") throw new Closed(error.message);
  throw error;
}

/** What a build makes does not depend on the layout that is made of it. */
function buildVersion(version: PythonVersion, made: readonly unknown[]): string {
  return hashedVersion(version, ["build"], made);
}

function toolVersion(version: PythonVersion, names: readonly string[], made: readonly unknown[]): string {
  return hashedVersion(version, names, [LAYOUT_FORMAT, made]);
}

/** `3.15.0-b4.release.sdk33.h0123456789ab`: the letter in front keeps a hash of digits from being a number. */
function hashedVersion(version: PythonVersion, names: readonly string[], made: unknown): string {
  const [release, phase] = version.text.split(/(?<=\d)(?=[a-z])/);
  const hash = createHash("sha256").update(JSON.stringify(made)).digest("hex").slice(0, 12);
  return `${release}-${[...(phase ? [phase] : []), ...names, `h${hash}`].join(".")}`;
}
