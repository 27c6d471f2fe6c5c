/**
 * Which clang compiled an archive, from the `producers` section of its first member.
 * https://github.com/WebAssembly/tool-conventions/blob/main/ProducersSection.md
 */

const ARCHIVE_MAGIC = "!<arch>\n";
const HEADER_SIZE = 60;
const WASM_MAGIC = 0x6d736100;
const CUSTOM_SECTION = 0;

/** @returns `18.1.2`; undefined where the archive does not say */
export function clangOfArchive(archive: Uint8Array): string | undefined {
  if (text(archive.subarray(0, ARCHIVE_MAGIC.length)) !== ARCHIVE_MAGIC) return undefined;
  let position = ARCHIVE_MAGIC.length;
  while (position + HEADER_SIZE <= archive.length) {
    // Size in decimal digits at 48..58 of the member's header; members begin at even offsets.
    const size = Number(text(archive.subarray(position + 48, position + 58)).trim());
    if (!Number.isSafeInteger(size)) return undefined;
    const member = archive.subarray(position + HEADER_SIZE, position + HEADER_SIZE + size);
    // A BSD archive keeps long names in front of the content.
    const longName = /^#1\/(\d+)/.exec(text(archive.subarray(position, position + 16)));
    const clang = clangOfModule(member.subarray(longName ? Number(longName[1]) : 0));
    if (clang !== undefined) return clang;
    position += HEADER_SIZE + size + (size % 2);
  }
  return undefined;
}

function clangOfModule(module: Uint8Array): string | undefined {
  const view = new DataView(module.buffer, module.byteOffset, module.byteLength);
  if (module.length < 8 || view.getUint32(0, true) !== WASM_MAGIC) return undefined;
  const reader = new Reader(module, 8);
  while (reader.position < module.length) {
    const id = reader.byte();
    const size = reader.number();
    const end = reader.position + size;
    if (id === CUSTOM_SECTION && reader.name() === "producers") return clangVersion(reader);
    reader.position = end;
  }
  return undefined;
}

function clangVersion(reader: Reader): string | undefined {
  for (let fields = reader.number(); fields > 0; fields -= 1) {
    const field = reader.name();
    for (let values = reader.number(); values > 0; values -= 1) {
      const [name, version] = [reader.name(), reader.name()];
      // Distributions put their name in front: `Debian clang`.
      if (field === "processed-by" && /\bclang$/.test(name)) return /\d+\.\d+\.\d+/.exec(version)?.[0];
    }
  }
  return undefined;
}

class Reader {
  readonly bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Behind the end there are zeros: a cut-off module has no producers. */
  byte(): number {
    const value = this.bytes[this.position] ?? 0;
    this.position += 1;
    return value;
  }

  /** LEB128, unsigned. */
  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  }

  name(): string {
    const size = this.number();
    this.position += size;
    return text(this.bytes.subarray(this.position - size, this.position));
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
