/** Brings the parts of a CPython for WASI into the one layout of target-python.ts. */
import { basename, dirname, join } from "node:path";
import type { Host } from "../../host/host.ts";
import type { PythonVersion } from "../../python/version.ts";
import type { BuildPython } from "../build-python/build-python.ts";
import type { CPythonParts } from "../parts/parts.ts";
import { compileLibrary } from "./compile-library.ts";
import { cpythonHeaders } from "./headers.ts";
import { completeStdlib } from "./left-out.ts";
import { patchlevelFor } from "./patchlevel.ts";
import { copyRepaired } from "./repaired-archive.ts";
import { stdlibFiles } from "./stdlib-files.ts";
import { formatSysconfigData, parseSysconfigData } from "./sysconfig-data.ts";
import { rewriteSysconfig, rewriteSysconfigJson } from "./sysconfig-rewrite.ts";

/** Raised whenever the layout's content changes, so that installations of an older shape are not found again. */
export const LAYOUT_FORMAT = 3;

/** Files copied at the same time. */
const AT_ONCE = 32;

/** Where things lie below an installation's folder. */
export function layoutPaths(folder: string, minor: PythonVersion["minor"]) {
  const name = `python${minor}`;
  return {
    include: join(folder, "include", name),
    library: join(folder, "lib", `lib${name}.a`),
    stdlib: join(folder, "lib", name),
    sysconfig: join(folder, "sysconfig"),
    interpreter: join(folder, "python.wasm"),
    record: join(folder, "target-python.json"),
  };
}

export async function layOut(
  host: Pick<Host, "files" | "processes" | "platform" | "env" | "log">,
  parts: CPythonParts,
  buildPython: BuildPython,
  folder: string,
): Promise<void> {
  const { files } = host;
  const to = layoutPaths(folder, parts.version.minor);
  await copyAll(host, parts.headers, cpythonHeaders(await files.walk(parts.headers)), to.include);
  await files.copy(parts.pyconfig, join(to.include, "pyconfig.h"));
  const patchlevel = join(to.include, "patchlevel.h");
  await files.write(patchlevel, patchlevelFor(await files.readText(patchlevel), parts.version));

  for (const archive of [parts.library, ...parts.archives]) {
    const copy = archive === parts.library ? to.library : join(dirname(to.library), basename(archive));
    await copyRepaired(host, archive, copy, parts.version);
  }
  if (parts.interpreter) await files.copy(parts.interpreter, to.interpreter);

  await copyAll(host, parts.stdlib, stdlibFiles(await files.walk(parts.stdlib)), to.stdlib);
  await completeStdlib(host, buildPython, to.stdlib);
  // getpath looks for this folder, and complains on every start where it is not; an empty one does not survive a cache.
  await files.write(join(to.stdlib, "lib-dynload", "README.txt"), "WASI has no shared libraries to load.\n");
  await writeSysconfig(host, parts, folder);
  await compileLibrary(host, buildPython, to.stdlib, `/lib/python${parts.version.minor}`);
}

/** Twice: for builds with the paths of this machine, for the guest with its own, where the prefix is the root. */
async function writeSysconfig({ files }: Pick<Host, "files">, parts: CPythonParts, folder: string): Promise<void> {
  const to = layoutPaths(folder, parts.version.minor);
  const vars = parseSysconfigData(await files.readText(parts.sysconfigData));
  const name = basename(parts.sysconfigData);
  await files.write(join(to.sysconfig, name), formatSysconfigData(rewriteSysconfig(vars, { prefix: folder })));
  await files.write(join(to.stdlib, name), formatSysconfigData(rewriteSysconfig(vars, { prefix: "/" })));
  if (parts.sysconfigJson === undefined) return;
  const json = await files.readText(parts.sysconfigJson);
  const jsonName = basename(parts.sysconfigJson);
  await files.write(join(to.sysconfig, jsonName), rewriteSysconfigJson(json, { prefix: folder }));
  await files.write(join(to.stdlib, jsonName), rewriteSysconfigJson(json, { prefix: "/" }));
}

async function copyAll(
  { files }: Pick<Host, "files">,
  from: string,
  paths: readonly string[],
  to: string,
): Promise<void> {
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const some = paths.slice(start, start + AT_ONCE);
    await Promise.all(some.map((path) => files.copy(join(from, path), join(to, path))));
  }
}
