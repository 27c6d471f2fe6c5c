/**
 * Which wheels the wheel cache gives up.
 *
 * As GitHub's cache does it: what nobody has used for a while goes, then the least recently used until the rest fits
 * (https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching#usage-limits-and-eviction-policy).
 * The bounds are wider in time and narrower in size than theirs, 7 days and 10 GB, for this is one machine's disk.
 */
import { dirname, join } from "node:path";
import { HostFailure } from "../../host/failure.ts";
import type { Host } from "../../host/host.ts";

export interface KeptWheel {
  /** Absolute; holds the wheel and its record. */
  readonly folder: string;
  readonly bytes: number;
  readonly used: Date;
}

export interface Bounds {
  readonly bytes: number;
  readonly days: number;
}

export const BOUNDS: Bounds = { bytes: 2e9, days: 28 };

const DAY = 24 * 3600 * 1000;

/** @returns the folders to remove. The newest stays, whatever its size, for it has just been built. */
export function evicted(kept: readonly KeptWheel[], bounds: Bounds = BOUNDS): readonly string[] {
  const newestFirst = kept.toSorted((a, b) => b.used.getTime() - a.used.getTime());
  const [newest] = newestFirst;
  if (!newest) return [];
  const oldest = newest.used.getTime() - bounds.days * DAY;
  let sum = newest.bytes;
  return newestFirst.slice(1).flatMap(({ folder, bytes, used }) => {
    const stays = used.getTime() >= oldest && sum + bytes <= bounds.bytes;
    if (stays) sum += bytes;
    return stays ? [] : [folder];
  });
}

/**
 * @param cache absolute folder of the wheel cache
 * @param record name of the file in an entry whose date says when it was used
 */
export async function evictWheels(host: Host, cache: string, record: string): Promise<void> {
  try {
    for (const folder of evicted(await keptWheels(host, cache, record))) {
      host.log.debug(`wheel cache: ${folder} makes room`);
      await host.files.remove(folder);
      const beside = await host.files.list(dirname(folder));
      // The list of requirements alone leads nowhere.
      if (beside.every((name) => name.includes("."))) await host.files.remove(dirname(folder));
    }
  } catch (error) {
    // Another process tidies up at the same time.
    if (!(error instanceof HostFailure) || error.kind !== "not-found") throw error;
  }
}

async function keptWheels(host: Host, cache: string, record: string): Promise<readonly KeptWheel[]> {
  const kept: KeptWheel[] = [];
  for (const recipe of await host.files.list(cache)) {
    for (const entry of await host.files.list(join(cache, recipe))) {
      const folder = join(cache, recipe, entry);
      const used = (await host.files.info(join(folder, record)))?.modified;
      if (used) kept.push({ folder, bytes: await bytesIn(host, folder), used });
    }
  }
  return kept;
}

async function bytesIn(host: Host, folder: string): Promise<number> {
  const infos = await Promise.all((await host.files.walk(folder)).map((file) => host.files.info(join(folder, file))));
  return infos.reduce((sum, info) => sum + (info?.size ?? 0), 0);
}
