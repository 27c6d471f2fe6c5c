/**
 * Zip files that are the same whenever their members are: sorted, without times, every member compressed for itself.
 * Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (no zip64: below 65535 members and 4 GiB).
 */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipMember {
  /** Path inside the archive, with `/`; one that ends so is an empty folder. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable?: boolean;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** "made by" Unix, so that the upper half of the external attributes is a mode. */
const MADE_BY_UNIX = (3 << 8) | VERSION;
const UTF8_NAMES = 1 << 11;
const DEFLATE = 8;
/** 1980-01-01, the first day that a zip can have. */
const DATE = (1 << 5) | 1;
/** As in `archive.ts`: unpacked soon, so compressed little. */
const LEVEL = 1;

export function zip(members: readonly ZipMember[]): Uint8Array {
  const sorted = [...members].sort((a, b) => (a.path < b.path ? -1 : 1));
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const member of sorted) {
    const name = new TextEncoder().encode(member.path);
    const data = deflateRawSync(member.bytes, { level: LEVEL });
    const shared = sharedHeader(member.bytes, data.length, name.length);
    const local = joined([words32(LOCAL), words16(VERSION), shared, name]);
    const folder = member.path.endsWith("/");
    const mode = folder ? 0o40755 : member.executable ? 0o100755 : 0o100644;
    directory.push(
      joined([
        words32(CENTRAL),
        words16(MADE_BY_UNIX, VERSION),
        shared,
        // Comment length, disk, internal attributes.
        words16(0, 0, 0),
        words32(((mode << 16) | (folder ? 0x10 : 0)) >>> 0, offset),
        name,
      ]),
    );
    bodies.push(local, data);
    offset += local.length + data.length;
  }
  const central = joined(directory);
  const end = joined([
    words32(END),
    words16(0, 0, sorted.length, sorted.length),
    words32(central.length, offset),
    words16(0),
  ]);
  return joined([...bodies, central, end]);
}

/** What the local header and the directory have in common, from the flags to the length of the extra field. */
function sharedHeader(bytes: Uint8Array, compressed: number, nameLength: number): Uint8Array {
  return joined([
    words16(UTF8_NAMES, DEFLATE, 0, DATE),
    words32(crc32(bytes), compressed, bytes.length),
    words16(nameLength, 0),
  ]);
}

function words16(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint16(index * 2, value, true);
  });
  return bytes;
}

function words32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(index * 4, value, true);
  });
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
