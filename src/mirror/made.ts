/** What assembling a part leaves: files that are served, under the names and paths of their releases. */
import { basename, join } from "node:path";
import type { ManifestFile } from "../pins/pin.ts";
import { hashFile } from "./archive.ts";
import type { Workshop } from "./workshop.ts";

export interface MadeFile extends ManifestFile {
  readonly size: number;
  readonly path: string;
  /** What it is made of, where it is not the released file itself. */
  readonly standIn: string | undefined;
}

export interface Made {
  readonly files: readonly MadeFile[];
  /** Folders below the mirror that are used in place and not downloaded. */
  readonly folders: readonly string[];
}

/** Moves a finished file to its place below the mirror; what is at that place is always whole. */
export async function offer(
  shop: Workshop,
  from: string,
  path: string,
  standIn: string | undefined,
): Promise<MadeFile> {
  const { files } = shop.host;
  const to = join(shop.folder, path);
  const { sha256, size } = await hashFile(shop, from);
  await files.makeFolder(join(to, ".."));
  await files.rename(from, to);
  return { name: basename(path), sha256, size, path, standIn };
}

/** Moves a finished folder to its place below the mirror. */
export async function offerFolder(shop: Workshop, from: string, path: string): Promise<string> {
  const { files } = shop.host;
  const to = join(shop.folder, path);
  await files.makeFolder(join(to, ".."));
  await files.remove(to);
  await files.rename(from, to);
  return path;
}
