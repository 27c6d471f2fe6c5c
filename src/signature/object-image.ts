/**
 * The data of an object as a program would see it: words, and which of them the linker fills with the address of a
 * function or of other data. An address is an offset into the content of the data section, as relocations count.
 * Columns throughout: a large extension has a quarter of a million relocations.
 */
import { type DataSegment, readDataSegments } from "../object/data-segments.ts";
import { readFunctionTypes } from "../object/function-types.ts";
import { type FunctionSpace, readFunctions } from "../object/functions.ts";
import type { Linking } from "../object/linking-section.ts";
import { findSection, type ObjectFile, SectionId } from "../object/object-file.ts";
import { findRelocations, type Relocations, RelocationType } from "../object/relocations.ts";
import { readSymbolColumns, SYMBOL_KINDS, type SymbolColumns, SymbolFlag } from "../object/symbol-columns.ts";
import { signatureText } from "./signature-text.ts";

export const NOWHERE = -1;

const FUNCTION = SYMBOL_KINDS.indexOf("function");
const DATA = SYMBOL_KINDS.indexOf("data");

export class ObjectImage {
  readonly object: ObjectFile;
  readonly symbols: SymbolColumns;
  readonly functions: FunctionSpace;
  /** Of each type of the object. */
  readonly typeTexts: readonly string[];
  /** Those of the data section, as the object has them. */
  readonly relocations: Relocations | undefined;
  readonly codeRelocations: Relocations | undefined;
  /** Start and end of each data symbol that has an extent, by ascending start; the longest of those that start together. */
  readonly extentStarts: Uint32Array;
  readonly extentEnds: Uint32Array;
  /** Symbol of each extent. */
  readonly extentSymbols: Uint32Array;
  private readonly bytes: Uint8Array;
  private readonly segments: readonly DataSegment[];
  /** Offsets of the relocations, ascending, and where each stands among them. */
  private readonly sites: Uint32Array;
  private readonly places: Uint32Array;

  /** @throws {UserError} WASI-OBJECT-FORMAT */
  constructor(object: ObjectFile, linking: Linking) {
    this.object = object;
    this.symbols = readSymbolColumns(object, linking);
    this.functions = readFunctions(object);
    this.typeTexts = readFunctionTypes(object).map(signatureText);
    const data = findSection(object, SectionId.data);
    const code = findSection(object, SectionId.code);
    this.bytes = data?.body ?? new Uint8Array(0);
    this.segments = readDataSegments(object);
    this.relocations = data && findRelocations(object, data)?.relocations;
    this.codeRelocations = code && findRelocations(object, code)?.relocations;
    [this.sites, this.places] = sorted(this.relocations?.offsets ?? new Uint32Array(0));
    const extents = this.extents();
    this.extentStarts = extents.map(([start]) => start).reduce(fill, new Uint32Array(extents.length));
    this.extentEnds = extents.map(([, end]) => end).reduce(fill, new Uint32Array(extents.length));
    this.extentSymbols = extents.map(([, , symbol]) => symbol).reduce(fill, new Uint32Array(extents.length));
  }

  /** The relocation at an address, as its place in `relocations`; NOWHERE where the word is the compiler's own. */
  relocationAt(address: number): number {
    const found = lowerBound(this.sites, address);
    return this.sites[found] === address ? (this.places[found] ?? NOWHERE) : NOWHERE;
  }

  /** Whether any relocation lies in a range. */
  hasRelocation(start: number, end: number): boolean {
    const site = this.sites[lowerBound(this.sites, start)];
    return site !== undefined && site < end;
  }

  isFunction(relocation: number): boolean {
    return this.relocations?.types[relocation] === RelocationType.tableIndexI32 && this.functionOf(relocation) >= 0;
  }

  isPointer(relocation: number): boolean {
    return this.relocations?.types[relocation] === RelocationType.memoryAddressI32;
  }

  /** The symbol of the function whose address a relocation of the data holds. */
  functionOf(relocation: number): number {
    const symbol = this.relocations?.indexes[relocation] ?? NOWHERE;
    return this.symbols.kinds[symbol] === FUNCTION ? symbol : NOWHERE;
  }

  /** The address that a pointer holds; NOWHERE for one into another object. */
  target(relocation: number): number {
    const symbol = this.relocations?.indexes[relocation] ?? NOWHERE;
    const start = this.symbolAddress(symbol);
    return start === NOWHERE ? NOWHERE : start + (this.relocations?.addends[relocation] ?? 0);
  }

  symbolAddress(symbol: number): number {
    const { kinds, flags, indexes, offsets } = this.symbols;
    if (kinds[symbol] !== DATA || ((flags[symbol] ?? 0) & (SymbolFlag.undefined | SymbolFlag.absolute)) !== 0) {
      return NOWHERE;
    }
    const segment = this.segments[indexes[symbol] ?? 0];
    return segment ? segment.start + (offsets[symbol] ?? 0) : NOWHERE;
  }

  /** Little-endian. */
  word(address: number): number {
    const { bytes } = this;
    const high = (bytes[address + 3] ?? 0) << 24;
    return (high | ((bytes[address + 2] ?? 0) << 16) | ((bytes[address + 1] ?? 0) << 8) | (bytes[address] ?? 0)) >>> 0;
  }

  isNumber(address: number): boolean {
    return this.relocationAt(address) === NOWHERE;
  }

  isZero(address: number): boolean {
    return this.word(address) === 0 && this.isNumber(address);
  }

  /** A printable C string that is not empty; undefined for anything else. */
  text(address: number): string | undefined {
    const end = address < 0 ? address : this.bytes.indexOf(0, address);
    if (end <= address || this.hasRelocation(address, end)) return undefined;
    const bytes = this.bytes.subarray(address, Math.min(end, address + LONGEST_TEXT));
    return bytes.every((byte) => byte >= 0x20 && byte !== 0x7f) ? new TextDecoder().decode(bytes) : undefined;
  }

  /** Where the symbol or, failing that, the segment ends that covers an address. */
  endOf(address: number): number {
    const found = this.extentAt(address);
    if (found !== NOWHERE) return this.extentEnds[found] ?? address;
    const segment = this.segments.find(({ start, bytes }) => address >= start && address < start + bytes.length);
    return segment ? segment.start + segment.bytes.length : address;
  }

  /** The extent that covers an address. */
  extentAt(address: number): number {
    const next = lowerBound(this.extentStarts, address + 1);
    const found = next - 1;
    return found >= 0 && address < (this.extentEnds[found] ?? 0) ? found : NOWHERE;
  }

  /** Name of the table at an address, for messages. */
  nameAt(address: number): string {
    const found = this.extentAt(address);
    return found === NOWHERE ? `data at ${address}` : this.symbols.name(this.extentSymbols[found] ?? 0);
  }

  /** The type that a function symbol's function has; undefined where the object contradicts itself. */
  typeOf(symbol: number): string | undefined {
    return this.typeTexts[this.functions.types[this.symbols.indexes[symbol] ?? 0] ?? NOWHERE];
  }

  private extents(): (readonly [number, number, number])[] {
    const { count, sizes } = this.symbols;
    const found: (readonly [number, number, number])[] = [];
    for (let symbol = 0; symbol < count; symbol++) {
      const size = sizes[symbol] ?? 0;
      const start = size > 0 ? this.symbolAddress(symbol) : NOWHERE;
      if (start !== NOWHERE) found.push([start, Math.min(start + size, this.bytes.length), symbol]);
    }
    found.sort(([a, endOfA], [b, endOfB]) => a - b || endOfB - endOfA);
    return found.filter(([start], i) => start !== found[i - 1]?.[0]);
  }
}

const LONGEST_TEXT = 200;

function fill(column: Uint32Array, value: number, place: number): Uint32Array {
  column[place] = value;
  return column;
}

/** The offsets ascending, with where each was; the linker writes them so, and then nothing is sorted. */
function sorted(offsets: Uint32Array): [Uint32Array, Uint32Array] {
  const places = Uint32Array.from(offsets, (_, place) => place);
  if (offsets.every((offset, place) => place === 0 || offset >= (offsets[place - 1] ?? 0))) return [offsets, places];
  places.sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0));
  return [places.map((place) => offsets[place] ?? 0), places];
}

/** The first place whose value is not below another. */
export function lowerBound(values: Uint32Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
