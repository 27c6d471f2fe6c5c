/**
 * What a build from source made, kept beside its installation: a layout of a newer format is then made of it in seconds,
 * where the build takes minutes.
 */
import { basename, join } from "node:path";
import type { Host } from "../../host/host.ts";
import { parsePythonVersion } from "../../python/version.ts";
import type { CPythonParts } from "./parts.ts";

/** Name in the tool cache. */
export const BUILD_TOOL = "cpython-wasi-build";

const INDEX = "parts.json";

/** CPython's own tests are most of its library, and no layout takes them. */
const NOT_KEPT = /^test\/|(?:^|\/)__pycache__\//;

/** The parts with paths relative to their folder. */
type Index = Omit<CPythonParts, "version"> & { readonly version: string };

/**
 * The parts under this version in the tool cache, put there by the build where they are not.
 *
 * @param version a full semver of all that goes into the build
 */
export async function builtOnce(
  host: Pick<Host, "files" | "tools" | "log">,
  version: string,
  build: () => Promise<CPythonParts>,
): Promise<CPythonParts> {
  const found = await host.tools.find(BUILD_TOOL, version);
  const kept = found && (await keptParts(host, found));
  if (kept) {
    host.log.info(`CPython ${kept.version.text} was built before, in ${found}`);
    return kept;
  }
  if (found) await host.files.remove(`${found}.complete`);
  const parts = await build();
  const folder = await host.tools.install(BUILD_TOOL, version, (staging) => keep(host, parts, staging));
  return (await keptParts(host, folder)) ?? parts;
}

async function keep({ files }: Pick<Host, "files">, parts: CPythonParts, folder: string): Promise<void> {
  const under = async (path: string, place: string) => {
    await files.copy(path, join(folder, place));
    return place;
  };
  const optional = async (path: string | undefined) => (path === undefined ? undefined : under(path, basename(path)));
  const archives: string[] = [];
  for (const archive of parts.archives) archives.push(await under(archive, `archives/${basename(archive)}`));
  for (const name of (await files.walk(parts.stdlib)).filter((name) => !NOT_KEPT.test(name))) {
    await files.copy(join(parts.stdlib, name), join(folder, "stdlib", name));
  }
  const index: Index = {
    version: parts.version.text,
    headers: await under(parts.headers, "headers"),
    pyconfig: await under(parts.pyconfig, "pyconfig.h"),
    library: await under(parts.library, basename(parts.library)),
    archives,
    stdlib: "stdlib",
    sysconfigData: await under(parts.sysconfigData, basename(parts.sysconfigData)),
    sysconfigJson: await optional(parts.sysconfigJson),
    interpreter: await optional(parts.interpreter),
  };
  await files.write(join(folder, INDEX), `${JSON.stringify(index, undefined, 2)}\n`);
}

/** @returns undefined where the folder is not whole */
async function keptParts({ files }: Pick<Host, "files">, folder: string): Promise<CPythonParts | undefined> {
  const index = await readIndex({ files }, folder);
  const version = index && parsePythonVersion(index.version);
  if (!version) return undefined;
  const at = (path: string) => join(folder, path);
  const optional = (path: string | undefined) => (path === undefined ? undefined : at(path));
  const parts: CPythonParts = {
    version,
    headers: at(index.headers),
    pyconfig: at(index.pyconfig),
    library: at(index.library),
    archives: index.archives.map(at),
    stdlib: at(index.stdlib),
    sysconfigData: at(index.sysconfigData),
    sysconfigJson: optional(index.sysconfigJson),
    interpreter: optional(index.interpreter),
  };
  const needed = [parts.library, parts.pyconfig, parts.sysconfigData, ...parts.archives, join(parts.stdlib, "os.py")];
  const infos = await Promise.all(needed.map((path) => files.info(path)));
  return infos.every((info) => info !== undefined) ? parts : undefined;
}

async function readIndex({ files }: Pick<Host, "files">, folder: string): Promise<Index | undefined> {
  const path = join(folder, INDEX);
  if (!(await files.info(path))) return undefined;
  try {
    return JSON.parse(await files.readText(path));
  } catch {
    return undefined;
  }
}
