/**
 * Offers the source of a C library out of a distribution's source package, or out of a package of npm that carries it.
 * Where the upstream file is kept as it is its hash tells so; else the same source is packed anew under its name.
 */
import { basename, join } from "node:path";
import { recipeNamed } from "../library/recipe.ts";
import { sourceFileName } from "../library/source.ts";
import { downloadSource } from "./apt.ts";
import { hashFile, packTar } from "./archive.ts";
import { mirrorError } from "./failure.ts";
import { type Made, offer } from "./made.ts";
import type { LibraryPart } from "./parts.ts";
import type { Workshop } from "./workshop.ts";
import { zip } from "./zip.ts";

export async function assembleLibrary(shop: Workshop, part: LibraryPart): Promise<Made> {
  const recipe = recipeNamed(part.library);
  const name = sourceFileName(recipe);
  const path = new URL(recipe.source.url).pathname.slice(1);
  const { from } = part;
  const [file, origin] =
    from.kind === "debian"
      ? [await downloadSource(shop, from.suite, from.package), `${from.package} in Debian ${from.suite}`]
      : [await downloadNpm(shop, from), `${from.package} ${from.version} on npm`];
  if ((await hashFile(shop, file)).sha256 === recipe.source.sha256) {
    const copy = join(shop.scratch, name);
    await shop.host.files.copy(file, copy);
    return { files: [{ ...(await offer(shop, copy, path, undefined)), name }], folders: [] };
  }
  const packed = await packAnew(shop, file, from.kind === "npm" ? from.folder : ".", name);
  return {
    files: [{ ...(await offer(shop, packed, path, `the source in ${origin}, packed anew`)), name }],
    folders: [],
  };
}

/** @param folder inside the one top folder of the archive */
async function packAnew(shop: Workshop, file: string, folder: string, name: string): Promise<string> {
  const { files } = shop.host;
  const unpacked = join(shop.scratch, "unpacked");
  await files.makeFolder(unpacked);
  await shop.run(`unpack ${basename(file)}`, "tar", ["-xf", file, "-C", unpacked, "--no-same-owner"]);
  const [found = ""] = await files.list(unpacked);
  const top = name.replace(/\.(?:tar\.\w+|zip)$/, "");
  const archive = join(shop.scratch, name);
  const source = join(unpacked, found, folder);
  if (!name.endsWith(".zip")) {
    const parent = join(shop.scratch, "renamed");
    await files.makeFolder(parent);
    await files.rename(source, join(parent, top));
    await packTar(shop, parent, top, archive);
    return archive;
  }
  const members = (await files.walk(source)).map(async (path) => ({
    path: `${top}/${path}`,
    bytes: await files.readBytes(join(source, path)),
  }));
  await files.write(archive, zip(await Promise.all(members)));
  return archive;
}

type NpmSource = Extract<LibraryPart["from"], { kind: "npm" }>;

async function downloadNpm(shop: Workshop, { package: name, version, sha256 }: NpmSource): Promise<string> {
  const folder = join(shop.keep, "npm");
  const file = join(folder, `${name}-${version}.tgz`);
  await shop.host.files.makeFolder(folder);
  if (!(await shop.host.files.info(file))) {
    shop.say(`download ${name} ${version} from npm`);
    await shop.run(`download ${name}`, "npm", ["pack", "--silent", `${name}@${version}`, "--pack-destination", folder]);
  }
  if ((await hashFile(shop, file)).sha256 === sha256) return file;
  await shop.host.files.remove(file);
  throw mirrorError(
    `The mirror could not take ${name} ${version} from npm: it is not the file that was pinned.`,
    "Try again; if it stays so, the registry or a proxy in between serves a changed file.",
  );
}
