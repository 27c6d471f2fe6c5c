/**
 * Which WASI SDK a compiler's own words speak of. LLVM writes its version into the `producers` section of every object;
 * each SDK ships one version, a few share one, and distributions of Linux put their name in front.
 * Source: tool-conventions ProducersSection.md.
 */
import type { Producer } from "../object/producers.ts";
import releases from "./releases.json" with { type: "json" };

const RELEASES: Readonly<Record<string, { readonly llvm: string | null }>> = releases.releases;

export interface Compiler {
  /** `clang`, `Debian clang`, `rustc` */
  readonly name: string;
  /** `18.1.2` */
  readonly version: string;
  /** Numbers of the SDKs that it may be from, ascending; none for compilers that are no SDK's. */
  readonly sdks: readonly number[];
}

/** Numbers of the SDKs that ship a clang, ascending. @param clang `18.1.2` */
export function sdksWith(clang: string): readonly number[] {
  return Object.keys(RELEASES)
    .map(Number)
    .filter((sdk) => RELEASES[sdk]?.llvm === clang)
    .sort((a, b) => a - b);
}

/** The compilers among an object's producers, each once. */
export function compilersOf(producers: readonly Producer[]): readonly Compiler[] {
  const compilers = producers
    .filter(({ field }) => field === "processed-by")
    .map(({ name, version }): Compiler => {
      const number = /\d+\.\d+\.\d+/.exec(version)?.[0] ?? version;
      // A distribution's clang of the same version has other libraries with it.
      return { name, version: number, sdks: name === "clang" ? sdksWith(number) : [] };
    });
  return [...new Map(compilers.map((each) => [`${each.name} ${each.version}`, each])).values()];
}
