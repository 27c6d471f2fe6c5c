/** Names of init functions: the one that a module's file has to export, and the one that it gets in the interpreter. */
import { encodePunycode } from "./punycode.ts";

/**
 * What the object of a module exports, by PEP 489: the last part of the name, in punycode with `_` for `-` where it is
 * not ASCII.
 *
 * @param module full dotted name
 */
export function exportedInit(module: string): string {
  return named("PyInit", module);
}

/** The same by PEP 793, Python 3.15: a function that returns the module's slots, and that no table of built-in modules takes. */
export function exportHook(module: string): string {
  return named("PyModExport", module);
}

function named(prefix: string, module: string): string {
  const last = module.slice(module.lastIndexOf(".") + 1);
  const ascii = Array.from(last).every((character) => character < "\u0080");
  return ascii ? `${prefix}_${last}` : `${prefix}U_${encodePunycode(last).replaceAll("-", "_")}`;
}

/**
 * A C identifier that no two modules share: in one interpreter `a.b`, `a_b` and `c.b` meet. `_` begins an escape, so the
 * encoding can be read back, which is why it is unique: `__` is `_`, `_o` is `.`, `_xc3` is a byte of UTF-8.
 */
export function uniqueInit(module: string): string {
  return `pywasi_init_${encoded(module)}`;
}

/** What a module's `__cxa_throw` becomes where no exception can be caught, so that the message can name the module. */
export function uniqueThrow(module: string): string {
  return `pywasi_throw_${encoded(module)}`;
}

function encoded(module: string): string {
  let name = "";
  for (const byte of new TextEncoder().encode(module)) {
    const character = String.fromCharCode(byte);
    if (character === "_") name += "__";
    else if (character === ".") name += "_o";
    else if (/[A-Za-z0-9]/.test(character)) name += character;
    else name += `_x${byte.toString(16).padStart(2, "0")}`;
  }
  return name;
}
