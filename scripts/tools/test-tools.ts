/** Where the programs of the tests are kept: in the user's cache, outside the repository, each version built once. */
import { join } from "node:path";
import { userCacheFolder } from "../../src/host/folders.ts";
import type { Host, ToolCache } from "../../src/host/host.ts";
import { nodeToolCache } from "../../src/host/tool-cache.ts";

/** What a missing or failing installer ends in: the developer's machine lacks something, and this says how to get it. */
export class MissingTool extends Error {
  override readonly name = "MissingTool";
}

export function testToolCache(host: Host): ToolCache {
  const cache = host.env.PYWASI_CACHE_DIR ?? userCacheFolder(host.env);
  return nodeToolCache(join(cache, "test-tools"), host.platform.arch);
}

/** Finds a program that an installer needs. @throws {MissingTool} with what to do */
export async function requireProgram(host: Host, names: readonly string[], remedy: string): Promise<string> {
  for (const name of names) {
    const path = await host.processes.find(name);
    if (path !== undefined) return path;
  }
  throw new MissingTool(`There is no ${names.join(" or ")} on PATH. ${remedy}`);
}

/** Runs an installer. @throws {MissingTool} with the command and all it said */
export async function runInstaller(
  host: Host,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const result = await host.processes.run(command, args, { env: { ...host.env, ...env } });
  if (result.code !== 0) {
    throw new MissingTool(
      `${[command, ...args].join(" ")} ended with ${result.code}:\n${result.stdout}${result.stderr}`.trimEnd(),
    );
  }
}
