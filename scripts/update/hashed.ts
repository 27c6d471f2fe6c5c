/** A file as it is published now: downloaded once to be hashed, for a pin that nobody looked at pins nothing. */
import { join } from "node:path";
import type { Digests, Host } from "../../src/host/host.ts";

export interface Hashed extends Digests {
  readonly bytes: number;
}

export async function hashed(host: Host, url: string): Promise<Hashed> {
  const folder = await host.files.temporaryFolder("update");
  try {
    return await host.downloads.file(url, join(folder, "file"), { githubToken: host.env.GITHUB_TOKEN });
  } finally {
    await host.files.remove(folder);
  }
}

/** @throws {Error} where a published digest is of another file than the one that arrived */
export function agree(name: string, got: Digests, said: Readonly<Partial<Record<keyof Digests, string | undefined>>>) {
  for (const kind of ["sha256", "sha512"] as const) {
    const expected = said[kind];
    if (expected !== undefined && expected !== got[kind]) {
      throw new Error(`${name}: ${kind} is ${got[kind]}, but ${expected} is published. Nothing is pinned.`);
    }
  }
}
