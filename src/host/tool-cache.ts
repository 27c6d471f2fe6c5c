/**
 * Installed tools in the layout of `@actions/tool-cache`: `<tools>/<tool>/<version>/<arch>` with the marker
 * `<arch>.complete` beside it, so that the two find each other's installations on a self-hosted runner.
 *
 * The library itself is not used: it reads RUNNER_TOOL_CACHE and RUNNER_TEMP from the process at each call, which a
 * CLI does not have, it costs a seventh of a second at start, and its `cacheDir` copies file by file into place, which
 * is slow and leaves half a tool behind when it is interrupted (mlugg/setup-zig#34). Its look-up is the few lines below.
 */
import { existsSync } from "node:fs";
import * as fs from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import valid from "semver/functions/valid.js";
import type { ToolCache } from "./host.ts";
import { systemCode, touching } from "./system-errors.ts";

/** A staging folder that is older than this, in milliseconds, belongs to a run that was killed. */
const STAGING_LIFETIME = 24 * 3600 * 1000;

/** How long, in milliseconds, a folder without its marker is given to get one before it counts as damaged. */
const MARKER_PATIENCE = 200;

export function nodeToolCache(tools: string, arch: string): ToolCache {
  const place = (tool: string, version: string) => join(tools, tool, fullVersion(version), arch);
  return {
    find: async (tool, version) => {
      const folder = place(tool, version);
      return isComplete(folder) ? folder : undefined;
    },
    install: async (tool, version, fill) => {
      const folder = place(tool, version);
      await touching(dirname(folder), () => fs.mkdir(dirname(folder), { recursive: true }));
      await removeStale(folder);
      const staging = await fs.mkdtemp(`${folder}.staging-`);
      // mkdtemp makes it for its owner alone, but a tool cache is shared.
      await fs.chmod(staging, 0o755);
      try {
        await fill(staging);
        await touching(folder, () => putInPlace(staging, folder));
      } finally {
        await fs.rm(staging, { recursive: true, force: true, maxRetries: 3 });
      }
      return folder;
    },
  };
}

/** `find` of the library takes a version that is not complete for a range, and then never finds it: `24.0` is `24.0.x`. */
function fullVersion(version: string): string {
  const full = valid(version);
  if (full === null || full !== version) throw new Error(`"${version}" is not a full version such as 24.0.0`);
  return full;
}

function isComplete(folder: string): boolean {
  return existsSync(`${folder}.complete`) && existsSync(folder);
}

/**
 * Renames the staging folder into place and writes the marker last.
 *
 * Where a folder is in the way it is either another process's complete installation, which then counts, or a damaged
 * one (no marker), which makes room. Between two processes in the same moment both outcomes hold the same files.
 */
async function putInPlace(staging: string, folder: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if (isComplete(folder)) return;
    try {
      await fs.rename(staging, folder);
      await fs.writeFile(`${folder}.complete`, "");
      return;
    } catch (error) {
      // Windows says EPERM where a folder is in the way, and for a moment also where a virus scanner looks at it.
      if (!["EEXIST", "ENOTEMPTY", "EPERM"].includes(systemCode(error) ?? "") || attempt === 5) throw error;
      // The other process may be between its rename and its marker.
      await setTimeout(MARKER_PATIENCE);
      if (isComplete(folder)) return;
      await setAside(folder, `${staging}.damaged-${attempt}`);
    }
  }
}

/** A rename takes the damaged folder away at once; removing it file by file could meet another process's attempt. */
async function setAside(folder: string, aside: string): Promise<void> {
  try {
    await fs.rename(folder, aside);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
  await fs.rm(aside, { recursive: true, force: true, maxRetries: 3 });
}

async function removeStale(folder: string): Promise<void> {
  const mark = `${basename(folder)}.staging-`;
  for (const name of await fs.readdir(dirname(folder))) {
    const path = join(dirname(folder), name);
    if (!name.startsWith(mark)) continue;
    const age = await fs.stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > STAGING_LIFETIME) await fs.rm(path, { recursive: true, force: true });
  }
}
