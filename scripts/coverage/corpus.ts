/** The corpus: `packages.json`, checked for what would make a run measure something else than it says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface CorpusPackage {
  readonly name: string;
  readonly backend: string;
  readonly language: string;
  /** Tried as it came, not chosen for what it shows: whether it builds, links and imports. */
  readonly other?: boolean;
  /** Default: the name, so the newest version for the Python. */
  readonly requirement?: string;
  readonly configSettings?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** C libraries that the product builds for the target. */
  readonly nativeDeps?: readonly string[];
  /** Modules of the standard library with a C library inside; default: those that the product links by itself. */
  readonly stdlibModules?: readonly string[];
  /** Packages of the corpus that are linked in too. */
  readonly needs?: readonly string[];
  /** Pure requirements at run time. */
  readonly requires?: readonly string[];
  /** null: no tests of its own are run, for they start processes or are not in the source distribution. */
  readonly tests?: {
    readonly args?: readonly string[];
    readonly requires?: readonly string[];
    /** Source distribution that has the tests; default: the package's own. */
    readonly source?: string;
    /** Folder of the tests where they lie inside the package, which would be imported from there; run alone. */
    readonly alone?: string;
    readonly explained?: readonly Explanation[];
  } | null;
}

/** Failures that come of what WASI lacks and that the product cannot tell from others. */
export interface Explanation {
  /** A part of the test's name or of its message. */
  readonly test: string;
  /** A whole sentence, for the page. */
  readonly reason: string;
}

export function readCorpus(): readonly CorpusPackage[] {
  const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, "packages.json"), "utf8")) as {
    packages: readonly CorpusPackage[];
  };
  const seen = new Set<string>();
  for (const { name, needs = [] } of packages) {
    const late = needs.find((need) => !seen.has(need));
    if (late !== undefined) throw new Error(`packages.json: ${name} needs ${late}, which must stand before it`);
    seen.add(name);
  }
  return packages;
}

/** Names of the packages whose tests are run, too. */
export function chosenNames(corpus: readonly CorpusPackage[]): readonly string[] {
  return corpus.filter(({ other = false }) => !other).map(({ name }) => name);
}

/**
 * A part of the corpus that CI runs, another one each time, with what its packages need.
 *
 * @param index 0-based; beyond the last part it begins anew
 */
export function slice(corpus: readonly CorpusPackage[], index: number, parts: number): readonly CorpusPackage[] {
  const chosen = new Set(corpus.filter((_, at) => at % parts === index % parts).map(({ name }) => name));
  for (const { name, needs = [] } of [...corpus].reverse()) {
    if (chosen.has(name)) for (const need of needs) chosen.add(need);
  }
  return corpus.filter(({ name }) => chosen.has(name));
}
