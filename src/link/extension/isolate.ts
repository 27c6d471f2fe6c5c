/**
 * RTLD_LOCAL, statically: in an extension's object nothing but the init functions stays visible to other objects.
 *
 * dlopen gives each extension a namespace of its own; a static link has one for all. Two extensions that bundle the same
 * library in two versions, or two C++ modules with the same inline functions and template statics, would get each
 * other's. So every defined symbol becomes local, weak ones too, and COMDAT groups, by which the linker would merge
 * across objects, are dissolved.
 */
import { withoutComdats } from "../../object/comdats.ts";
import type { ObjectFile } from "../../object/object-file.ts";
import { editSymbols, type GlimpsedSymbol, isDefined, isLocal, SymbolFlag } from "../../object/symbol-table.ts";
import { INIT_SYMBOL } from "./link-plan.ts";

export interface Isolated {
  readonly object: ObjectFile;
  /** The init functions that stayed. */
  readonly inits: readonly string[];
  /** Other symbols that the source or the command line exported. */
  readonly hidden: readonly string[];
}

const BINDING = SymbolFlag.weak | SymbolFlag.local;

/**
 * @param object one relocatable object, the result of `wasm-ld -r`
 * @param exported names that the command line exported
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function isolate(object: ObjectFile, exported: readonly string[] = []): Isolated {
  const inits: string[] = [];
  const hidden = new Set<string>();
  const asked = new Set(exported);
  const isolated = editSymbols(object, (symbol) => {
    // A tag is the identity of an exception: a private `__cpp_exception` would never be caught elsewhere.
    if (!isDefined(symbol) || symbol.kind === "section" || symbol.kind === "tag") return undefined;
    if (isLocal(symbol)) return undefined;
    if (isInit(symbol)) {
      inits.push(symbol.name());
      return { flags: symbol.flags & ~(BINDING | SymbolFlag.hidden | SymbolFlag.exported) };
    }
    if (isExported(symbol) || (asked.size > 0 && asked.has(symbol.name()))) hidden.add(symbol.name());
    return { flags: (symbol.flags & ~(BINDING | SymbolFlag.exported)) | SymbolFlag.local };
  });
  return { object: withoutComdats(isolated), inits, hidden: [...hidden] };
}

/** Only functions: data such as `PyInit__simd.defs` match the prefix as well. */
export function isInit(symbol: GlimpsedSymbol): boolean {
  return symbol.kind === "function" && isDefined(symbol) && !isLocal(symbol) && INIT_SYMBOL.test(symbol.name());
}

/** clang hides everything on WebAssembly by default, so what is visible was asked for; templates are weak. */
function isExported(symbol: GlimpsedSymbol): boolean {
  if (symbol.flags & SymbolFlag.exported) return true;
  return (symbol.flags & (SymbolFlag.hidden | SymbolFlag.weak)) === 0;
}
