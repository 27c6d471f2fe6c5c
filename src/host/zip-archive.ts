/**
 * Zip archives and wheels: read by `yauzl`, which goes by the central directory as the format demands. Contents are
 * held against their CRC-32 here, because yauzl compares sizes only.
 */
import { createWriteStream } from "node:fs";
import { chmod, mkdir, open, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, fromBufferPromise, fromFdPromise, type ZipFile } from "yauzl";
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
/** Compression methods (APPNOTE 4.4.5). */
const STORED = 0;
const DEFLATED = 8;

interface OpenZip {
  readonly zip: ZipFile;
  /** Bytes. */
  readonly size: number;
  /** @returns fewer bytes than asked for where the archive ends */
  read(start: number, length: number): Promise<Buffer>;
}

export async function listZip(archive: string): Promise<Member[]> {
  const members: Member[] = [];
  await eachEntry(archive, async (entry, opened) => {
    members.push(await memberOf(opened, entry));
  });
  return members;
}

/** Everything in an archive that is in memory itself; whether its members stay inside is the caller's to look at. */
export async function readZip(archive: Buffer): Promise<{ members: Member[]; files: Map<string, Uint8Array> }> {
  const members: Member[] = [];
  const files = new Map<string, Uint8Array>();
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  const read = async (start: number, length: number) => archive.subarray(start, start + length);
  const opened = { zip, size: archive.length, read };
  for await (const entry of zip.eachEntry()) {
    const member = await memberOf(opened, entry);
    members.push(member);
    if (member.kind === "file") files.set(entry.fileName, await contentOf(opened, entry));
  }
  return { members, files };
}

async function memberOf(opened: OpenZip, entry: Entry): Promise<Member> {
  const kind = kindOf(entry);
  return { name: entry.fileName, kind, target: kind === "symlink" ? await linkTarget(opened, entry) : undefined };
}

export async function extractZip(archive: string, folder: string, strip: number): Promise<void> {
  // Links come last: nothing of this archive is then written through one.
  const links: { path: string; target: string }[] = [];
  const made = new Set<string>();
  const writes = new AtOnce(WRITES_AT_ONCE);
  await eachEntry(
    archive,
    async (entry, opened) => {
      const name = strippedName(entry.fileName, strip);
      if (name === undefined) return;
      const path = join(folder, name);
      const kind = kindOf(entry);
      const parent = kind === "folder" ? path : dirname(path);
      if (!made.has(parent)) await touching(parent, () => mkdir(parent, { recursive: true }));
      made.add(parent);
      if (kind === "symlink") links.push({ path, target: await linkTarget(opened, entry) });
      else if (kind === "file") await writes.start(() => writeEntry(opened, entry, path));
    },
    writes,
  );
  for (const { path, target } of links) await touching(path, () => symlink(target, path));
}

/** Visits the entries in order, and keeps the archive open for what the visits left under way. */
async function eachEntry(
  archive: string,
  visit: (entry: Entry, opened: OpenZip) => Promise<void>,
  underway?: AtOnce,
): Promise<void> {
  const file = await touching(archive, () => open(archive));
  try {
    const { size } = await file.stat();
    const zip = await fromFdPromise(file.fd, { lazyEntries: true, autoClose: false });
    const read = async (start: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, start);
      return buffer.subarray(0, bytesRead);
    };
    try {
      for await (const entry of zip.eachEntry()) await visit(entry, { zip, size, read });
    } finally {
      await underway?.settle();
    }
  } finally {
    await file.close();
  }
  underway?.check();
}

async function writeEntry(opened: OpenZip, entry: Entry, path: string): Promise<void> {
  const mode = unixMode(entry) & 0o777;
  const asked = mode === 0 ? {} : { mode };
  if (entry.uncompressedSize <= IN_MEMORY) {
    const content = await contentOf(opened, entry);
    await touching(path, () => writeFile(path, content, asked));
  } else {
    const source = await opened.zip.openReadStreamPromise(entry);
    await touching(path, () => pipeline(source, checked(entry), createWriteStream(path, asked)));
  }
  // Only where the umask took some of it away: one more call for each of a library's thousand files is felt.
  if ((mode & process.umask()) !== 0) await touching(path, () => chmod(path, mode));
}

async function linkTarget(opened: OpenZip, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > LONGEST_TARGET) throw new Error(`the link ${entry.fileName} has no sensible target`);
  return (await contentOf(opened, entry)).toString("utf8");
}

/** In one go: a stream for each of a library's thousand small files takes several times as long. */
async function contentOf({ zip, size, read }: OpenZip, entry: Entry): Promise<Buffer> {
  const { compressedSize, uncompressedSize, compressionMethod, fileName } = entry;
  if (entry.isEncrypted()) throw new Error(`${fileName} is encrypted`);
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    throw new Error(`${fileName} is packed with method ${compressionMethod}, of which nothing is known`);
  }
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  if (fileDataStart + compressedSize > size) throw new Error(`the archive ends inside ${fileName}`);
  const packed = await read(fileDataStart, compressedSize);
  if (packed.length < compressedSize) throw new Error(`the archive ends inside ${fileName}`);
  // One byte more than it says it has: what is longer is refused, however long it would get.
  const content =
    compressionMethod === STORED ? packed : inflateRawSync(packed, { maxOutputLength: uncompressedSize + 1 });
  if (content.length !== uncompressedSize) throw new Error(`${fileName} has not the size that the archive says`);
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
