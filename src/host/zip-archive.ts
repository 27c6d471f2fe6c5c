/**
 * Zip archives and wheels: read by `yauzl`, which goes by the central directory as the format demands. Contents are
 * held against their CRC-32 here, because yauzl compares sizes only.
 */
import { createWriteStream } from "node:fs";
import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { type Member, strippedName } from "./archive-members.ts";
import { AtOnce } from "./at-once.ts";
import { touching } from "./system-errors.ts";

/** Unix file types in the upper half of the external attributes (APPNOTE 4.4.7 leaves them to the maker). */
const TYPE_MASK = 0o170000;
const SYMLINK = 0o120000;
const FOLDER = 0o040000;
const REGULAR = 0o100000;
const MADE_ON_UNIX = 3;
/** A link's text is a path; more than this is an attack or damage. */
const LONGEST_TARGET = 4096;
/** Files up to this many bytes are unpacked in memory, several at once. */
const IN_MEMORY = 8e6;
const WRITES_AT_ONCE = 8;

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
  const made = new Set<string>();
  const writes = new AtOnce(WRITES_AT_ONCE);
  await eachEntry(
    archive,
    async (entry, zip) => {
      const name = strippedName(entry.fileName, strip);
      if (name === undefined) return;
      const path = join(folder, name);
      const kind = kindOf(entry);
      const parent = kind === "folder" ? path : dirname(path);
      if (!made.has(parent)) await touching(parent, () => mkdir(parent, { recursive: true }));
      made.add(parent);
      if (kind === "symlink") links.push({ path, target: await linkTarget(zip, entry) });
      else if (kind === "file") await writes.start(() => writeEntry(zip, entry, path));
    },
    writes,
  );
  for (const { path, target } of links) await touching(path, () => symlink(target, path));
}

/** Visits the entries in order, and keeps the archive open for what the visits left under way. */
async function eachEntry(
  archive: string,
  visit: (entry: Entry, zip: ZipFile) => Promise<void>,
  underway?: AtOnce,
): Promise<void> {
  const zip = await touching(archive, () => openPromise(archive, { lazyEntries: true, autoClose: false }));
  try {
    for await (const entry of zip.eachEntry()) await visit(entry, zip);
  } finally {
    await underway?.settle();
    zip.close();
  }
  underway?.check();
}

async function writeEntry(zip: ZipFile, entry: Entry, path: string): Promise<void> {
  const mode = unixMode(entry) & 0o777;
  if (entry.uncompressedSize <= IN_MEMORY) {
    const content = await contentOf(zip, entry);
    await touching(path, () => writeFile(path, content));
  } else {
    const source = await zip.openReadStreamPromise(entry);
    await touching(path, () => pipeline(source, checked(entry), createWriteStream(path)));
  }
  if (mode !== 0) await touching(path, () => chmod(path, mode));
}

async function linkTarget(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > LONGEST_TARGET) throw new Error(`the link ${entry.fileName} has no sensible target`);
  return (await contentOf(zip, entry)).toString("utf8");
}

/** A pipeline of streams for each of a library's thousand small files takes four times as long. */
async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) throw wrongChecksum(entry);
  return content;
}

function checked(entry: Entry): Transform {
  let sum = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush: (done) => done(sum === entry.crc32 ? null : wrongChecksum(entry)),
  });
}

function wrongChecksum(entry: Entry): Error {
  return new Error(`the checksum of ${entry.fileName} is wrong`);
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
