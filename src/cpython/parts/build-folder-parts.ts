/** A folder in which CPython was built for WASI, with the source tree that it was built from. */
import { join, resolve } from "node:path";
import type { Host } from "../../host/host.ts";
import type { SysconfigVars } from "../layout/sysconfig-data.ts";
import {
  fileMatching,
  findArchives,
  firstExisting,
  type Inspection,
  readSysconfig,
  SYSCONFIG_JSON,
  SYSCONFIG_MODULE,
  versionOfHeaders,
} from "./parts.ts";

/**
 * @param builtFrom absolute folder of the sources, where it is known
 * @returns undefined where the folder is none
 */
export async function inspectBuildFolder(
  host: Pick<Host, "files">,
  folder: string,
  builtFrom?: string,
): Promise<Inspection | undefined> {
  const makefile = await firstExisting(host, [join(folder, "Makefile")]);
  const pyconfig = await firstExisting(host, [join(folder, "pyconfig.h")]);
  if (!makefile || !pyconfig) return undefined;
  const library = await fileMatching(host, folder, /^libpython3\.\d+\.a$/);
  // pybuilddir.txt names the folder, but from inside python.wasm it is read too, so only `make` may write it.
  const buildLib = await fileMatching(host, join(folder, "build"), /^lib\.wasi-/);
  const sysconfigData = buildLib && (await fileMatching(host, buildLib, SYSCONFIG_MODULE));
  const vars = await readSysconfig(host.files, sysconfigData);
  const source = builtFrom ?? (await sourceOf(host, folder, vars));
  const version = source && (await versionOfHeaders(host, join(source, "Include")));
  const archives = vars && (await findArchives(host, vars, [folder]));

  const lacks: readonly [unknown, string][] = [
    [library, "libpython3.….a"],
    [vars, "build/lib.wasi-…/_sysconfigdata_….py"],
    [version, "the source tree with Include/patchlevel.h"],
  ];
  const missing = [...lacks.filter(([found]) => !found).map(([, what]) => what), ...(archives?.missing ?? [])];
  const whole = version && source && library && buildLib && sysconfigData && archives && missing.length === 0;
  return {
    kind: "a build folder",
    missing,
    parts: whole
      ? {
          version,
          headers: join(source, "Include"),
          pyconfig,
          library,
          archives: archives.found,
          stdlib: join(source, "Lib"),
          sysconfigData,
          sysconfigJson: await fileMatching(host, buildLib, SYSCONFIG_JSON),
          interpreter: await firstExisting(host, [join(folder, "python.wasm")]),
        }
      : undefined,
  };
}

/** The Makefile's VPATH, relative or absolute; the places of CPython's own build scripts where that leads nowhere. */
async function sourceOf(
  host: Pick<Host, "files">,
  folder: string,
  vars: SysconfigVars | undefined,
): Promise<string | undefined> {
  const places = [vars?.VPATH, vars?.srcdir, "../..", "."].filter((place) => typeof place === "string");
  const headers = await firstExisting(
    host,
    places.map((place) => join(resolve(folder, place === "" ? "." : place), "Include", "patchlevel.h")),
  );
  return headers && resolve(headers, "../..");
}
