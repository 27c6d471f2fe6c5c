/** Stores what a run installed, at its end: nobody waits for it then. */
import { join } from "node:path";
import { type CacheService, ENTRY } from "../host/cache-service.ts";
import type { Host } from "../host/host.ts";
import { messageOf } from "../host/system-errors.ts";
import type { Storable } from "./cached-tools.ts";
import { packEntry } from "./entry.ts";

/** Trouble is information: the job has what it wanted, and the next one installs again. */
export async function storeEntries(host: Host, service: CacheService, entries: readonly Storable[]): Promise<void> {
  for (const { key, folder } of entries) {
    if (!(await host.files.info(folder))) {
      host.log.info(`${folder} has gone since; nothing is stored as ${key}.`);
      continue;
    }
    const scratch = await host.files.temporaryFolder("cache");
    try {
      const bytes = await packEntry(host, folder, join(scratch, ENTRY));
      const stored = await service.save(key, scratch);
      host.log.info(
        stored === "saved"
          ? `Stored ${key}: ${(bytes / 1e6).toFixed(0)} MB of files`
          : `${key} was not stored: another job has it, or is storing it.`,
      );
    } catch (error) {
      host.log.info(`${key} was not stored: ${messageOf(error)}`);
    } finally {
      await host.files.remove(scratch);
    }
  }
}

/** From the text that the main step kept for the post step; anything else means nothing to store. */
export function parseStorable(text: string): readonly Storable[] {
  try {
    const entries: unknown = JSON.parse(text);
    return Array.isArray(entries) ? entries.filter(isStorable) : [];
  } catch {
    return [];
  }
}

function isStorable(value: unknown): value is Storable {
  const { key, folder } = (value ?? {}) as Partial<Storable>;
  return typeof key === "string" && typeof folder === "string";
}
