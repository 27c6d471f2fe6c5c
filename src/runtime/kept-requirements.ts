/**
 * What the run-time requirements of the same packages were resolved to a short while ago.
 *
 *     <tools>/wasi-guest-requirements/<key>/*.whl          the pure wheels
 *     <tools>/wasi-guest-requirements/<key>/resolved.json  the answer, written last; its date is the resolution's
 *
 * pip takes seconds to resolve what has not changed, and who edits, builds and links does so again and again. An index
 * has news at any time, so an answer is good for an hour: PyPI itself lets its pages be kept for ten minutes.
 */
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import type { Host } from "../host/host.ts";

export interface Resolved {
  /** Absolute paths of pure wheels. */
  readonly wheels: readonly string[];
  /** What has native code and is not linked in. */
  readonly native: readonly NativeRequirement[];
}

export interface NativeRequirement {
  readonly requirement: string;
  readonly requiredBy: readonly string[];
}

const CACHE = "wasi-guest-requirements";
const RECORD = "resolved.json";
const GOOD_FOR = 3600 * 1000;
/** A link under way may still read the wheels of an answer that is no longer good. */
const REMOVED_AFTER = 24 * GOOD_FOR;

/** @param metadata of the linked packages, in any order. @param python version of the target */
export function requirementsKey(host: Host, metadata: readonly string[], python: string): string {
  // Which index is asked, and with what rights.
  const pip = Object.entries(host.env).filter(([name]) => name.startsWith("PIP_"));
  const parts = JSON.stringify([1, python, [...metadata].sort(), pip.sort()]);
  return createHash("sha256").update(parts).digest("hex").slice(0, 32);
}

/** @returns undefined where nothing was resolved within the hour */
export async function keptRequirements(host: Host, key: string): Promise<Resolved | undefined> {
  const folder = join(host.folders.tools, CACHE, key);
  const record = join(folder, RECORD);
  const made = (await host.files.info(record))?.modified.getTime();
  if (made === undefined || Date.now() - made > GOOD_FOR) return undefined;
  const { wheels, native } = JSON.parse(await host.files.readText(record)) as Resolved;
  const paths = wheels.map((file) => join(folder, file));
  const infos = await Promise.all(paths.map((path) => host.files.info(path)));
  return infos.includes(undefined) ? undefined : { wheels: paths, native };
}

export async function keepRequirements(host: Host, key: string, { wheels, native }: Resolved): Promise<void> {
  const folder = join(host.folders.tools, CACHE, key);
  for (const wheel of wheels) await host.files.copy(wheel, join(folder, basename(wheel)));
  await host.files.write(
    join(folder, RECORD),
    JSON.stringify({ wheels: wheels.map((path) => basename(path)), native }),
  );
  await removeOld(host);
}

async function removeOld(host: Host): Promise<void> {
  const cache = join(host.folders.tools, CACHE);
  for (const key of await host.files.list(cache)) {
    const made = (await host.files.info(join(cache, key, RECORD)))?.modified.getTime();
    if (made !== undefined && Date.now() - made > REMOVED_AFTER) await host.files.remove(join(cache, key));
  }
}
