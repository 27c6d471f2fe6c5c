/**
 * Static libraries: `ar` archives with GNU or BSD long names, and thin archives, whose members lie in files of their own.
 * Sources: System V ABI "Archive File"; GNU binutils `ar`; LLVM's llvm/lib/Object/Archive.cpp.
 */
import { formatError } from "./format-error.ts";

export interface ArchiveMember {
  /** The name, long names resolved; in a thin archive the path relative to the archive. */
  readonly name: string;
  /** Where the member's header begins in the archive. */
  readonly headerOffset: number;
  /** The content, not copied; undefined in a thin archive. */
  readonly bytes: Uint8Array | undefined;
}

export interface Archive {
  readonly file: string;
  readonly thin: boolean;
  /** Without the symbol index and the name table. */
  readonly members: readonly ArchiveMember[];
}

const MAGIC = "!<arch>\n";
const THIN_MAGIC = "!<thin>\n";
const HEADER_SIZE = 60;

const latin1 = new TextDecoder("latin1");
const utf8 = new TextDecoder();

export function isArchive(bytes: Uint8Array): boolean {
  const magic = latin1.decode(bytes.subarray(0, MAGIC.length));
  return magic === MAGIC || magic === THIN_MAGIC;
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readArchive(bytes: Uint8Array, file: string): Archive {
  if (!isArchive(bytes)) throw formatError(file, 0, "the magic text of an archive is missing");
  const thin = latin1.decode(bytes.subarray(0, MAGIC.length)) === THIN_MAGIC;
  const members: ArchiveMember[] = [];
  let longNames: Uint8Array = new Uint8Array(0);
  for (let position = MAGIC.length; position < bytes.length; ) {
    const header = readHeader(bytes, position, file);
    const start = position + HEADER_SIZE;
    const special = isSymbolIndex(header.name) || header.name === "//";
    const stored = special || !thin ? header.size : 0;
    if (start + stored > bytes.length) throw formatError(file, position, `the member "${header.name}" ends early`);
    let content = bytes.subarray(start, start + stored);
    if (header.name === "//") longNames = content;
    else if (!special) {
      const bsd = /^#1\/(\d+)$/.exec(header.name);
      let name = header.name.replace(/\/$/, "");
      if (bsd) {
        const length = Number(bsd[1]);
        if (length > content.length) throw formatError(file, position, "a long name is longer than its member");
        name = utf8.decode(content.subarray(0, length)).replace(/\0+$/, "");
        content = content.subarray(length);
      } else if (/^\/\d+$/.test(header.name)) {
        name = longName(longNames, Number(header.name.slice(1)), file, position);
      }
      if (!isSymbolIndex(name)) members.push({ name, headerOffset: position, bytes: thin ? undefined : content });
    }
    // Members begin at even offsets.
    position = start + stored + (stored % 2);
  }
  return { file, thin, members };
}

function readHeader(bytes: Uint8Array, position: number, file: string): { name: string; size: number } {
  const text = latin1.decode(bytes.subarray(position, position + HEADER_SIZE));
  if (text.length < HEADER_SIZE || !text.endsWith("`\n"))
    throw formatError(file, position, "a member header is damaged");
  const size = text.slice(48, 58).trim();
  if (!/^\d+$/.test(size)) throw formatError(file, position, `"${size}" is not the size of a member`);
  return { name: text.slice(0, 16).trimEnd(), size: Number(size) };
}

/** GNU's, its 64-bit form, and BSD's. */
function isSymbolIndex(name: string): boolean {
  return name === "/" || name === "/SYM64/" || name.startsWith("__.SYMDEF");
}

function longName(table: Uint8Array, offset: number, file: string, position: number): string {
  if (offset >= table.length) throw formatError(file, position, `the name table has no name at ${offset}`);
  const end = table.indexOf(0x0a, offset);
  return utf8.decode(table.subarray(offset, end < 0 ? table.length : end)).replace(/\/$/, "");
}
