/**
 * What an extension wants from the final link beyond libpython, told from its undefined symbols: flags and file names lie
 * about C++ and exceptions, imports do not.
 * Sources: tool-conventions EHScheme.md and DynamicLinking.md; Itanium C++ ABI, "Exception Handling".
 */
import { readImports } from "../../object/imports.ts";
import type { ObjectFile } from "../../object/object-file.ts";
import { isDefined, symbolNames } from "../../object/symbol-table.ts";

export interface ObjectNeeds {
  /** The C++ libraries. */
  readonly cxx: boolean;
  /** It throws, compiled with -fwasm-exceptions: the SDK's `eh` libraries. */
  readonly exceptions: boolean;
  /** It throws, compiled without: nothing can catch. */
  readonly throws: boolean;
  /** The linker's setjmp, `-lsetjmp`. */
  readonly setjmp: boolean;
}

const THROWS = ["__cxa_throw", "__cxa_rethrow", "__cxa_allocate_exception", "__cxa_rethrow_primary_exception"];
const EXCEPTIONS = ["__cpp_exception", "__wasm_lpad_context", "_Unwind_RaiseException", "_Unwind_CallPersonality"];
const SETJMP = ["__wasm_setjmp", "__wasm_setjmp_test", "__wasm_longjmp", "__c_longjmp", "saveSetjmp", "testSetjmp"];
const CXX = /^(_Z|__cxa_|__gxx_|__dynamic_cast$|_ZTI|_ZTV)/;

/** Names of all undefined symbols: those of the import section, and data, which only the symbol table has. */
export function undefinedNames(object: ObjectFile): ReadonlySet<string> {
  const names = readImports(object)
    .filter((each) => each.kind !== "memory")
    .map((each) => each.name);
  return new Set([...names, ...symbolNames(object, (symbol) => !isDefined(symbol))]);
}

/** @param names of the undefined symbols */
export function objectNeeds(names: ReadonlySet<string>): ObjectNeeds {
  const has = (wanted: readonly string[]) => wanted.some((name) => names.has(name));
  const exceptions = has(EXCEPTIONS);
  return {
    // `__cxa_atexit` is libc's, and C code uses it for atexit handlers.
    cxx: [...names].some((name) => CXX.test(name) && name !== "__cxa_atexit"),
    exceptions,
    throws: !exceptions && has(THROWS),
    setjmp: has(SETJMP),
  };
}
