/**
 * Which linker options mean nothing to WebAssembly. Meson and CMake ask the linker for its version, read "LLD" and pass
 * what LLD for ELF understands; wasm-ld stops at the first one, and a configure check that stops says "no" without
 * telling why.
 */
import options from "./foreign-options.json" with { type: "json" };

/** The only `-z` keyword that wasm-ld knows; it warns of `now`, `relro` and the like. */
const KNOWN_Z = "stack-size=";

/**
 * How many arguments, from the first of `rest` on, form an option to leave out; 0 for one that stays.
 *
 * @param rest the command line from the argument in question on
 */
export function foreignLength(rest: readonly string[]): number {
  const [argument = "", value] = rest;
  if (argument === "-z") return value?.startsWith(KNOWN_Z) ? 0 : 2;
  if (argument.startsWith("-z")) return argument.startsWith(`-z${KNOWN_Z}`) ? 0 : 1;
  if (options.alone.includes(argument)) return 1;
  if (options.withValue.includes(argument)) return 2;
  const joined = [...options.prefixes, ...options.withValue.map((name) => `${name}=`)];
  return joined.some((prefix) => argument.startsWith(prefix)) ? 1 : 0;
}

/** The same as patterns of a POSIX `case`, for the launcher. */
export function foreignPatterns(): { readonly alone: string; readonly withValue: string } {
  const escaped = (text: string) => text.replace(/[()]/g, (paren) => `"${paren}"`);
  const joined = [...options.prefixes, ...options.withValue.map((name) => `${name}=`)].map((prefix) => `${prefix}*`);
  return {
    alone: [...options.alone.map(escaped), ...joined].join("|"),
    withValue: options.withValue.join("|"),
  };
}
