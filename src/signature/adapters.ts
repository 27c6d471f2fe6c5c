/**
 * Gives CPython a function of the type that it calls: an adapter behind the object's own functions, which calls the
 * original with as many arguments as that takes, and takes its place in the tables.
 *
 * Functions that are appended move no index and no symbol. The element section needs nothing: the linker makes the
 * function table from the relocations. Surplus arguments are dropped, missing ones are zero, a result that is not there
 * is zero, as binaryen's --fpcast-emu has it.
 * Source: tool-conventions Linking.md; core specification, "Code Section".
 */
import { ByteReader } from "../object/byte-reader.ts";
import { ByteWriter, PADDED } from "../object/byte-writer.ts";
import { withCustomSection } from "../object/edit.ts";
import { encodeFunctionTypes, readFunctionTypes } from "../object/function-types.ts";
import { findSection, type ObjectFile, replaceBody, type Section, SectionId } from "../object/object-file.ts";
import { encodeRelocations, findRelocations, type Relocations, RelocationType } from "../object/relocations.ts";
import { SymbolFlag } from "../object/symbol-columns.ts";
import { type LinkSymbol, readSymbols, withSymbols } from "../object/symbol-table.ts";
import type { ValueType } from "../object/value-types.ts";
import type { Audit, Use } from "./audit.ts";
import { signatureText, signatureType } from "./signature-text.ts";

/** Adapters begin with it; backtraces show the original's name behind. */
export const ADAPTER_PREFIX = "__sig$";

interface Adapter {
  readonly name: string;
  /** Of the original, in the symbol table. */
  readonly symbol: number;
  readonly type: number;
  readonly body: Uint8Array;
  /** From the body's first byte to the index of the original. */
  readonly callAt: number;
}

/**
 * Whether an adapter may stand between: numbers can be converted, vectors and references cannot, and what is only
 * suspected stays as it is.
 */
export function canAdapt({ expected, found, suspected }: Use): boolean {
  return !suspected && /^[ilfd]*_[vilfd]$/.test(expected) && /^[ilfd]*_[vilfd]$/.test(found);
}

/**
 * @param mismatches of that object, all of which `canAdapt`
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function withAdapters(object: ObjectFile, { image }: Audit, mismatches: readonly Use[]): ObjectFile {
  if (mismatches.length === 0) return object;
  const types = readFunctionTypes(object);
  const symbols = readSymbols(object);
  const functions = image.functions.types.length;
  const adapters: Adapter[] = [];
  const added: LinkSymbol[] = [];
  const places = new Map<string, number>();
  const replaced = { data: new Map<number, number>(), code: new Map<number, number>() };
  for (const use of mismatches) {
    const key = `${use.symbol} ${use.expected}`;
    let place = places.get(key);
    if (place === undefined) {
      place = symbols.length + added.length;
      places.set(key, place);
      const original = symbols[use.symbol];
      let type = types.findIndex((each) => signatureText(each) === use.expected);
      if (type < 0) type = types.push(signatureType(use.expected)) - 1;
      const name = `${ADAPTER_PREFIX}${use.expected}$${original?.name ?? ""}`;
      adapters.push({ name, symbol: use.symbol, type, ...adapterBody(use, original?.index ?? 0) });
      const flags = SymbolFlag.local | SymbolFlag.hidden;
      added.push({ kind: "function", flags, name, index: functions + added.length, offset: 0, size: 0 });
    }
    replaced[use.section].set(use.relocation, place);
  }
  let edited = withBody(object, SectionId.type, () => encodeFunctionTypes(types));
  edited = withBody(edited, SectionId.function, ({ body }) => appended(object, body, adapters.map(typeIndex)).bytes);
  edited = withSymbols(edited, [...symbols, ...added]);
  edited = withRelocations(edited, SectionId.data, (relocations) => retargeted(relocations, replaced.data));
  return withCode(edited, adapters, replaced.code);
}

function withCode(object: ObjectFile, adapters: readonly Adapter[], replaced: ReadonlyMap<number, number>): ObjectFile {
  const code = findSection(object, SectionId.code);
  if (!code) return object;
  const bodies = adapters.map(({ body }) => new ByteWriter(body.length + PADDED).sized(body).finish());
  const { bytes, shift, starts } = appended(object, code.body, bodies);
  const calls = adapters.map(
    ({ body, callAt }, i) => (starts[i] ?? 0) + (bodies[i]?.length ?? 0) - body.length + callAt,
  );
  const edited = replaceBody(object, code, bytes);
  return withRelocations(edited, SectionId.code, (relocations) => {
    const { target, types, offsets, indexes, addends } = retargeted(relocations, replaced);
    const zeros = adapters.map(() => 0);
    return {
      target,
      types: Uint8Array.from([...types, ...zeros.map(() => RelocationType.functionIndexLeb)]),
      offsets: Uint32Array.from([...offsets.map((offset) => offset + shift), ...calls]),
      indexes: Uint32Array.from([...indexes, ...adapters.map(({ symbol }) => symbol)]),
      addends: Float64Array.from([...addends, ...zeros]),
    };
  });
}

/**
 * A section that is a count and items, with more items.
 * @returns also by how much the old items moved, since a larger count may take another byte, and where the new ones begin
 */
function appended(object: ObjectFile, body: Uint8Array, items: readonly Uint8Array[]) {
  const reader = new ByteReader(body, object.file);
  const count = reader.u32();
  const width = reader.position;
  const writer = new ByteWriter(body.length + 64).u32(count + items.length, width);
  const shift = writer.length - width;
  writer.bytes(body.subarray(width));
  const starts = items.map((item) => {
    const start = writer.length;
    writer.bytes(item);
    return start;
  });
  return { bytes: writer.finish(), shift, starts };
}

function typeIndex({ type }: Adapter): Uint8Array {
  return new ByteWriter(PADDED).u32(type).finish();
}

function retargeted(relocations: Relocations, replaced: ReadonlyMap<number, number>): Relocations {
  const indexes = Uint32Array.from(relocations.indexes, (index, place) => replaced.get(place) ?? index);
  return { ...relocations, indexes };
}

function withBody(object: ObjectFile, id: number, make: (section: Section) => Uint8Array): ObjectFile {
  const section = findSection(object, id);
  return section ? replaceBody(object, section, make(section)) : object;
}

/** Functions so simple that they need no relocation leave the object without a section for them. */
function withRelocations(object: ObjectFile, id: number, edit: (relocations: Relocations) => Relocations): ObjectFile {
  const target = findSection(object, id);
  if (!target) return object;
  const found = findRelocations(object, target);
  if (found) return replaceBody(object, found.section, encodeRelocations(edit(found.relocations)));
  const none = {
    target: object.sections.indexOf(target),
    types: new Uint8Array(0),
    offsets: new Uint32Array(0),
    indexes: new Uint32Array(0),
    addends: new Float64Array(0),
  };
  const name = id === SectionId.code ? "reloc.CODE" : "reloc.DATA";
  return withCustomSection(object, name, encodeRelocations(edit(none)));
}

const ZERO: Readonly<Record<string, readonly number[]>> = {
  i32: [0x41, 0],
  i64: [0x42, 0],
  f32: [0x43, 0, 0, 0, 0],
  f64: [0x44, 0, 0, 0, 0, 0, 0, 0, 0],
};

/** Opcodes from one type to another: bits kept where the sizes agree, the low half or zeros above where not. */
const CONVERSIONS: Readonly<Record<string, readonly number[]>> = {
  "i32 i64": [0xad],
  "i64 i32": [0xa7],
  "i32 f32": [0xbe],
  "f32 i32": [0xbc],
  "i64 f64": [0xbf],
  "f64 i64": [0xbd],
  "f32 f64": [0xbb],
  "f64 f32": [0xb6],
  "i32 f64": [0xad, 0xbf],
  "f64 i32": [0xbd, 0xa7],
  "i64 f32": [0xa7, 0xbe],
  "f32 i64": [0xbc, 0xad],
};

const LOCAL_GET = 0x20;
const CALL = 0x10;
const DROP = 0x1a;
const END = 0x0b;

function adapterBody(
  { expected, found }: Use,
  original: number,
): { readonly body: Uint8Array; readonly callAt: number } {
  const [from, to] = [signatureType(expected), signatureType(found)];
  const writer = new ByteWriter().u32(0);
  for (const [i, type] of to.parameters.entries()) {
    const given = from.parameters[i];
    if (given) put(writer.byte(LOCAL_GET).u32(i), conversion(given, type));
    else put(writer, ZERO[type]);
  }
  writer.byte(CALL);
  const callAt = writer.length;
  writer.u32(original, PADDED);
  const [wanted, returned] = [from.results[0], to.results[0]];
  if (returned && !wanted) writer.byte(DROP);
  else if (wanted) put(writer, returned ? conversion(returned, wanted) : ZERO[wanted]);
  return { body: writer.byte(END).finish(), callAt };
}

function conversion(from: ValueType, to: ValueType): readonly number[] {
  return CONVERSIONS[`${from} ${to}`] ?? [];
}

function put(writer: ByteWriter, bytes: readonly number[] = []): void {
  for (const byte of bytes) writer.byte(byte);
}
