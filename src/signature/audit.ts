/**
 * Finds the functions of an object that CPython will call with another type than they have. Native machines shrug at
 * that; WebAssembly traps ("indirect call type mismatch").
 *
 * Evidence, strongest first: what cannot be anything else (a type object, a module definition, a type spec), what those
 * lead to, and lists of methods and attributes by their shape alone. Slot lists count only when something leads there,
 * for other libraries have lists of `{number, function}` too, with numbers of their own.
 */
import { readLinking } from "../object/linking-section.ts";
import type { ObjectFile } from "../object/object-file.ts";
import { FUNCTION_ARGUMENTS, TABLE_ARGUMENTS } from "./api-calls.ts";
import { type CodeScan, scanCode, type Value } from "./code-scan.ts";
import type { Field, Layout } from "./layout.ts";
import { ObjectImage } from "./object-image.ts";
import { type Entry, type Lead, POINTERS, readTable, type TableKind } from "./tables.ts";

export interface Use {
  /** Which relocations `relocation` counts in. */
  readonly section: "data" | "code";
  readonly relocation: number;
  /** Place of the function in the symbol table. */
  readonly symbol: number;
  /** The table's name, or the function that it is an argument of. */
  readonly table: string;
  readonly slot: string;
  /** The method's or attribute's name, or empty. */
  readonly name: string;
  readonly expected: string;
  readonly found: string;
  /** Only likely: the code does not show for sure that it is a table. */
  readonly suspected?: boolean;
}

export interface Audit {
  readonly image: ObjectImage;
  /** Every function that stands where CPython will call it. */
  readonly uses: readonly Use[];
}

/**
 * @returns undefined for what is not a relocatable object
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function auditSignatures(object: ObjectFile, layout: Layout): Audit | undefined {
  const linking = readLinking(object);
  if (!linking) return undefined;
  const image = new ObjectImage(object, linking);
  const search = new TableSearch(image, layout);
  const scan = scanCode(image);
  search.strongShapes();
  search.fromCode(scan);
  search.shapesAlone();
  return {
    image,
    uses: [
      ...search.dataUses(),
      ...search.storeUses(scan),
      ...argumentUses(image, scan),
      ...looseUses(image, layout, scan),
    ],
  };
}

/** Whether a use traps. */
export function isMismatch({ expected, found }: Use): boolean {
  return expected !== found;
}

const WORD = 4;
/** No table of CPython's is larger, in bytes; the type object comes nearest. */
const LARGEST_STRUCT = 256;

/** Tables that are one struct, which the code may fill field by field. */
const STRUCTS: ReadonlySet<TableKind> = new Set([
  "PyTypeObject",
  "PyNumberMethods",
  "PySequenceMethods",
  "PyMappingMethods",
  "PyAsyncMethods",
  "PyBufferProcs",
]);

/** Functions that are handed to CPython or libc directly. */
function argumentUses(image: ObjectImage, { calls }: CodeScan): readonly Use[] {
  return calls.flatMap(({ callee, args }) =>
    Object.entries(FUNCTION_ARGUMENTS[callee] ?? {}).flatMap(([place, expected]) => {
      const value = args[Number(place)];
      return value?.kind === "function"
        ? useInCode(image, value, callee, `argument ${Number(place) + 1}`, expected)
        : [];
    }),
  );
}

/** Functions that are stored into a type made at run time: `((PyTypeObject *)type)->tp_repr = f`. */
function looseUses(image: ObjectImage, layout: Layout, { looseStores }: CodeScan): readonly Use[] {
  const fields = Object.entries(layout.structs.PyTypeObject?.fields ?? {});
  return looseStores.flatMap(({ offset, value }) => {
    const [name, field] = fields.find(([, field]) => field.offset === offset) ?? [];
    if (name === undefined || field?.type === undefined) return [];
    const uses = useInCode(image, value, "a type that is made at run time", name, field.type);
    return uses.filter(isMismatch).map((use) => ({ ...use, suspected: true }));
  });
}

function useInCode(
  image: ObjectImage,
  { symbol, relocation }: Value & { readonly kind: "function" },
  table: string,
  slot: string,
  expected: string,
): readonly Use[] {
  const found = image.typeOf(symbol);
  return found === undefined ? [] : [{ section: "code", relocation, symbol, table, slot, name: "", expected, found }];
}

class TableSearch {
  private readonly image: ObjectImage;
  private readonly layout: Layout;
  /** By address; a table is read once, as what it was first found to be. */
  private readonly tables = new Map<number, readonly Entry[]>();
  /** Kinds of the tables at their addresses, those included that are filled at run time. */
  private readonly structs = new Map<number, TableKind>();

  constructor(image: ObjectImage, layout: Layout) {
    this.image = image;
    this.layout = layout;
  }

  strongShapes(): void {
    for (const kind of ["PyTypeObject", "PyModuleDef", "PyType_Spec"] as const) {
      const size = this.layout.structs[kind]?.size ?? 0;
      this.eachExtent((start, end) => {
        if ((end - start) % size !== 0 || (kind === "PyModuleDef" && end - start !== size)) return;
        for (let address = start; address < end; address += size) this.add({ kind, address }, address + size);
      });
    }
  }

  shapesAlone(): void {
    for (const kind of ["PyMethodDef", "PyGetSetDef"] as const) {
      const size = this.layout.structs[kind]?.size ?? 0;
      this.eachExtent((start, end) => {
        if ((end - start) % size === 0) this.add({ kind, address: start }, end);
      });
    }
  }

  /** Tables that the code hands to CPython, and those that it hangs into a type at run time. */
  fromCode({ calls, stores, typeMakers }: CodeScan): void {
    // clang keeps the contents of a local array so, and copies them to the stack.
    for (const address of typeMakers) {
      if (!this.image.nameAt(address).startsWith(".L__const.")) continue;
      for (const kind of ["PyType_Slot", "PyTypeSlots"] as const) this.add({ kind, address });
    }
    for (const { callee, args } of calls) {
      for (const [place, kind] of Object.entries(TABLE_ARGUMENTS[callee] ?? {})) {
        const value = args[Number(place)];
        if (value?.kind !== "data" || value.address < 0) continue;
        this.add({ kind, address: value.address });
        // A type that is filled at run time has no shape yet, but it is one.
        if (kind === "PyTypeObject") this.structs.set(value.address, kind);
      }
    }
    for (const { address, value } of stores) {
      if (value.kind !== "data" || value.address < 0) continue;
      const kind = POINTERS[this.fieldAt(address)?.name ?? ""];
      if (!kind) continue;
      this.add({ kind, address: value.address });
      this.structs.set(value.address, kind);
    }
  }

  /** The field of a known struct at an address. */
  private fieldAt(address: number): (Field & { readonly name: string; readonly table: number }) | undefined {
    for (let table = address; table >= 0 && table > address - LARGEST_STRUCT; table -= WORD) {
      const kind = this.structs.get(table);
      const struct = kind && STRUCTS.has(kind) ? this.layout.structs[kind] : undefined;
      if (!struct || address >= table + struct.size) continue;
      const found = Object.entries(struct.fields).find(([, { offset }]) => offset === address - table);
      return found && { name: found[0], table, ...found[1] };
    }
    return undefined;
  }

  storeUses({ stores }: CodeScan): readonly Use[] {
    return stores.flatMap(({ address, value }) => {
      const field = value.kind === "function" ? this.fieldAt(address) : undefined;
      if (value.kind !== "function" || field?.type === undefined) return [];
      return useInCode(this.image, value, this.image.nameAt(field.table), field.name, field.type);
    });
  }

  /** @param end default: where its symbol ends */
  add({ kind, address }: Lead, end = this.image.endOf(address)): void {
    if (this.tables.has(address)) return;
    const table = readTable(kind as TableKind, this.image, this.layout, address, end);
    if (!table) return;
    this.tables.set(address, table.entries);
    this.structs.set(address, kind);
    for (const lead of table.leads) this.add(lead);
  }

  dataUses(): readonly Use[] {
    const { image } = this;
    const uses = new Map<number, Use>();
    for (const [address, entries] of this.tables) {
      for (const { relocation, slot, name, expected } of entries) {
        const symbol = image.functionOf(relocation);
        const found = image.typeOf(symbol);
        if (found === undefined || uses.has(relocation)) continue;
        const table = image.nameAt(address);
        uses.set(relocation, { section: "data", relocation, symbol, table, slot, name, expected, found });
      }
    }
    return [...uses.values()];
  }

  private eachExtent(visit: (start: number, end: number) => void): void {
    const { extentStarts, extentEnds } = this.image;
    for (const [i, start] of extentStarts.entries()) {
      const end = extentEnds[i] ?? start;
      // Without a relocation there is no function in it, and nothing that leads to one.
      if (!this.tables.has(start) && this.image.hasRelocation(start, end)) visit(start, end);
    }
  }
}
