/** The two unpacked zips of a release: the interpreter with its library, and what is left of the build folder. */
import { join } from "node:path";
import type { Host } from "../../host/host.ts";
import type { PythonVersion } from "../../python/version.ts";
import {
  type CPythonParts,
  fileMatching,
  findArchives,
  firstExisting,
  readSysconfig,
  SYSCONFIG_JSON,
  SYSCONFIG_MODULE,
} from "./parts.ts";

export interface ReleaseFolders {
  readonly python: string;
  readonly build: string;
}

/** @param headers folder with Python.h, from elsewhere: the zips have none */
export async function releaseParts(
  host: Pick<Host, "files">,
  folders: ReleaseFolders,
  version: PythonVersion,
  headers: string,
): Promise<{ readonly parts: CPythonParts | undefined; readonly missing: readonly string[] }> {
  const name = `python${version.minor}`;
  const stdlib = join(folders.python, "lib", name);
  const library = await firstExisting(host, [join(folders.build, `lib${name}.a`)]);
  const pyconfig = await firstExisting(host, [join(folders.build, "pyconfig.h")]);
  const sysconfigData = await fileMatching(host, stdlib, SYSCONFIG_MODULE);
  const vars = await readSysconfig(host.files, sysconfigData);
  const archives = vars && (await findArchives(host, vars, [folders.build]));

  const lacks: readonly [unknown, string][] = [
    [library, `lib${name}.a`],
    [pyconfig, "pyconfig.h"],
    [vars, `lib/${name}/_sysconfigdata_….py`],
  ];
  const missing = [...lacks.filter(([found]) => !found).map(([, what]) => what), ...(archives?.missing ?? [])];
  const whole = library && pyconfig && sysconfigData && archives && missing.length === 0;
  return {
    missing,
    parts: whole
      ? {
          version,
          headers,
          pyconfig,
          library,
          archives: archives.found,
          stdlib,
          sysconfigData,
          sysconfigJson: await fileMatching(host, stdlib, SYSCONFIG_JSON),
          interpreter: await firstExisting(host, [join(folders.python, "python.wasm")]),
        }
      : undefined,
  };
}
