/** What a CPython for WASI consists of, wherever it lies: the raw material of the one layout in target-python.ts. */
import { basename, join } from "node:path";
import type { Files, Host } from "../../host/host.ts";
import { type PythonVersion, parsePythonVersion } from "../../python/version.ts";
import { parseSysconfigData, type SysconfigVars } from "../layout/sysconfig-data.ts";
import { linkSettings } from "./link-settings.ts";

/** Absolute paths. */
export interface CPythonParts {
  readonly version: PythonVersion;
  /** Folder with Python.h; its pyconfig.h, if it has one, is not used. */
  readonly headers: string;
  /** The WASI build's own. */
  readonly pyconfig: string;
  /** `libpythonX.Y.a` */
  readonly library: string;
  /** The archives that libpython needs, in link order. */
  readonly archives: readonly string[];
  /** Folder with os.py. */
  readonly stdlib: string;
  /** `_sysconfigdata__wasi_wasm32-wasi.py` */
  readonly sysconfigData: string;
  /** `_sysconfig_vars__wasi_wasm32-wasi.json`, from 3.14 on and where it was kept. */
  readonly sysconfigJson: string | undefined;
  readonly interpreter: string | undefined;
}

/** A look at a folder that should hold a CPython, and what it lacks. */
export interface Inspection {
  /** `an install prefix` */
  readonly kind: string;
  readonly parts: CPythonParts | undefined;
  /** What was looked for and is not there, relative to the folder. */
  readonly missing: readonly string[];
}

type Looker = Pick<Host, "files">;

/** The first of some paths that exists. */
export async function firstExisting(host: Looker, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await host.files.info(path)) return path;
  return undefined;
}

/** Path of the only file in a folder whose name matches. */
export async function fileMatching(host: Looker, folder: string, name: RegExp): Promise<string | undefined> {
  if ((await host.files.info(folder))?.kind !== "folder") return undefined;
  const found = (await host.files.list(folder)).find((entry) => name.test(entry));
  return found === undefined ? undefined : join(folder, found);
}

export const SYSCONFIG_MODULE = /^_sysconfigdata_.*\.py$/;
export const SYSCONFIG_JSON = /^_sysconfig_vars_.*\.json$/;

/** @returns undefined where the file is not there or not sysconfig data */
export async function readSysconfig(files: Files, path: string | undefined): Promise<SysconfigVars | undefined> {
  if (path === undefined) return undefined;
  try {
    return parseSysconfigData(await files.readText(path));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What patchlevel.h says: the one place where every version spells itself out. */
export async function versionOfHeaders(host: Looker, headers: string): Promise<PythonVersion | undefined> {
  const path = join(headers, "patchlevel.h");
  if (!(await host.files.info(path))) return undefined;
  const text = /^#define\s+PY_VERSION\s+"([^"]+)"/m.exec(await host.files.readText(path))?.[1];
  // Between releases a source tree calls itself 3.15.0b4+.
  return parsePythonVersion(text?.replace(/\+$/, "") ?? "");
}

export interface FoundArchives {
  readonly found: readonly string[];
  /** As CPython's build names them: `Modules/expat/libexpat.a`. */
  readonly missing: readonly string[];
}

/**
 * The archives that the build's own link names, by their path below the build folder or, in an install prefix, by
 * their name alone. `make install` leaves them out, so a prefix has them only where somebody added them.
 */
export async function findArchives(
  host: Looker,
  vars: SysconfigVars,
  folders: readonly string[],
): Promise<FoundArchives> {
  const found: string[] = [];
  const missing: string[] = [];
  for (const archive of linkSettings(vars).archives) {
    const places = folders.flatMap((folder) => [join(folder, archive), join(folder, basename(archive))]);
    const place = await firstExisting(host, places);
    if (place === undefined) missing.push(archive);
    else found.push(place);
  }
  return { found, missing };
}
