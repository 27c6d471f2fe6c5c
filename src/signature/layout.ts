/**
 * How each CPython lays out the tables in which an extension hands it functions, and with which WebAssembly type it
 * calls them. `layouts.json` is written by `scripts/update-layouts.ts` from CPython's own headers.
 */
import table from "./layouts.json" with { type: "json" };

export interface Field {
  /** Bytes from the start of the struct. */
  readonly offset: number;
  /** How the function that it points to is called (`signature-text.ts`); undefined where it is no function pointer. */
  readonly type?: string;
}

export interface Struct {
  readonly size: number;
  readonly fields: Readonly<Record<string, Field>>;
}

export interface Layout {
  /** Version of the headers. */
  readonly headers: string;
  /** What the first word of an object that the compiler lays out may be. */
  readonly staticReferences: readonly number[];
  readonly structs: Readonly<Record<string, Struct>>;
  /** By the value of PyMethodDef.ml_flags, without the silent ones. */
  readonly methodTypes: Readonly<Record<string, { readonly flags: string; readonly type: string }>>;
  /** Flags that do not change how a method is called. */
  readonly silentMethodFlags: number;
  /** Names of fields by the number in PyType_Slot. */
  readonly typeSlots: Readonly<Record<string, string>>;
  /** Names by the number in PyModuleDef_Slot. */
  readonly moduleSlots: Readonly<Record<string, string>>;
  /** How the slots of a module that are functions are called. */
  readonly moduleCalls: Readonly<Record<string, string>>;
}

const LAYOUTS: Readonly<Record<string, Layout>> = table.layouts;

/** The newest Python whose headers have been looked at, X.Y. */
export function newestLayout(): string {
  return Object.keys(LAYOUTS).at(-1) ?? "";
}

/** @param minor `3.13` @returns undefined for a Python whose headers have not been looked at */
export function layoutFor(minor: string): Layout | undefined {
  return Object.hasOwn(LAYOUTS, minor) ? LAYOUTS[minor] : undefined;
}
