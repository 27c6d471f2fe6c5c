/** A cache service in memory, over the files of a fake host. */
import type { CacheService } from "../../src/host/cache-service.ts";
import type { FakeHost } from "../host/fake-host.ts";

export interface FakeCache extends CacheService {
  /** Key → path below the entry's folder → content. */
  readonly entries: Map<string, Map<string, Uint8Array>>;
}

export function fakeCache(host: FakeHost): FakeCache {
  const entries = new Map<string, Map<string, Uint8Array>>();
  return {
    entries,
    available: () => true,
    find: async (prefix) => [...entries.keys()].filter((key) => key.startsWith(prefix)).at(-1),
    restore: async (key, folder) => {
      for (const [path, content] of entries.get(key) ?? []) await host.files.write(`${folder}/${path}`, content);
      return entries.has(key);
    },
    save: async (key, folder) => {
      if (entries.has(key)) return "taken";
      const files = new Map<string, Uint8Array>();
      for (const path of await host.files.walk(folder))
        files.set(path, await host.files.readBytes(`${folder}/${path}`));
      entries.set(key, files);
      return "saved";
    },
  };
}
