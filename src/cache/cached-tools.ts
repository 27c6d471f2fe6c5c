/**
 * The tool cache with the workflow cache behind it: what is not installed is looked for there before anyone downloads or
 * builds it, and what had to be installed is noted, for the post step to store.
 *
 * It is a tool cache itself, so those who install need not know of it.
 */
import { join } from "node:path";
import { type CacheService, ENTRY } from "../host/cache-service.ts";
import type { Host, ToolCache } from "../host/host.ts";
import { messageOf } from "../host/system-errors.ts";
import { openEntry } from "./entry.ts";
import { type CacheSubject, entryKey, generationOf, keyPrefix } from "./key.ts";

/** Tools that are worth an entry; the rest is made in a moment, or belongs to one machine. */
const CACHED = ["wasi-sdk", "cpython-wasi"];

/** What became of one tool, in this run. */
export interface CacheOutcome {
  readonly tool: string;
  readonly version: string;
  readonly state: "hit" | "miss" | "damaged";
  /** Of the entry that was found. */
  readonly key: string | undefined;
  /** For the look-up, and the download where there was one. */
  readonly milliseconds: number;
}

/** An installation of this run that an entry is to be made of. */
export interface Storable {
  readonly key: string;
  /** Absolute. */
  readonly folder: string;
}

export interface CachedTools extends ToolCache {
  readonly outcomes: readonly CacheOutcome[];
  readonly storable: readonly Storable[];
}

export function cachedTools(host: Host, service: CacheService, suffix: string | undefined): CachedTools {
  const outcomes: CacheOutcome[] = [];
  const storable: Storable[] = [];
  const keys = new Map<string, string>();
  const subjectOf = (tool: string, version: string): CacheSubject => {
    const { os, arch } = host.platform;
    return { tool, version, os, arch, suffix };
  };

  const fetch = async (tool: string, version: string): Promise<string | undefined> => {
    const subject = subjectOf(tool, version);
    const started = performance.now();
    const ended = (state: CacheOutcome["state"], key: string | undefined, folder?: string) => {
      outcomes.push({ tool, version, state, key, milliseconds: performance.now() - started });
      return folder;
    };
    const key = await service.find(keyPrefix(subject));
    keys.set(`${tool}@${version}`, entryKey(subject, key === undefined ? 1 : generationOf(subject, key) + 1));
    if (key === undefined) return ended("miss", undefined);
    const scratch = await host.files.temporaryFolder("cache");
    try {
      const whole = await service.restore(key, scratch);
      const tree = whole ? await openEntry(host, join(scratch, ENTRY)) : undefined;
      if (tree === undefined) {
        host.log.warning(
          `The cache entry ${key} is damaged. It is thrown away and ${tool} ${version} installed again.`,
        );
        return ended("damaged", key);
      }
      const folder = await host.tools.install(tool, version, async (staging) => {
        await host.files.remove(staging);
        await host.files.rename(tree, staging);
      });
      host.log.info(`${tool} ${version} comes from the cache entry ${key}`);
      return ended("hit", key, folder);
    } finally {
      await host.files.remove(scratch);
    }
  };

  return {
    outcomes,
    storable,
    find: async (tool, version) => {
      const found = await host.tools.find(tool, version);
      // Asked once: a second look in the same run would meet the same answer.
      const asked = keys.has(`${tool}@${version}`);
      if (found !== undefined || asked || !CACHED.includes(tool)) return found;
      try {
        return await fetch(tool, version);
      } catch (error) {
        // A cache that does not answer must not stop a run that can do without it.
        host.log.info(`The cache does not answer (${messageOf(error)}); going on without it.`);
        return undefined;
      }
    },
    install: async (tool, version, fill) => {
      const folder = await host.tools.install(tool, version, fill);
      const key = keys.get(`${tool}@${version}`);
      if (CACHED.includes(tool) && key !== undefined) storable.push({ key, folder });
      return folder;
    },
  };
}
