/**
 * What the code of an object says about its tables: addresses that reach a call of the C API, and functions that are
 * stored into data or handed to such a call. Only values that are the same on every way through a function are followed:
 * constants of straight-line code, and locals that are set once.
 */
import { ByteReader } from "../object/byte-reader.ts";
import { InstructionCursor } from "../object/instructions.ts";
import { findSection, SectionId } from "../object/object-file.ts";
import { RelocationType } from "../object/relocations.ts";
import { SYMBOL_KINDS } from "../object/symbol-columns.ts";
import { CodeSites } from "./code-sites.ts";
import { NOWHERE, type ObjectImage } from "./object-image.ts";

export type Value =
  /** The address of a function, from a relocation of the code. */
  | { readonly kind: "function"; readonly symbol: number; readonly relocation: number }
  /** Of data; NOWHERE for another object's. */
  | { readonly kind: "data"; readonly address: number }
  | { readonly kind: "number"; readonly value: number }
  /** `__memory_base` or `__table_base` of position-independent code. */
  | { readonly kind: "base" }
  /** A type that was just made. */
  | { readonly kind: "type" };

export type FunctionValue = Value & { readonly kind: "function" };

export interface CodeScan {
  /** A constant stored at a known address of the data. */
  readonly stores: readonly { readonly address: number; readonly value: Value }[];
  /** Calls of functions of `api-calls.ts`. */
  readonly calls: readonly { readonly callee: string; readonly args: readonly (Value | undefined)[] }[];
  /** Functions stored into a type that was just made, at an offset. */
  readonly looseStores: readonly { readonly offset: number; readonly value: FunctionValue }[];
  /** Addresses of data that functions mention which make a type. */
  readonly typeMakers: readonly number[];
}

const FUNCTION = SYMBOL_KINDS.indexOf("function");
const DATA = SYMBOL_KINDS.indexOf("data");
/** Opcodes. */
const Op = {
  call: 0x10,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  firstLoad: 0x28,
  lastLoad: 0x35,
  lastStore: 0x3e,
  i32Const: 0x41,
  i32Add: 0x6a,
} as const;

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function scanCode(image: ObjectImage): CodeScan {
  const stores: CodeScan["stores"][number][] = [];
  const calls: CodeScan["calls"][number][] = [];
  const looseStores: CodeScan["looseStores"][number][] = [];
  const typeMakers: number[] = [];
  const code = findSection(image.object, SectionId.code);
  const sites = code && new CodeSites(image);
  if (code && sites) {
    for (const body of image.functions.bodies) {
      if (!sites.isOfInterest(body)) continue;
      if (sites.makesType(body)) typeMakers.push(...sites.mentioned(body));
      const bytes = code.body.subarray(body.start, body.end);
      new BodyScan(image, sites, bytes, body.start, code.offset + body.start).run(stores, calls, looseStores);
    }
  }
  return { stores, calls, looseStores, typeMakers };
}

class BodyScan {
  private readonly image: ObjectImage;
  private readonly sites: CodeSites;
  private readonly reader: ByteReader;
  /** Where the body begins in the code section. */
  private readonly start: number;
  private readonly stack: (Value | undefined)[] = [];
  private readonly locals = new Map<number, Value>();
  private once: ReadonlySet<number> = new Set();

  constructor(image: ObjectImage, sites: CodeSites, bytes: Uint8Array, start: number, offset: number) {
    this.image = image;
    this.sites = sites;
    this.start = start;
    this.reader = new ByteReader(bytes, image.object.file, offset);
  }

  run(
    stores: CodeScan["stores"][number][],
    calls: CodeScan["calls"][number][],
    looseStores: CodeScan["looseStores"][number][],
  ): void {
    const { reader } = this;
    for (let groups = reader.count(2); groups > 0; groups--) {
      reader.u32();
      reader.byte();
    }
    const first = reader.position;
    this.once = setOnce(new InstructionCursor(reader));
    reader.position = first;
    const at = new InstructionCursor(reader);
    while (at.next()) {
      if (at.opcode === Op.call) this.call(at, calls);
      else if (at.opcode > Op.lastLoad && at.opcode <= Op.lastStore) this.store(at, stores, looseStores);
      else this.step(at);
    }
  }

  private call(at: InstructionCursor, calls: CodeScan["calls"][number][]): void {
    const site = this.sites.at(this.start + at.firstAt);
    const symbol = site === NOWHERE ? NOWHERE : this.sites.symbol(site);
    const callee = symbol === NOWHERE ? at.first : (this.image.symbols.indexes[symbol] ?? NOWHERE);
    const type = this.image.typeTexts[this.image.functions.types[callee] ?? NOWHERE];
    if (type === undefined) {
      this.stack.length = 0;
      return;
    }
    const { stack } = this;
    const parameters = type.indexOf("_");
    const name = this.sites.callees.get(symbol);
    const args = stack.splice(Math.max(0, stack.length - parameters), parameters);
    if (name !== undefined) calls.push({ callee: name, args: [...Array(parameters - args.length), ...args] });
    if (!type.endsWith("_v"))
      stack.push(name !== undefined && /^PyType_From/.test(name) ? { kind: "type" } : undefined);
  }

  private store(
    at: InstructionCursor,
    stores: CodeScan["stores"][number][],
    looseStores: CodeScan["looseStores"][number][],
  ): void {
    const value = this.stack.pop();
    const base = this.stack.pop();
    if (value?.kind !== "function" && value?.kind !== "data") return;
    const site = this.sites.at(this.start + at.secondAt);
    let address: number = NOWHERE;
    if (site !== NOWHERE) {
      const start = this.dataAddress(site);
      if (start !== NOWHERE && base?.kind === "number") address = start + base.value;
    } else if (base?.kind === "data" && base.address !== NOWHERE) address = base.address + at.second;
    if (address !== NOWHERE) stores.push({ address, value });
    else if (value.kind === "function" && base?.kind === "type") {
      looseStores.push({ offset: at.second, value });
    }
  }

  private step(at: InstructionCursor): void {
    const { stack, locals } = this;
    switch (at.opcode) {
      case Op.localGet:
        stack.push(locals.get(at.first));
        return;
      case Op.localSet:
      case Op.localTee: {
        const value = at.opcode === Op.localSet ? stack.pop() : stack.at(-1);
        if (value) locals.set(at.first, value);
        else locals.delete(at.first);
        return;
      }
      case Op.i32Const:
        stack.push(this.constant(at));
        return;
      case Op.globalGet:
        stack.push(this.global(at));
        return;
      case Op.i32Add:
        stack.push(sum(stack.pop(), stack.pop()));
        return;
      case Op.drop:
        stack.pop();
        return;
      case Op.select:
        stack.splice(-3, 3, undefined);
        return;
      default:
        this.other(at.opcode);
    }
  }

  private other(opcode: number): void {
    const { stack } = this;
    const arity = numericArity(opcode);
    if (arity !== undefined) {
      stack.splice(Math.max(0, stack.length - arity), arity);
      stack.push(undefined);
      return;
    }
    // Control, memory and vectors: what lies below is not followed.
    stack.length = 0;
    // Ways meet where a block ends and where a loop begins; then only locals that no other way sets are known.
    if (!MEETS.has(opcode)) return;
    for (const local of this.locals.keys()) if (!this.once.has(local)) this.locals.delete(local);
  }

  private constant(at: InstructionCursor): Value | undefined {
    const site = this.sites.at(this.start + at.firstAt);
    if (site === NOWHERE) return { kind: "number", value: at.first };
    const type = this.sites.type(site);
    const symbol = this.sites.symbol(site);
    if (type === RelocationType.tableIndexSleb || type === RelocationType.tableIndexRelativeSleb) {
      return this.image.symbols.kinds[symbol] === FUNCTION ? { kind: "function", symbol, relocation: site } : undefined;
    }
    if (type === RelocationType.memoryAddressSleb || type === RelocationType.memoryAddressRelativeSleb) {
      return { kind: "data", address: this.dataAddress(site) };
    }
    return undefined;
  }

  /** Position-independent code takes addresses from globals that the loader, or here the linker, fills. */
  private global(at: InstructionCursor): Value | undefined {
    const site = this.sites.at(this.start + at.firstAt);
    if (site === NOWHERE) return undefined;
    const symbol = this.sites.symbol(site);
    const kind = this.image.symbols.kinds[symbol];
    if (kind === FUNCTION) return { kind: "function", symbol, relocation: site };
    if (kind === DATA) return { kind: "data", address: this.dataAddress(site) };
    return /^__(memory|table)_base$/.test(this.image.symbols.name(symbol)) ? { kind: "base" } : undefined;
  }

  private dataAddress(site: number): number {
    const start = this.image.symbolAddress(this.sites.symbol(site));
    return start === NOWHERE ? NOWHERE : start + this.sites.addend(site);
  }
}

function sum(a: Value | undefined, b: Value | undefined): Value | undefined {
  if (a?.kind === "base") return b;
  if (b?.kind === "base") return a;
  if (a?.kind === "number" && b?.kind === "data") return moved(b, a.value);
  if (a?.kind === "data" && b?.kind === "number") return moved(a, b.value);
  return undefined;
}

function moved({ address }: Value & { readonly kind: "data" }, by: number): Value {
  return { kind: "data", address: address === NOWHERE ? NOWHERE : address + by };
}

/** loop, else, catch, end, delegate, catch_all */
const MEETS = new Set([0x03, 0x05, 0x07, 0x0b, 0x18, 0x19]);

/** Operands of the instructions that leave one number, constants included; undefined for all others. */
function numericArity(opcode: number): 0 | 1 | 2 | undefined {
  if (opcode >= Op.firstLoad && opcode <= Op.lastLoad) return 1;
  if (opcode >= 0x42 && opcode <= 0x44) return 0;
  if (opcode < 0x45 || opcode > 0xc4) return undefined;
  const unary =
    opcode === 0x45 ||
    opcode === 0x50 ||
    (opcode >= 0x67 && opcode <= 0x69) ||
    (opcode >= 0x79 && opcode <= 0x7b) ||
    (opcode >= 0x8b && opcode <= 0x91) ||
    (opcode >= 0x99 && opcode <= 0x9f) ||
    opcode >= 0xa7;
  return unary ? 1 : 2;
}

/** Locals that one instruction sets; parameters that none does are unknown anyway. */
function setOnce(at: InstructionCursor): ReadonlySet<number> {
  const once = new Set<number>();
  const more = new Set<number>();
  while (at.next()) {
    if (at.opcode !== Op.localSet && at.opcode !== Op.localTee) continue;
    if (once.has(at.first)) more.add(at.first);
    else once.add(at.first);
  }
  for (const local of more) once.delete(local);
  return once;
}
