/**
 * Archives that hash the same whenever they are made of the same files: entries sorted, times and owners fixed.
 * https://reproducible-builds.org/docs/archives/
 */
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import type { Workshop } from "./workshop.ts";

/**
 * Packs a folder into a `.tar.gz` or `.tar.xz`. Compressed little: it is unpacked on this machine or the next.
 *
 * @param parent the folder that holds `name`, which the paths in the archive begin with
 */
export async function packTar(shop: Workshop, parent: string, name: string, archive: string): Promise<void> {
  await shop.host.files.makeFolder(dirname(archive));
  const compressor = archive.endsWith(".xz") ? "xz -1 -T1" : "gzip -1 -n";
  const order = ["--sort=name", "--format=gnu", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
  const mode = "--mode=u+rwX,go+rX,go-w";
  await shop.run(`pack ${name}`, "tar", [
    ...order,
    mode,
    `--use-compress-program=${compressor}`,
    "-cf",
    archive,
    "-C",
    parent,
    name,
  ]);
}

/** Lower-case hexadecimal sha256 and the size of a file. */
export async function hashFile(
  shop: Workshop,
  path: string,
): Promise<{ readonly sha256: string; readonly size: number }> {
  const bytes = await shop.host.files.readBytes(path);
  return { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length };
}
