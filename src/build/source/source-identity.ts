/** What a source is, by content: the archive's hash, or one of all files of a folder. */
import { createHash } from "node:crypto";
import { join, relative, sep } from "node:path";
import type { Host } from "../../host/host.ts";
import type { Source } from "./source.ts";

/** Folders that no build takes its sources from; what builds leave behind counts as content. */
const ASIDE = /(?:^|\/)(?:\.hg|\.venv|venv|node_modules|__pycache__|\.tox|\.nox|\.[a-z]+_cache)\//;

/** Of Git, what setuptools-scm and its kin make a version of: the commit and the tags. */
const GIT = /^\.git\//;
const GIT_NAMES = /^\.git\/(?:HEAD|packed-refs|refs\/)/;

/** A folder with more is no package, and hashing it would cost more than it saves. */
const MOST_FILES = 20_000;

/**
 * @param outDir absolute; results of ours inside the folder are no sources
 * @returns undefined where the source is not to be identified: a folder of very many files
 */
export async function sourceIdentity(host: Host, source: Source, outDir: string): Promise<string | undefined> {
  const archive = source.kind === "wheel" ? source.path : source.archive;
  if (archive !== undefined) return `archive ${sha256(await host.files.readBytes(archive))}`;
  const results = `${relative(source.path, join(outDir, "..")).replaceAll(sep, "/")}/`;
  const files = (await host.files.walk(source.path)).filter(
    (file) => !ASIDE.test(file) && !file.startsWith(results) && (!GIT.test(file) || GIT_NAMES.test(file)),
  );
  if (files.length > MOST_FILES) return undefined;
  const hash = createHash("sha256");
  for (const file of files) {
    const content = await host.files.readBytes(join(source.path, file)).catch(() => new Uint8Array());
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return `folder ${hash.digest("hex")}`;
}

export function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}
