/** The relocations of the code by where they stand, and which functions are worth following through. */
import type { FunctionBody } from "../object/functions.ts";
import { RelocationType } from "../object/relocations.ts";
import { SYMBOL_KINDS } from "../object/symbol-columns.ts";
import { FUNCTION_ARGUMENTS, TABLE_ARGUMENTS } from "./api-calls.ts";
import { lowerBound, NOWHERE, type ObjectImage } from "./object-image.ts";

const FUNCTION = SYMBOL_KINDS.indexOf("function");

/** Types of relocations that stand for an address of data. */
const ADDRESSES = new Set<number>([
  RelocationType.memoryAddressLeb,
  RelocationType.memoryAddressSleb,
  RelocationType.memoryAddressRelativeSleb,
]);

export class CodeSites {
  readonly image: ObjectImage;
  private readonly offsets: Uint32Array;
  private readonly types: Uint8Array;
  private readonly indexes: Uint32Array;
  /** Names of the symbols of `api-calls.ts` that the object imports. */
  readonly callees = new Map<number, string>();

  constructor(image: ObjectImage) {
    this.image = image;
    const relocations = image.codeRelocations;
    this.offsets = relocations?.offsets ?? new Uint32Array(0);
    this.types = relocations?.types ?? new Uint8Array(0);
    this.indexes = relocations?.indexes ?? new Uint32Array(0);
    const { kinds, indexes, count, name } = image.symbols;
    for (let symbol = 0; symbol < count; symbol++) {
      if (kinds[symbol] !== FUNCTION || (indexes[symbol] ?? 0) >= image.functions.imported) continue;
      const text = name(symbol);
      if (Object.hasOwn(TABLE_ARGUMENTS, text) || Object.hasOwn(FUNCTION_ARGUMENTS, text))
        this.callees.set(symbol, text);
    }
  }

  /** The relocation at an offset into the code section; offsets ascend in what LLVM writes. */
  at(offset: number): number {
    const place = lowerBound(this.offsets, offset);
    return this.offsets[place] === offset ? place : NOWHERE;
  }

  isOfInterest({ start, end }: FunctionBody): boolean {
    for (let i = lowerBound(this.offsets, start); i < this.offsets.length; i++) {
      if ((this.offsets[i] ?? 0) >= end) return false;
      const type = this.types[i];
      if (type === RelocationType.tableIndexSleb || type === RelocationType.tableIndexRelativeSleb) return true;
      const symbol = this.indexes[i] ?? 0;
      if (type === RelocationType.functionIndexLeb && this.callees.has(symbol)) return true;
      if (type === RelocationType.globalIndexLeb && this.image.symbols.kinds[symbol] === FUNCTION) return true;
    }
    return false;
  }

  /** Whether a function calls one that makes a type of a list of slots. */
  makesType({ start, end }: FunctionBody): boolean {
    return this.within(start, end).some((i) => /^PyType_From/.test(this.callees.get(this.indexes[i] ?? 0) ?? ""));
  }

  /** Addresses of the object's own data in a function. */
  mentioned({ start, end }: FunctionBody): readonly number[] {
    return this.within(start, end)
      .filter((i) => ADDRESSES.has(this.types[i] ?? 0))
      .map((i) => this.image.symbolAddress(this.indexes[i] ?? 0))
      .filter((address) => address !== NOWHERE);
  }

  private within(start: number, end: number): readonly number[] {
    const first = lowerBound(this.offsets, start);
    return Array.from({ length: lowerBound(this.offsets, end) - first }, (_, i) => first + i);
  }

  symbol(place: number): number {
    return this.indexes[place] ?? NOWHERE;
  }

  type(place: number): number | undefined {
    return this.types[place];
  }

  addend(place: number): number {
    return this.image.codeRelocations?.addends[place] ?? 0;
  }
}
