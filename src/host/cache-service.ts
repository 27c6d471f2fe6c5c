/**
 * The workflow cache of GitHub (`@actions/cache`), one folder an entry.
 *
 * The library names an entry's version after the paths as they are given and unpacks it where they lead. Here they are
 * one relative path, and GITHUB_WORKSPACE, which it starts from, is a scratch folder for the time of the call: an entry
 * is found whatever the machine calls its folders, and two jobs on one machine do not unpack into one place.
 */
import { randomUUID } from "node:crypto";

export interface CacheService {
  available(): boolean;
  /** The newest key with this prefix. */
  find(prefix: string): Promise<string | undefined>;
  /** Puts an entry's folder at `folder/entry`. @returns false where it cannot be unpacked, or has gone */
  restore(key: string, folder: string): Promise<boolean>;
  /** Stores `folder/entry`. */
  save(key: string, folder: string): Promise<"saved" | "taken">;
}

/** The one path of every entry. */
export const ENTRY = "entry";

export function githubCacheService(): CacheService {
  const library = () => import("./actions-cache.ts");
  return {
    available: () =>
      Boolean(process.env.ACTIONS_CACHE_URL) ||
      Boolean(process.env.ACTIONS_CACHE_SERVICE_V2 && process.env.ACTIONS_RESULTS_URL),
    find: async (prefix) => {
      const { restoreCache } = await library();
      // The exact key comes first in the library's protocol: one that nobody has leads on to the prefix.
      return restoreCache([ENTRY], `${prefix}-${randomUUID()}`, [prefix], { lookupOnly: true });
    },
    restore: async (key, folder) => {
      const { restoreCache } = await library();
      return inFolder(folder, async () => (await restoreCache([ENTRY], key)) !== undefined);
    },
    save: async (key, folder) => {
      const { saveCache } = await library();
      return inFolder(folder, async () => ((await saveCache([ENTRY], key)) === -1 ? "taken" : "saved"));
    },
  };
}

async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = { folder: process.cwd(), workspace: process.env.GITHUB_WORKSPACE };
  process.chdir(folder);
  process.env.GITHUB_WORKSPACE = folder;
  try {
    return await work();
  } finally {
    process.chdir(before.folder);
    if (before.workspace === undefined) delete process.env.GITHUB_WORKSPACE;
    else process.env.GITHUB_WORKSPACE = before.workspace;
  }
}
