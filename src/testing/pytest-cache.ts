/**
 * What pytest remembers between runs, and `--lf`, `--ff` and `--nf` read: which tests failed and which there are. The
 * guests leave it to whoever leads the session, as workers of pytest-xdist do, and only the host knows of crashes.
 *
 * https://github.com/pytest-dev/pytest/blob/main/src/_pytest/cacheprovider.py (LFPlugin, NFPlugin, Cache.set)
 */
import { join } from "node:path";
import type { Files } from "../host/host.ts";
import { isBad, type TestResult } from "./results.ts";

/** Adds a run to the folder. @param folder absolute; where pytest could not make it, nothing is remembered */
export async function rememberRun(files: Files, folder: string, results: readonly TestResult[]): Promise<void> {
  if (!(await files.info(folder))) return;
  const failed = join(folder, "v", "cache", "lastfailed");
  const known = join(folder, "v", "cache", "nodeids");
  const before = await read(files, failed);
  const ids = await read(files, known);
  await write(files, failed, lastFailed(isTable(before) ? before : {}, results));
  await write(files, known, nodeIds(Array.isArray(ids) ? ids : [], results));
}

/** Failures stay until they pass or are skipped; a file that could not be collected, until tests of it ran. */
export function lastFailed(
  before: Readonly<Record<string, unknown>>,
  results: readonly TestResult[],
): Readonly<Record<string, true>> {
  const failed = new Set(Object.keys(before));
  for (const { id } of results) {
    failed.delete(id);
    failed.delete(id.split("::")[0] ?? "");
  }
  for (const result of results) if (isBad(result)) failed.add(result.id);
  return Object.fromEntries([...failed].map((id) => [id, true]));
}

function nodeIds(before: readonly unknown[], results: readonly TestResult[]): readonly string[] {
  const ran = results.flatMap(({ id }) => (id.includes("::") ? id : []));
  return [...new Set([...before.map(String), ...ran])].sort();
}

async function read(files: Files, path: string): Promise<unknown> {
  try {
    return JSON.parse(await files.readText(path));
  } catch {
    // Not there, or damaged: pytest begins anew as well.
    return undefined;
  }
}

async function write(files: Files, path: string, value: unknown): Promise<void> {
  await files.write(path, JSON.stringify(value, undefined, 2));
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
