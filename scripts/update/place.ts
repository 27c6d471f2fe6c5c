/** Where a script reads its source from: what is published, unless the command line names another place. */
import { readFile } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import type { Host } from "../../src/host/host.ts";

/** `--name URL` or `--name PATH`; relative paths start at the current folder. */
export function placeOf(argv: readonly string[], name: string, published: string): string {
  const at = argv.indexOf(`--${name}`);
  const given = at < 0 ? undefined : argv[at + 1];
  if (given === undefined) return published;
  return /^https?:/.test(given) || isAbsolute(given) ? given : resolve(given);
}

export async function readPlace(host: Host, place: string): Promise<string> {
  const folder = await host.files.temporaryFolder("update");
  try {
    const path = join(folder, "text");
    await host.downloads.file(place, path, { githubToken: host.env.GITHUB_TOKEN });
    return await readFile(path, "utf8");
  } finally {
    await host.files.remove(folder);
  }
}
