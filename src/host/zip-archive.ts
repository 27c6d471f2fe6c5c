/**
 * Zip archives and wheels: read by `yauzl`, which goes by the central directory as the format demands. Contents are
 * held against their CRC-32 here, because yauzl compares sizes only.
 */
import { createWriteStream } from "node:fs";
import { chmod, mkdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { type Member, strippedName } from "./archive-members.ts";
import { touching } from "./system-errors.ts";

/** Unix file types in the upper half of the external attributes (APPNOTE 4.4.7 leaves them to the maker). */
const TYPE_MASK = 0o170000;
const SYMLINK = 0o120000;
const FOLDER = 0o040000;
const REGULAR = 0o100000;
const MADE_ON_UNIX = 3;
/** A link's text is a path; more than this is an attack or damage. */
const LONGEST_TARGET = 4096;

export async function listZip(archive: string): Promise<Member[]> {
  const members: Member[] = [];
  await eachEntry(archive, async (entry, zip) => {
    const kind = kindOf(entry);
    const target = kind === "symlink" ? await linkTarget(zip, entry) : undefined;
    members.push({ name: entry.fileName, kind, target });
  });
  return members;
}

export async function extractZip(archive: string, folder: string, strip: number): Promise<void> {
  // Links come last: nothing of this archive is then written through one.
  const links: { path: string; target: string }[] = [];
  await eachEntry(archive, async (entry, zip) => {
    const name = strippedName(entry.fileName, strip);
    if (name === undefined) return;
    const path = join(folder, name);
    const kind = kindOf(entry);
    await touching(path, () => mkdir(kind === "folder" ? path : dirname(path), { recursive: true }));
    if (kind === "symlink") links.push({ path, target: await linkTarget(zip, entry) });
    else if (kind === "file") await writeEntry(zip, entry, path);
  });
  for (const { path, target } of links) await touching(path, () => symlink(target, path));
}

async function eachEntry(archive: string, visit: (entry: Entry, zip: ZipFile) => Promise<void>): Promise<void> {
  const zip = await touching(archive, () => openPromise(archive, { lazyEntries: true, autoClose: false }));
  try {
    for await (const entry of zip.eachEntry()) await visit(entry, zip);
  } finally {
    zip.close();
  }
}

async function writeEntry(zip: ZipFile, entry: Entry, path: string): Promise<void> {
  const source = await zip.openReadStreamPromise(entry);
  const mode = unixMode(entry) & 0o777;
  await touching(path, () => pipeline(source, checked(entry), createWriteStream(path)));
  if (mode !== 0) await touching(path, () => chmod(path, mode));
}

async function linkTarget(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > LONGEST_TARGET) throw new Error(`the link ${entry.fileName} has no sensible target`);
  const source = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of source.pipe(checked(entry))) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function checked(entry: Entry): Transform {
  let sum = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush: (done) => done(sum === entry.crc32 ? null : new Error(`the checksum of ${entry.fileName} is wrong`)),
  });
}

function kindOf(entry: Entry): Member["kind"] {
  if (entry.fileName.endsWith("/")) return "folder";
  switch (unixMode(entry) & TYPE_MASK) {
    case SYMLINK:
      return "symlink";
    case FOLDER:
      return "folder";
    case REGULAR:
    case 0:
      return "file";
    default:
      return "other";
  }
}

/** Zero where the archive was not made on Unix, or where the maker left the mode out, as Python's zipfile may. */
function unixMode(entry: Entry): number {
  return entry.versionMadeBy >>> 8 === MADE_ON_UNIX ? entry.externalFileAttributes >>> 16 : 0;
}
