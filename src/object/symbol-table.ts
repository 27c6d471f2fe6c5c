/**
 * The symbol table of the `linking` section: what the linker may resolve, rename or hide.
 * Source: tool-conventions Linking.md, "Symbol Table Subsection".
 */
import { ByteWriter } from "./byte-writer.ts";
import { type Linking, readLinking, SubsectionType, withSubsection } from "./linking-section.ts";
import type { ObjectFile } from "./object-file.ts";
import { readSymbolColumns, SYMBOL_KINDS, SymbolFlag, type SymbolKind } from "./symbol-columns.ts";

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

export function isDefined(symbol: LinkSymbol): boolean {
  return (symbol.flags & SymbolFlag.undefined) === 0;
}

export function isLocal(symbol: LinkSymbol): boolean {
  return (symbol.flags & SymbolFlag.local) !== 0;
}

/** The symbols of an object; none in a final module. @throws {UserError} WASI-OBJECT-FORMAT */
export function readSymbols(object: ObjectFile): LinkSymbol[] {
  const linking = readLinking(object);
  return linking ? decodeSymbols(object, linking) : [];
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function decodeSymbols(object: ObjectFile, linking: Linking): LinkSymbol[] {
  const { count, kinds, flags, indexes, offsets, sizes, name } = readSymbolColumns(object, linking);
  const symbols: LinkSymbol[] = [];
  for (let place = 0; place < count; place++) {
    symbols.push({
      kind: SYMBOL_KINDS[kinds[place] ?? 0] ?? "section",
      flags: flags[place] ?? 0,
      name: name(place),
      index: indexes[place] ?? 0,
      offset: offsets[place] ?? 0,
      size: sizes[place] ?? 0,
    });
  }
  return symbols;
}

/** The content of the subsection. */
export function encodeSymbols(symbols: readonly LinkSymbol[]): Uint8Array {
  const writer = new ByteWriter(symbols.length * 40 + 8).u32(symbols.length);
  for (const { kind, flags, name, index, offset, size } of symbols) {
    const undefinedHere = (flags & SymbolFlag.undefined) !== 0;
    writer.byte(SYMBOL_KINDS.indexOf(kind)).u32(flags);
    if (kind === "data") {
      writer.string(name);
      if (!undefinedHere) writer.u32(index).u32(offset).u32(size);
      continue;
    }
    writer.u32(index);
    if (kind !== "section" && (!undefinedHere || flags & SymbolFlag.explicitName)) writer.string(name);
  }
  return writer.finish();
}

/** The object with another symbol table; places in the table are what relocations refer to, so keep the order. */
export function withSymbols(object: ObjectFile, symbols: readonly LinkSymbol[]): ObjectFile {
  return withSubsection(object, SubsectionType.symbolTable, encodeSymbols(symbols));
}
