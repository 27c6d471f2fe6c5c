/** Where things are kept: on a runner where the runner wants them, elsewhere in the user's cache folder. */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Folders } from "./host.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** @param work the user's `working-directory`, absolute or relative to the current one (a runner starts actions in the workspace) */
export function nodeFolders(env: Environment, work?: string): Folders {
  const tools = toolsFolder(env);
  return {
    tools,
    temp: scratchFolder(env, tools),
    work: resolve(work ?? "."),
    product: productFolder(dirname(fileURLToPath(import.meta.url))),
  };
}

function toolsFolder(env: Environment): string {
  if (env.RUNNER_TOOL_CACHE) return resolve(env.RUNNER_TOOL_CACHE);
  return join(env.PYWASI_CACHE_DIR ? resolve(env.PYWASI_CACHE_DIR) : userCacheFolder(env), "tools");
}

/** The place that each system has for files that can be fetched again. */
export function userCacheFolder(env: Environment, os: string = process.platform): string {
  if (os === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "pywasi");
  if (os === "darwin") return join(homedir(), "Library", "Caches", "pywasi");
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pywasi");
}

/** The runner's own scratch, which it empties after each job, but only where a rename into the tool cache is atomic. */
function scratchFolder(env: Environment, tools: string): string {
  const runner = env.RUNNER_TEMP;
  if (runner && device(runner) !== undefined && device(runner) === device(tools))
    return join(resolve(runner), "pywasi");
  return join(tools, ".scratch");
}

function device(folder: string): number | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    return statSync(folder).dev;
  } catch {
    return undefined;
  }
}

/** The sources lie in `src/host`, the bundle in `dist`: the product is the nearest folder above with an `action.yml`. */
function productFolder(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "action.yml"))) return folder;
    if (dirname(folder) === folder) return dirname(start);
  }
}
