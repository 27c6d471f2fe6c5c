/**
 * The shapes of CPython's tables: whether what lies at an address is one, which functions stand in it, and which other
 * tables it leads to. Anything that does not fit in every word is no table: a number where a pointer should be, a
 * function where none belongs.
 * Sources: CPython's Include/ (through `layouts.json`) and Objects/typeobject.c, "PyType_FromMetaclass".
 */
import type { Layout, Struct } from "./layout.ts";
import { NOWHERE, type ObjectImage } from "./object-image.ts";

export type TableKind =
  | "PyTypeObject"
  | "PyNumberMethods"
  | "PySequenceMethods"
  | "PyMappingMethods"
  | "PyAsyncMethods"
  | "PyBufferProcs"
  | "PyMethodDef"
  | "PyGetSetDef"
  | "PyModuleDef"
  | "PyModuleDef_Slot"
  | "PyType_Slot"
  | "PyType_Spec"
  /** PEP 820, Python 3.15: PySlot[] of a type, and of a module. */
  | "PyTypeSlots"
  | "PyModuleSlots";

export interface Entry {
  /** Place among the relocations of the data. */
  readonly relocation: number;
  /** `METH_NOARGS`, `tp_repr` */
  readonly slot: string;
  /** The method's or attribute's name, where it has one. */
  readonly name: string;
  /** The type that CPython calls it with. */
  readonly expected: string;
}

export interface Lead {
  readonly kind: TableKind;
  readonly address: number;
}

export interface Table {
  readonly entries: readonly Entry[];
  readonly leads: readonly Lead[];
}

/** Fields of tables that point to further ones. */
export const POINTERS: Readonly<Record<string, TableKind>> = {
  tp_as_async: "PyAsyncMethods",
  tp_as_number: "PyNumberMethods",
  tp_as_sequence: "PySequenceMethods",
  tp_as_mapping: "PyMappingMethods",
  tp_as_buffer: "PyBufferProcs",
  tp_methods: "PyMethodDef",
  tp_getset: "PyGetSetDef",
  m_methods: "PyMethodDef",
  m_slots: "PyModuleDef_Slot",
  mod_methods: "PyMethodDef",
  mod_slots: "PyModuleDef_Slot",
  tp_slots: "PyType_Slot",
};

/** Fields that CPython has not looked at since 2.x, and that extensions still fill. */
const UNCALLED = new Set(["was_sq_slice", "was_sq_ass_slice"]);

type Reader = (image: ObjectImage, layout: Layout, address: number, end: number) => Table | undefined;

/** @param end where its symbol ends; a list may end earlier @returns undefined where it is no such table */
export function readTable(kind: TableKind, image: ObjectImage, layout: Layout, address: number, end: number) {
  return (READERS[kind] ?? readStruct(kind))(image, layout, address, end);
}

const READERS: Partial<Record<TableKind, Reader>> = {
  PyTypeObject: (image, layout, address, end) => {
    const fixed = fieldsOf(layout, "PyTypeObject");
    const isObject = layout.staticReferences.includes(image.word(address)) || image.word(address) === 1;
    const name = image.relocationAt(address + fixed("tp_name"));
    if (!isObject || !image.isNumber(address) || !isPointerOrNull(image, address + WORD)) return undefined;
    if (!image.isZero(address + 2 * WORD) || (name !== NOWHERE && !image.isPointer(name))) return undefined;
    const table = readStruct("PyTypeObject")(image, layout, address, end);
    return table && (name !== NOWHERE || table.entries.length > 0) ? table : undefined;
  },
  PyModuleDef: (image, layout, address, end) => {
    const at = fieldsOf(layout, "PyModuleDef");
    const name = image.relocationAt(address + at("m_name"));
    if (!image.isNumber(address) || !image.isNumber(address + at("m_size"))) return undefined;
    // m_init, m_index and m_copy of a definition that nobody has used yet.
    for (let offset = 2 * WORD; offset < at("m_name"); offset += WORD) {
      if (!image.isZero(address + offset)) return undefined;
    }
    if (!image.isPointer(name) || image.text(image.target(name)) === undefined) return undefined;
    return readStruct("PyModuleDef")(image, layout, address, end);
  },
  PyType_Spec: (image, layout, address) => {
    const at = fieldsOf(layout, "PyType_Spec");
    const name = image.relocationAt(address + at("name"));
    const slots = image.relocationAt(address + at("slots"));
    if (!image.isPointer(name) || image.text(image.target(name)) === undefined || !image.isPointer(slots))
      return undefined;
    if (!["basicsize", "itemsize", "flags"].every((field) => image.isNumber(address + at(field)))) return undefined;
    const target = image.target(slots);
    const found = target < 0 ? undefined : readTable("PyType_Slot", image, layout, target, image.endOf(target));
    return found && { entries: [], leads: [{ kind: "PyType_Slot", address: target }] };
  },
  PyMethodDef: (image, layout, address, end) => {
    const at = fieldsOf(layout, "PyMethodDef");
    return readList(image, layout, "PyMethodDef", address, end, (item) => {
      const name = image.relocationAt(item + at("ml_name"));
      const method = image.relocationAt(item + at("ml_meth"));
      const call = layout.methodTypes[image.word(item + at("ml_flags")) & ~layout.silentMethodFlags];
      const text = image.isPointer(name) ? image.text(image.target(name)) : undefined;
      if (text === undefined || !call || !image.isNumber(item + at("ml_flags"))) return undefined;
      if (!image.isFunction(method) || !isPointerOrNull(image, item + at("ml_doc"))) return undefined;
      const slot = `METH_${call.flags.replaceAll("|", "|METH_")}`;
      return { entries: [{ relocation: method, slot, name: text, expected: call.type }], leads: [] };
    });
  },
  PyGetSetDef: (image, layout, address, end) => {
    const at = fieldsOf(layout, "PyGetSetDef");
    return readList(image, layout, "PyGetSetDef", address, end, (item) => {
      const name = image.relocationAt(item + at("name"));
      const text = image.isPointer(name) ? image.text(image.target(name)) : undefined;
      if (text === undefined || !isPointerOrNull(image, item + at("doc"))) return undefined;
      const entries: Entry[] = [];
      for (const slot of ["get", "set"]) {
        const accessor = image.relocationAt(item + at(slot));
        if (image.isFunction(accessor)) {
          entries.push({ relocation: accessor, slot, name: text, expected: typeOf(layout, "PyGetSetDef", slot) });
        } else if (!image.isZero(item + at(slot))) return undefined;
      }
      return entries.length > 0 ? { entries, leads: [] } : undefined;
    });
  },
  PyType_Slot: (image, layout, address, end) =>
    readSlots(image, pairs(layout, "PyType_Slot"), address, end, (id) => typeSlot(layout, id)),
  PyModuleDef_Slot: (image, layout, address, end) =>
    readSlots(image, pairs(layout, "PyModuleDef_Slot"), address, end, (id) => moduleSlot(layout, id)),
  PyTypeSlots: (image, layout, address, end) =>
    readSlots(image, numbered(layout), address, end, (id) => typeSlot(layout, id), "PyTypeSlots"),
  PyModuleSlots: (image, layout, address, end) =>
    readSlots(image, numbered(layout), address, end, (id) => moduleSlot(layout, id), "PyModuleSlots"),
};

interface Slot {
  readonly name: string;
  readonly type: string | undefined;
}

function typeSlot(layout: Layout, id: number): Slot | undefined {
  const name = layout.typeSlots[id];
  return name === undefined ? undefined : { name, type: slotTypes(layout).get(name) };
}

function moduleSlot(layout: Layout, id: number): Slot | undefined {
  const name = layout.moduleSlots[id] ?? (layout.typeSlots[id] === SUBSLOTS ? SUBSLOTS : undefined);
  return name === undefined ? undefined : { name, type: layout.moduleCalls[name] };
}

/** The number that stands for another list of the same kind. */
const SUBSLOTS = "slot_subslots";

/** How an item of a list of slots is laid out. */
interface SlotShape {
  readonly size: number;
  /** Of the first word: in a PySlot flags share it. */
  readonly idMask: number;
  /** Offset of the pointer. */
  readonly value: number;
}

function pairs(layout: Layout, kind: "PyType_Slot" | "PyModuleDef_Slot"): SlotShape {
  return { size: layout.structs[kind]?.size ?? 0, idMask: 0xffffffff, value: WORD };
}

function numbered(layout: Layout): SlotShape {
  const slot = layout.structs.PySlot;
  return { size: slot?.size ?? 0, idMask: 0xffff, value: slot?.fields.sl_ptr?.offset ?? 0 };
}

const WORD = 4;

/** A struct with function pointers at known places; NULL, or filled at run time, where there is none. */
function readStruct(kind: TableKind): Reader {
  return (image, layout, address, end) => {
    const struct = layout.structs[kind];
    if (!struct || address + struct.size > end) return undefined;
    const entries: Entry[] = [];
    const leads: Lead[] = [];
    const functions = new Set<number>();
    for (const [name, { offset, type }] of Object.entries(struct.fields)) {
      const relocation = image.relocationAt(address + offset);
      if (UNCALLED.has(name)) functions.add(offset);
      else if (type !== undefined) {
        functions.add(offset);
        if (image.isFunction(relocation)) entries.push({ relocation, slot: name, name: "", expected: type });
        else if (!image.isZero(address + offset)) return undefined;
      } else {
        const lead = POINTERS[name];
        if (!lead) continue;
        if (!isPointerOrNull(image, address + offset)) return undefined;
        const target = image.target(relocation);
        if (image.isPointer(relocation) && target >= 0) leads.push({ kind: lead, address: target });
      }
    }
    for (let offset = 0; offset < struct.size; offset += WORD) {
      if (!functions.has(offset) && image.isFunction(image.relocationAt(address + offset))) return undefined;
    }
    return { entries, leads };
  };
}

/** A list that ends with an item whose first word is zero, or with its symbol: single items have no end mark. */
function readList(
  image: ObjectImage,
  layout: Layout,
  kind: TableKind,
  address: number,
  end: number,
  readItem: (address: number) => Table | undefined,
): Table | undefined {
  const size = layout.structs[kind]?.size ?? 0;
  const entries: Entry[] = [];
  const leads: Lead[] = [];
  let item = address;
  for (; size > 0 && item + size <= end; item += size) {
    if (image.isZero(item)) return { entries, leads };
    const found = readItem(item);
    if (!found) return undefined;
    entries.push(...found.entries);
    leads.push(...found.leads);
  }
  return item === end && entries.length > 0 ? { entries, leads } : undefined;
}

/** `{number, pointer}` up to `{0, NULL}`, which has to be there. @param own kind of the lists that stand inside */
function readSlots(
  image: ObjectImage,
  { size, idMask, value }: SlotShape,
  address: number,
  end: number,
  slotOf: (id: number) => Slot | undefined,
  own?: TableKind,
): Table | undefined {
  const entries: Entry[] = [];
  const leads: Lead[] = [];
  for (let item = address; size > 0 && item + size <= end; item += size) {
    if (!image.isNumber(item)) return undefined;
    const id = (image.word(item) & idMask) >>> 0;
    if (id === 0) return image.isZero(item + value) ? { entries, leads } : undefined;
    const slot = slotOf(id);
    if (!slot) return undefined;
    const relocation = image.relocationAt(item + value);
    // Without a relocation it is a number, or filled at run time.
    if (relocation === NOWHERE) continue;
    if (slot.type === undefined) {
      if (!image.isPointer(relocation)) return undefined;
      const lead = slot.name === SUBSLOTS ? own : POINTERS[slot.name];
      const target = image.target(relocation);
      if (lead && target >= 0) leads.push({ kind: lead, address: target });
    } else if (image.isFunction(relocation)) {
      entries.push({ relocation, slot: slot.name, name: "", expected: slot.type });
    } else return undefined;
  }
  return undefined;
}

/** Types of all fields of all tables, by name: a PyType_Slot stands for any of them. */
function slotTypes(layout: Layout): ReadonlyMap<string, string> {
  const known = SLOT_TYPES.get(layout);
  if (known) return known;
  const fields = Object.values(layout.structs).flatMap((struct) => Object.entries(struct.fields));
  const types = new Map(fields.flatMap(([name, { type }]) => (type === undefined ? [] : [[name, type] as const])));
  SLOT_TYPES.set(layout, types);
  return types;
}

const SLOT_TYPES = new WeakMap<Layout, ReadonlyMap<string, string>>();

function isPointerOrNull(image: ObjectImage, address: number): boolean {
  return image.isPointer(image.relocationAt(address)) || image.isZero(address);
}

function fieldsOf(layout: Layout, kind: TableKind): (field: string) => number {
  const struct: Struct | undefined = layout.structs[kind];
  return (field) => struct?.fields[field]?.offset ?? 0;
}

function typeOf(layout: Layout, kind: TableKind, field: string): string {
  return layout.structs[kind]?.fields[field]?.type ?? "";
}
