/** How much a folder holds. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";

export interface FolderSize {
  readonly files: number;
  readonly bytes: number;
}

export async function folderSize(host: Pick<Host, "files">, folder: string): Promise<FolderSize> {
  const files = await host.files.walk(folder);
  const sizes = await Promise.all(files.map(async (file) => (await host.files.info(join(folder, file)))?.size ?? 0));
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
