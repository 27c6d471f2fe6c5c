/** Explains undefined symbols at the relink: who wants them, and why nobody has them. */
import { isWasm, readObject } from "../../object/object-file.ts";
import { UserError } from "../../report/errors.ts";
import { exportedInit, uniqueInit } from "../init-symbol.ts";
import table from "./missing-symbols.json" with { type: "json" };
import { symbolUsers } from "./symbol-users.ts";

/** An object of the link, as `RelinkPlan.objects` has it. */
export interface LinkedObject {
  /** Full dotted name. */
  readonly module: string;
  /** For messages: `numpy/_core/_multiarray_umath.cpython-313-wasm32-wasi.so`. */
  readonly origin: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

const UNDEFINED = /^(?:\S*wasm-ld\S*: )?error: (?<file>.*?): undefined symbol: (?<symbol>.+)$/;
const USERS_SHOWN = 3;

/** Symbols that the linker calls undefined, each with the file that it names, in the linker's order. */
export function undefinedSymbols(stderr: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of stderr.split(/\r?\n/)) {
    const { file, symbol } = UNDEFINED.exec(line)?.groups ?? {};
    if (file !== undefined && symbol !== undefined && !found.has(symbol)) found.set(symbol, file);
  }
  return found;
}

/**
 * @param stderr of wasm-ld with `--no-demangle`
 * @param objects of the extensions in that link
 * @returns WASI-LINK-UNDEFINED; undefined where the linker complains of something else
 */
export function explainUndefined(stderr: string, objects: readonly LinkedObject[]): UserError | undefined {
  const symbols = undefinedSymbols(stderr);
  if (symbols.size === 0) return undefined;
  const users = objects.map((object) => ({ object, users: usersOf(object, new Set(symbols.keys())) }));
  const details: string[] = [];
  const remedies = new Set<string>();
  for (const [symbol, file] of symbols) {
    const { why, remedy } = reason(symbol);
    remedies.add(remedy);
    details.push(`${symbol}: ${why}`);
    const wants = users.flatMap((each) => {
      const names = each.users.get(symbol);
      return names
        ? [`  wanted by ${each.object.origin}${inFunctions(names.map((name) => asInSource(name, each.object)))}`]
        : [];
    });
    details.push(...(wants.length > 0 ? wants : [`  wanted by ${file}`]));
  }
  const count = symbols.size === 1 ? "One symbol is" : `${symbols.size} symbols are`;
  return new UserError(
    "WASI-LINK-UNDEFINED",
    `${count} defined nowhere, so python.wasm does not link.`,
    [...remedies].join(" "),
    details,
  );
}

/** ` (wanted by …)` for a symbol; empty where no extension wants it. */
export function wantedBy(symbol: string, objects: readonly LinkedObject[]): string {
  const users = objects.flatMap((object) => {
    const names = usersOf(object, new Set([symbol])).get(symbol);
    return names ? [`${object.origin}${inFunctions(names.map((name) => asInSource(name, object)))}`] : [];
  });
  return users.length > 0 ? ` (wanted by ${users.join("; ")})` : "";
}

/** Why nobody defines a symbol, and what to do. */
export function reason(symbol: string): { readonly why: string; readonly remedy: string } {
  return table.families.find((family) => new RegExp(family.pattern).test(symbol)) ?? table.otherwise;
}

function usersOf({ bytes, origin }: LinkedObject, names: ReadonlySet<string>): Map<string, readonly string[]> {
  return isWasm(bytes) ? symbolUsers(readObject(bytes, origin), names) : new Map();
}

/** The relink has renamed the init function. */
function asInSource(name: string, { module }: LinkedObject): string {
  return name === uniqueInit(module) ? exportedInit(module) : name;
}

function inFunctions(names: readonly string[]): string {
  if (names.length === 0) return "";
  const more = names.length > USERS_SHOWN ? ` and ${names.length - USERS_SHOWN} more` : "";
  return ` in ${names.slice(0, USERS_SHOWN).join(", ")}${more}`;
}
