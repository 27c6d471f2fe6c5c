/** What one package came to on one Python; `docs/coverage.json` is a list of these. */
import type { FailureClass } from "./failure-class.ts";

export interface Measurement {
  readonly package: string;
  readonly version: string | null;
  readonly python: string;
  /** 0 where it did not build. */
  readonly sdk: number;
  /** The SDK that was asked for instead of the one that this Python is locked to. */
  readonly otherSdk?: number;
  /** Milliseconds of fetching, build requirements and build; null where it did not build. */
  readonly build: { readonly fetch: number; readonly environment: number; readonly build: number } | null;
  /** Extension modules in the wheel; null where there is none. */
  readonly modules: number | null;
  /** Bytes of the wheel. */
  readonly size: number | null;
  /** Milliseconds of the relink; null where it did not link. */
  readonly link: number | null;
  /** Modules that import; null where nothing could be tried. */
  readonly imports: {
    readonly done: number;
    readonly failed: readonly string[];
    /** Those that import a module of the standard library which WASI lacks. */
    readonly lacking?: readonly string[];
  } | null;
  readonly tests: TestCounts | null;
  readonly failure: { readonly class: FailureClass; readonly text: string } | null;
  /** Day of the measurement. */
  readonly date: string;
  /** Commit of the product. */
  readonly commit: string;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** By the package's own rules. */
  readonly skipped: number;
  /** For what WASI lacks → how many. */
  readonly limited: Readonly<Record<string, number>>;
  /** Failures that come of what WASI lacks, by the sentence of the corpus that explains them → how many. */
  readonly explained?: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Names of the first failures. */
  readonly first: readonly string[];
}
