/**
 * The SDK's own libraries. They stay out of an extension and are linked once, into the interpreter: two copies of the
 * allocator or of the C++ run time in one memory would not know of each other.
 */
import table from "./system-libraries.json" with { type: "json" };

const linked: ReadonlySet<string> = new Set(table.linked);
const empty: ReadonlySet<string> = new Set(table.empty);
const synonyms: Readonly<Record<string, string>> = table.synonyms;

/** Whether a `-l` name means a library of the SDK, by its own name or by that of another platform's counterpart. */
export function isSystemLibrary(name: string): boolean {
  return linked.has(name) || empty.has(name) || Object.hasOwn(synonyms, name) || name.startsWith("wasi-emulated-");
}

/** Names for the relink: synonyms resolved, empty libraries and doubles left out. */
export function librariesToLink(names: readonly string[]): readonly string[] {
  const resolved = names.map((name) => synonyms[name] ?? name).filter((name) => name !== "" && !empty.has(name));
  return [...new Set(resolved)];
}

/** `m` for `libm.a` and `/sdk/lib/libm.a`; undefined for files that are no library. */
export function libraryName(path: string): string | undefined {
  return /(?:^|[\\/])lib([^\\/]+?)\.(?:a|so)$/.exec(path)?.[1];
}
