/**
 * The symbol table of the `linking` section: what the linker may resolve, rename or hide.
 * Source: tool-conventions Linking.md, "Symbol Table Subsection".
 */
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { type ImportKind, readImports } from "./imports.ts";
import { findSubsection, type Linking, readLinking, SubsectionType, withSubsection } from "./linking-section.ts";
import type { ObjectFile } from "./object-file.ts";

export type SymbolKind = "function" | "data" | "global" | "section" | "tag" | "table";

const KINDS: readonly SymbolKind[] = ["function", "data", "global", "section", "tag", "table"];

/** Bits of a symbol's flags. */
export const SymbolFlag = {
  weak: 0x1,
  local: 0x2,
  hidden: 0x4,
  undefined: 0x10,
  exported: 0x20,
  /** An undefined symbol whose name is not its import's. */
  explicitName: 0x40,
  noStrip: 0x80,
  tls: 0x100,
  absolute: 0x200,
} as const;

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
  const subsection = findSubsection(linking, SubsectionType.symbolTable);
  if (!subsection) return [];
  const imported = importNames(object);
  const reader = new ByteReader(subsection.body, object.file, subsection.offset);
  const symbols: LinkSymbol[] = [];
  for (let left = reader.count(3); left > 0; left--) {
    const start = reader.position;
    const kind = KINDS[reader.byte()];
    if (!kind) throw reader.error("a symbol is of no known kind", start);
    const flags = reader.u32();
    const undefinedHere = (flags & SymbolFlag.undefined) !== 0;
    if (kind === "data") {
      const name = reader.string();
      if (undefinedHere) symbols.push({ kind, flags, name, index: 0, offset: 0, size: 0 });
      else symbols.push({ kind, flags, name, index: reader.u32(), offset: reader.u32(), size: reader.u32() });
      continue;
    }
    const index = reader.u32();
    let name = "";
    if (kind !== "section") {
      if (!undefinedHere || flags & SymbolFlag.explicitName) name = reader.string();
      else {
        const own = imported[kind][index];
        if (own === undefined)
          throw reader.error(`an undefined ${kind} symbol names import ${index}, which is not there`, start);
        name = own;
      }
    }
    symbols.push({ kind, flags, name, index, offset: 0, size: 0 });
  }
  reader.expectEnd("the symbol table");
  return symbols;
}

function importNames(object: ObjectFile): Record<ImportKind, string[]> {
  const names: Record<ImportKind, string[]> = { function: [], table: [], memory: [], global: [], tag: [] };
  for (const each of readImports(object)) names[each.kind].push(each.name);
  return names;
}

/** The content of the subsection. */
export function encodeSymbols(symbols: readonly LinkSymbol[]): Uint8Array {
  const writer = new ByteWriter(symbols.length * 40 + 8).u32(symbols.length);
  for (const { kind, flags, name, index, offset, size } of symbols) {
    const undefinedHere = (flags & SymbolFlag.undefined) !== 0;
    writer.byte(KINDS.indexOf(kind)).u32(flags);
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
