/**
 * Keys of the workflow cache: made of what an entry holds, never of the run that stored it, so that equal content is
 * stored once and different content never meets (mlugg/setup-zig writes a new entry in every run).
 *
 * The version in the tool cache stands for the content: it is the pin of a released SDK, or carries the hash of the
 * archive, the release pair or the source and recipe that it was made from.
 */

/** Raised when what is stored, or how, changes: trimming rules, layout of an installation. */
export const CACHE_SCHEMA = 1;

export interface CacheSubject {
  /** Name in the tool cache. */
  readonly tool: string;
  /** Version in the tool cache. */
  readonly version: string;
  readonly os: string;
  readonly arch: string;
  /** The user's `cache-suffix`. */
  readonly suffix: string | undefined;
}

/** All entries of a subject begin with it: the first, and those that took the place of a damaged one. */
export function keyPrefix({ tool, version, os, arch, suffix }: CacheSubject): string {
  const parts = ["pywasi", `s${CACHE_SCHEMA}`, os, arch, tool, version, ...(suffix === undefined ? [] : [suffix])];
  // A comma separates keys in the service's requests; anything odd in a suffix is written as a dash.
  return `${parts.map((part) => part.replaceAll(/[^\w.+-]/g, "-")).join("-")}-g`;
}

/** An entry cannot be overwritten, so a damaged one is followed by the next generation, which is found first. */
export function entryKey(subject: CacheSubject, generation: number): string {
  return `${keyPrefix(subject)}${generation}`;
}

/** @returns 0 for a key that is not one of the subject's */
export function generationOf(subject: CacheSubject, key: string): number {
  const prefix = keyPrefix(subject);
  const generation = key.startsWith(prefix) ? key.slice(prefix.length) : "";
  return /^\d{1,6}$/.test(generation) ? Number(generation) : 0;
}
