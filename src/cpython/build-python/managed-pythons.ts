/**
 * Where version managers keep the Pythons that they installed. Their shims on PATH start the version that the project
 * asks for, which need not be the one that is looked for here; uv puts none there at all unless it is told to.
 *
 * Places: https://github.com/pyenv/pyenv#environment-variables, https://docs.astral.sh/uv/reference/storage/,
 * https://mise.jdx.dev/directories.html, https://asdf-vm.com/manage/configuration.html
 */
import { join } from "node:path";
import type { Host } from "../../host/host.ts";
import { comparePythonVersions, type PythonVersion, parsePythonVersion } from "../../python/version.ts";

export interface ManagedPython {
  /** Its prefix, absolute. */
  readonly folder: string;
  /** `3.13.5` */
  readonly text: string;
  /** `pyenv` */
  readonly manager: string;
}

/** @param minor only versions of this X.Y. @returns manager by manager, the newest of each first */
export async function managedPythons(
  host: Pick<Host, "env" | "files" | "platform">,
  minor: string | undefined,
): Promise<readonly ManagedPython[]> {
  const found: ManagedPython[] = [];
  for (const [manager, folder] of homes(host)) {
    if (folder === undefined) continue;
    for (const version of await versionsIn(host, folder, minor)) found.push({ ...version, manager });
  }
  return found;
}

function homes({ env, platform }: Pick<Host, "env" | "platform">): readonly (readonly [string, string | undefined])[] {
  const home = env.HOME || undefined;
  const data = env.XDG_DATA_HOME || (home && join(home, ".local", "share"));
  const uvData = platform.os === "win32" ? env.APPDATA && join(env.APPDATA, "uv", "data") : data && join(data, "uv");
  const below = (root: string | undefined, ...parts: string[]) => (root ? join(root, ...parts) : undefined);
  return [
    ["pyenv", below(env.PYENV_ROOT || below(home, ".pyenv"), "versions")],
    ["uv", env.UV_PYTHON_INSTALL_DIR || below(uvData, "python")],
    ["mise", below(env.MISE_DATA_DIR || below(data, "mise"), "installs", "python")],
    ["asdf", below(env.ASDF_DATA_DIR || below(home, ".asdf"), "installs", "python")],
  ];
}

/** The folders of a folder that are named for a version, newest first; uv's names have more around it. */
export async function versionsIn(
  host: Pick<Host, "files">,
  folder: string,
  minor: string | undefined,
): Promise<readonly { readonly folder: string; readonly text: string }[]> {
  if ((await host.files.info(folder))?.kind !== "folder") return [];
  return (await host.files.list(folder))
    .map((name) => ({ name, version: parsePythonVersion(/^cpython-([\w.]+)-/.exec(name)?.[1] ?? name) }))
    .filter((entry): entry is { name: string; version: PythonVersion } => entry.version !== undefined)
    .filter(({ version }) => minor === undefined || version.minor === minor)
    .sort((a, b) => comparePythonVersions(b.version, a.version))
    .map(({ name, version }) => ({ folder: join(folder, name), text: version.text }));
}
