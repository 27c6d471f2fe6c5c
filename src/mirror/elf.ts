/**
 * ELF files of 64-bit little-endian machines: which shared libraries one needs, and where it looks for them.
 *
 * Debian's LLVM has a RUNPATH of its own, `$ORIGIN/../lib`, but what LLVM needs in turn (libxml2 → ICU, libedit → libbsd)
 * is looked for in the system alone, and a RUNPATH does not count for the libraries of a library. So an SDK that brings
 * all its libraries has to write the path into each of them. The linker leaves room for that: GNU ld puts spare tags at
 * the end of the dynamic section ("--spare-dynamic-tags", five by default), and a segment's last page is mapped whole.
 *
 * Format: https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.dynamic.html
 */

const MAGIC = 0x464c457f;
const LOAD = 1;
const DYNAMIC = 2;
const NULL = 0n;
const NEEDED = 1n;
const STRING_TABLE = 5n;
const SONAME = 14n;
const RPATH = 15n;
const RUNPATH = 29n;
const WRITABLE = 2;
/** Of the machines that Debian has LLVM for; larger ones only leave more room. */
const PAGE = 4096;

interface Segment {
  /** Where its header lies in the file. */
  readonly header: number;
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
  readonly memorySize: number;
}

interface Dynamic {
  /** Where the tag lies in the file. */
  readonly at: number;
  readonly tag: bigint;
  readonly value: bigint;
}

export interface ElfFile {
  /** File names of the libraries that it needs. */
  readonly needed: readonly string[];
  readonly soname: string | undefined;
  readonly runpath: string | undefined;
}

/** @returns undefined for what is no 64-bit little-endian ELF file with a dynamic section */
export function readElf(bytes: Uint8Array): ElfFile | undefined {
  const layout = readLayout(bytes);
  if (!layout) return undefined;
  const texts = (tag: bigint) => layout.dynamics.filter((entry) => entry.tag === tag).map(layout.text);
  return { needed: texts(NEEDED), soname: texts(SONAME)[0], runpath: texts(RUNPATH)[0] ?? texts(RPATH)[0] };
}

/**
 * Makes a library without a RUNPATH look for its libraries in a folder.
 *
 * @param path as the loader takes it, for example `$ORIGIN`
 * @returns the changed file
 * @throws {Error} where the linker left no room
 */
export function withRunpath(bytes: Uint8Array, path: string): Uint8Array {
  const layout = readLayout(bytes);
  if (!layout) throw new Error("not an ELF file with a dynamic section");
  const text = new TextEncoder().encode(`${path}\0`);
  const spare = layout.dynamics.filter(({ tag }) => tag === NULL);
  const home = layout.segments.find((segment) => roomBehind(segment, layout.segments, bytes.length) >= text.length);
  // The last null ends the section, so one more has to be there.
  if (spare.length < 2 || !spare[0] || !home) throw new Error("no room for a RUNPATH");
  const changed = bytes.slice();
  const view = new DataView(changed.buffer, changed.byteOffset, changed.byteLength);
  changed.set(text, home.offset + home.fileSize);
  view.setBigUint64(home.header + 32, BigInt(home.fileSize + text.length), true);
  view.setBigUint64(home.header + 40, BigInt(home.memorySize + text.length), true);
  // The value is an offset from the string table's address, and nothing says that it must lie within the table.
  const address = BigInt(home.address + home.fileSize);
  view.setBigUint64(spare[0].at, RUNPATH, true);
  view.setBigUint64(spare[0].at + 8, address - layout.strings, true);
  return changed;
}

interface Layout {
  readonly segments: readonly Segment[];
  /** Up to the end of the section, nulls included. */
  readonly dynamics: readonly Dynamic[];
  /** Address of the string table. */
  readonly strings: bigint;
  readonly text: (entry: Dynamic) => string;
}

function readLayout(bytes: Uint8Array): Layout | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const is64BitLittleEndian =
    bytes.length >= 64 && view.getUint32(0, true) === MAGIC && bytes[4] === 2 && bytes[5] === 1;
  if (!is64BitLittleEndian) return undefined;
  const segments = readSegments(view);
  const dynamic = segments.find(({ type }) => type === DYNAMIC);
  if (!dynamic) return undefined;
  const dynamics: Dynamic[] = [];
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.fileSize; at += 16) {
    dynamics.push({ at, tag: view.getBigUint64(at, true), value: view.getBigUint64(at + 8, true) });
  }
  const strings = dynamics.find(({ tag }) => tag === STRING_TABLE)?.value;
  if (strings === undefined) return undefined;
  const text = ({ value }: Dynamic): string => {
    const address = Number(strings + value);
    const home = segments.find((s) => s.type === LOAD && address >= s.address && address < s.address + s.fileSize);
    if (!home) return "";
    const start = home.offset + address - home.address;
    return new TextDecoder().decode(bytes.subarray(start, bytes.indexOf(0, start)));
  };
  return { segments, dynamics, strings, text };
}

function readSegments(view: DataView): Segment[] {
  const start = Number(view.getBigUint64(32, true));
  const size = view.getUint16(54, true);
  const number = (at: number) => Number(view.getBigUint64(at, true));
  return Array.from({ length: view.getUint16(56, true) }, (_, index) => {
    const header = start + index * size;
    return {
      header,
      type: view.getUint32(header, true),
      flags: view.getUint32(header + 4, true),
      offset: number(header + 8),
      address: number(header + 16),
      fileSize: number(header + 32),
      memorySize: number(header + 40),
    };
  });
}

/** Bytes that may be added to a segment: of its last page, and not yet anyone else's, in the file and in memory. */
function roomBehind(segment: Segment, all: readonly Segment[], length: number): number {
  // A writable segment ends in zeroes that are not in the file, so nothing can be put behind what is.
  if (segment.type !== LOAD || segment.flags & WRITABLE || segment.fileSize !== segment.memorySize) return 0;
  const loads = all.filter(({ type }) => type === LOAD);
  const room = (end: number, starts: readonly number[]) =>
    Math.min(PAGE - (end % PAGE), ...starts.filter((start) => start >= end).map((start) => start - end));
  const end = segment.offset + segment.fileSize;
  return Math.min(
    room(end, [...loads.map(({ offset }) => offset), length]),
    room(
      segment.address + segment.fileSize,
      loads.map(({ address }) => address),
    ),
  );
}
