/**
 * The symbol table of the `linking` section: what the linker may resolve, rename or hide.
 * Source: tool-conventions Linking.md, "Symbol Table Subsection".
 */
import { ByteWriter } from "./byte-writer.ts";
import { type Linking, readLinking, SubsectionType, withSubsection } from "./linking-section.ts";
import type { ObjectFile } from "./object-file.ts";
import { readSymbolColumns, SYMBOL_KINDS, type SymbolColumns, SymbolFlag, type SymbolKind } from "./symbol-columns.ts";

export { SymbolFlag, type SymbolKind };

export interface LinkSymbol {
  readonly kind: SymbolKind;
  readonly flags: number;
  /** Empty for section symbols, which have none. */
  readonly name: string;
  /** Place in the index space of its kind: function, global, tag, table, section, or data segment. */
  readonly index: number;
  /** Bytes from the start of the data segment; 0 in other kinds. */
  readonly offset: number;
  /** Bytes; 0 in other kinds than data. */
  readonly size: number;
}

export function isDefined(symbol: Pick<LinkSymbol, "flags">): boolean {
  return (symbol.flags & SymbolFlag.undefined) === 0;
}

export function isLocal(symbol: Pick<LinkSymbol, "flags">): boolean {
  return (symbol.flags & SymbolFlag.local) !== 0;
}

/** The symbols of an object; none in a final module. @throws {UserError} WASI-OBJECT-FORMAT */
export function readSymbols(object: ObjectFile): LinkSymbol[] {
  const linking = readLinking(object);
  return linking ? decodeSymbols(object, linking) : [];
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function decodeSymbols(object: ObjectFile, linking: Linking): LinkSymbol[] {
  const columns = readSymbolColumns(object, linking);
  return Array.from({ length: columns.count }, (_, place) => symbolAt(columns, place));
}

function symbolAt({ kinds, flags, indexes, offsets, sizes, name }: SymbolColumns, place: number): LinkSymbol {
  return {
    kind: SYMBOL_KINDS[kinds[place] ?? 0] ?? "section",
    flags: flags[place] ?? 0,
    name: name(place),
    index: indexes[place] ?? 0,
    offset: offsets[place] ?? 0,
    size: sizes[place] ?? 0,
  };
}

/** A symbol whose name is read only where somebody asks for it, which of a hundred thousand few do. */
export interface GlimpsedSymbol {
  readonly kind: SymbolKind;
  readonly flags: number;
  /** Place in the index space of its kind; of an undefined function its import. */
  readonly index: number;
  name(): string;
}

/** What an edit may change of a symbol; `explicitName` and `undefined` only together with a name. */
export interface SymbolEdit {
  readonly flags: number;
  readonly name?: string;
}

/** Names of the symbols that fulfil a condition. @throws {UserError} WASI-OBJECT-FORMAT */
export function symbolNames(object: ObjectFile, condition: (symbol: GlimpsedSymbol) => boolean): readonly string[] {
  const linking = readLinking(object);
  if (!linking) return [];
  const columns = readSymbolColumns(object, linking);
  const names: string[] = [];
  for (let place = 0; place < columns.count; place++) {
    if (condition(glimpse(columns, place))) names.push(columns.name(place));
  }
  return names;
}

/**
 * The object with some symbols changed; all others stay byte for byte.
 * @param edit what a symbol becomes, undefined for one that stays
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function editSymbols(object: ObjectFile, edit: (symbol: GlimpsedSymbol) => SymbolEdit | undefined): ObjectFile {
  const linking = readLinking(object);
  if (!linking) return object;
  const columns = readSymbolColumns(object, linking);
  const { body, starts, count } = columns;
  const writer = new ByteWriter(body.length + 1024);
  let copied = 0;
  let edited = false;
  const copyTo = (end: number) => {
    writer.bytes(body.subarray(copied, end));
    return end;
  };
  for (let place = 0; place < count; place++) {
    const change = edit(glimpse(columns, place));
    if (!change || (change.name === undefined && change.flags === columns.flags[place])) continue;
    edited = true;
    const start = starts[place] ?? 0;
    copied = copyTo(start);
    if (change.name === undefined) {
      writer.byte(body[start] ?? 0).u32(change.flags);
      copied = afterFlags(body, start);
      continue;
    }
    encodeSymbol(writer, { ...symbolAt(columns, place), name: change.name, flags: change.flags });
    copied = starts[place + 1] ?? body.length;
  }
  if (!edited) return object;
  copyTo(body.length);
  return withSubsection(object, SubsectionType.symbolTable, writer.finish());
}

/** Where in the table the part of a symbol begins that its kind and flags stand before. */
function afterFlags(body: Uint8Array, start: number): number {
  let at = start + 1;
  while ((body[at] ?? 0) >= 0x80) at++;
  return at + 1;
}

function glimpse({ kinds, flags, indexes, name }: SymbolColumns, place: number): GlimpsedSymbol {
  const kind = SYMBOL_KINDS[kinds[place] ?? 0] ?? "section";
  return { kind, flags: flags[place] ?? 0, index: indexes[place] ?? 0, name: () => name(place) };
}

/** The content of the subsection. */
export function encodeSymbols(symbols: readonly LinkSymbol[]): Uint8Array {
  const writer = new ByteWriter(symbols.length * 40 + 8).u32(symbols.length);
  for (const symbol of symbols) encodeSymbol(writer, symbol);
  return writer.finish();
}

function encodeSymbol(writer: ByteWriter, { kind, flags, name, index, offset, size }: LinkSymbol): void {
  const undefinedHere = (flags & SymbolFlag.undefined) !== 0;
  writer.byte(SYMBOL_KINDS.indexOf(kind)).u32(flags);
  if (kind === "data") {
    writer.string(name);
    if (!undefinedHere) writer.u32(index).u32(offset).u32(size);
    return;
  }
  writer.u32(index);
  if (kind !== "section" && (!undefinedHere || flags & SymbolFlag.explicitName)) writer.string(name);
}

/** The object with another symbol table; places in the table are what relocations refer to, so keep the order. */
export function withSymbols(object: ObjectFile, symbols: readonly LinkSymbol[]): ObjectFile {
  return withSubsection(object, SubsectionType.symbolTable, encodeSymbols(symbols));
}
