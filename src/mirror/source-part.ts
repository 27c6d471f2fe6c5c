/**
 * Offers CPython's source tarball out of Debian's source package. Debian keeps the upstream file as it is, so it can be
 * the very file that python.org has, which its hash tells; in the other compression it is the same source packed anew.
 */
import { basename, join } from "node:path";
import { downloadSource } from "./apt.ts";
import { hashFile, packTar } from "./archive.ts";
import { type Made, type MadeFile, offer } from "./made.ts";
import type { SourcePart } from "./parts.ts";
import type { Workshop } from "./workshop.ts";

export async function assembleSource(shop: Workshop, part: SourcePart): Promise<Made> {
  const tarball = await downloadSource(shop, part.suite, part.package);
  const ending = tarball.endsWith(".xz") ? "tar.xz" : "tgz";
  const name = `Python-${part.version}.${ending}`;
  const { sha256 } = await hashFile(shop, tarball);
  const origin = `the upstream tarball of ${part.package} in Debian ${part.suite}, which is not the released file`;
  const copy = join(shop.scratch, name);
  await shop.host.files.copy(tarball, copy);
  const made: MadeFile[] = [
    await offer(shop, copy, sourcePath(part, name), sha256 === part.released[ending] ? undefined : origin),
  ];
  // Who asks for the source asks for .tar.xz.
  if (ending !== "tar.xz") made.push(await repacked(shop, part, tarball));
  return { files: made, folders: [] };
}

async function repacked(shop: Workshop, part: SourcePart, tarball: string): Promise<MadeFile> {
  shop.say("pack the source as .tar.xz");
  const top = `Python-${part.version}`;
  const folder = join(shop.scratch, "unpacked");
  await shop.host.files.makeFolder(folder);
  await shop.run(`unpack ${tarball}`, "tar", ["-xf", tarball, "-C", folder, "--no-same-owner"]);
  const [found = top] = await shop.host.files.list(folder);
  if (found !== top) await shop.host.files.rename(join(folder, found), join(folder, top));
  const archive = join(shop.scratch, `${top}.tar.xz`);
  await packTar(shop, folder, top, archive);
  const note = `the contents of ${basename(tarball)} in Debian ${part.suite}, packed anew`;
  return offer(shop, archive, sourcePath(part, `${top}.tar.xz`), note);
}

function sourcePath(part: SourcePart, name: string): string {
  return `ftp/python/${part.version}/${name}`;
}
