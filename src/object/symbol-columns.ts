/**
 * The symbol table as columns, with names that are decoded only when asked for: a large extension has a hundred
 * thousand symbols, of which a pass looks at few by name.
 * Source: tool-conventions Linking.md, "Symbol Table Subsection".
 */
import { ByteReader } from "./byte-reader.ts";
import { type ImportKind, readImports } from "./imports.ts";
import { findSubsection, type Linking, SubsectionType } from "./linking-section.ts";
import type { ObjectFile } from "./object-file.ts";

export const SYMBOL_KINDS = ["function", "data", "global", "section", "tag", "table"] as const;
export type SymbolKind = (typeof SYMBOL_KINDS)[number];

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

const DATA = SYMBOL_KINDS.indexOf("data");
const SECTION = SYMBOL_KINDS.indexOf("section");

export interface SymbolColumns {
  readonly count: number;
  /** Places in `SYMBOL_KINDS`. */
  readonly kinds: Uint8Array;
  readonly flags: Uint32Array;
  /** Place in the index space of the kind; the data segment of a data symbol. */
  readonly indexes: Uint32Array;
  /** Bytes from the start of the data segment. */
  readonly offsets: Uint32Array;
  /** Bytes of data. */
  readonly sizes: Uint32Array;
  /** Bytes of the subsection, and where each symbol begins in them; one more place is their end. */
  readonly body: Uint8Array;
  readonly starts: Uint32Array;
  /** Empty for section symbols. @throws {UserError} WASI-OBJECT-FORMAT for a name that is not UTF-8 or not there */
  name(place: number): string;
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readSymbolColumns(object: ObjectFile, linking: Linking): SymbolColumns {
  const subsection = findSubsection(linking, SubsectionType.symbolTable);
  const reader = new ByteReader(subsection?.body ?? Uint8Array.of(0), object.file, subsection?.offset ?? 0);
  const count = reader.count(3);
  const kinds = new Uint8Array(count);
  const [flags, indexes, offsets, sizes] = [0, 0, 0, 0].map(() => new Uint32Array(count)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  /** Where the name's length stands; 0 where the import has the name. */
  const names = new Uint32Array(count);
  const starts = new Uint32Array(count + 1);
  for (let place = 0; place < count; place++) {
    starts[place] = reader.position;
    const kind = reader.byte();
    if (kind >= SYMBOL_KINDS.length) throw reader.error("a symbol is of no known kind", reader.position - 1);
    const flag = reader.u32();
    const undefinedHere = (flag & SymbolFlag.undefined) !== 0;
    kinds[place] = kind;
    flags[place] = flag;
    if (kind !== DATA) indexes[place] = reader.u32();
    if (kind === DATA || (kind !== SECTION && (!undefinedHere || flag & SymbolFlag.explicitName))) {
      names[place] = reader.position;
      reader.skip(reader.u32());
    }
    if (kind === DATA && !undefinedHere) {
      indexes[place] = reader.u32();
      offsets[place] = reader.u32();
      sizes[place] = reader.u32();
    }
  }
  reader.expectEnd("the symbol table");
  starts[count] = reader.position;

  let imported: Record<ImportKind, string[]> | undefined;
  const name = (place: number) => {
    const kind = SYMBOL_KINDS[kinds[place] ?? SECTION] ?? "section";
    if (kind === "section") return "";
    const at = names[place] ?? 0;
    if (at > 0) {
      reader.position = at;
      return reader.string();
    }
    imported ??= importNames(object);
    const index = indexes[place] ?? 0;
    const own = kind === "data" ? undefined : imported[kind][index];
    if (own === undefined)
      throw reader.error(`an undefined ${kind} symbol names import ${index}, which is not there`, 0);
    return own;
  };
  return { count, kinds, flags, indexes, offsets, sizes, body: reader.bytes, starts, name };
}

function importNames(object: ObjectFile): Record<ImportKind, string[]> {
  const names: Record<ImportKind, string[]> = { function: [], table: [], memory: [], global: [], tag: [] };
  for (const each of readImports(object)) names[each.kind].push(each.name);
  return names;
}
