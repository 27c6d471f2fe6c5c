/**
 * Writes an archive as llvm-ar does with `rcsD`: GNU format, symbol index first, times, owners and modes neutral, so
 * that the same members always make the same bytes.
 */
import { ByteWriter } from "./byte-writer.ts";
import { isWasm, readObject } from "./object-file.ts";
import { isDefined, isLocal, readSymbols } from "./symbol-table.ts";

export interface NewMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MAGIC = "!<arch>\n";
const LONGEST_SHORT_NAME = 15;
const HEADER_SIZE = 60;
const encoder = new TextEncoder();

/** @throws {UserError} WASI-OBJECT-FORMAT for a member that begins as WebAssembly and is none */
export function writeArchive(members: readonly NewMember[]): Uint8Array {
  if (members.length === 0) return encoder.encode(MAGIC);
  const { table, names } = longNames(members);
  const symbols = members.map(definedSymbols);
  const count = symbols.reduce((sum, each) => sum + each.length, 0);
  const texts = encoder.encode(
    symbols
      .flat()
      .map((name) => `${name}\0`)
      .join(""),
  );
  const indexSize = even(4 + 4 * count + texts.length);

  let offset = MAGIC.length + HEADER_SIZE + indexSize + (table.length > 0 ? HEADER_SIZE + even(table.length) : 0);
  const index = new DataView(new ArrayBuffer(indexSize));
  index.setUint32(0, count);
  let entry = 4;
  for (const [i, member] of members.entries()) {
    for (const _ of symbols[i] ?? []) {
      index.setUint32(entry, offset);
      entry += 4;
    }
    offset += HEADER_SIZE + even(member.bytes.length);
  }
  const indexBytes = new Uint8Array(index.buffer);
  indexBytes.set(texts, entry);

  const writer = new ByteWriter(offset + 16).bytes(encoder.encode(MAGIC));
  writeMember(writer, "/", indexBytes, "0");
  if (table.length > 0)
    writer
      .bytes(header("//", table.length, false))
      .bytes(table)
      .bytes(padding(table.length));
  for (const [i, member] of members.entries()) writeMember(writer, names[i] ?? "", member.bytes, "644");
  return writer.finish();
}

function definedSymbols({ name, bytes }: NewMember): string[] {
  if (!isWasm(bytes)) return [];
  return readSymbols(readObject(bytes, name))
    .filter((symbol) => symbol.kind !== "section" && isDefined(symbol) && !isLocal(symbol))
    .map((symbol) => symbol.name);
}

function longNames(members: readonly NewMember[]): { table: Uint8Array; names: string[] } {
  let table = "";
  const names = members.map(({ name }) => {
    if (encoder.encode(name).length <= LONGEST_SHORT_NAME && !name.includes("/")) return `${name}/`;
    const place = encoder.encode(table).length;
    table += `${name}/\n`;
    return `/${place}`;
  });
  return { table: encoder.encode(table), names };
}

function writeMember(writer: ByteWriter, name: string, bytes: Uint8Array, mode: string): void {
  writer
    .bytes(header(name, bytes.length, true, mode))
    .bytes(bytes)
    .bytes(padding(bytes.length));
}

/** Name, time, owner, group, mode, size, each in its columns; the name table has name and size only. */
function header(name: string, size: number, owned: boolean, mode = ""): Uint8Array {
  const zero = owned ? "0" : "";
  const fields = [name.padEnd(16), zero.padEnd(12), zero.padEnd(6), zero.padEnd(6), mode.padEnd(8)];
  return encoder.encode(`${fields.join("")}${String(size).padEnd(10)}\`\n`);
}

function even(size: number): number {
  return size + (size % 2);
}

function padding(size: number): Uint8Array {
  return Uint8Array.from(size % 2 === 1 ? [0x0a] : []);
}
