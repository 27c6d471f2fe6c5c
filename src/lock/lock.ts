/**
 * Which WASI SDK a CPython version is locked to.
 *
 * PEP 816 locks one SDK to a CPython minor version from its first beta on, for the whole life of that version; PEP 11
 * records the numbers. Objects made with different SDKs do not link together safely (there is no stable ABI between
 * SDK majors), so a deviation is refused unless the user says otherwise.
 */
import type { PythonVersion } from "../python/version.ts";
import { UserError } from "../report/errors.ts";
import table from "./lock.json" with { type: "json" };

export interface Lock {
  readonly sdk: number;
  /** The WASI version that the SDK targets, `0.1` for wasm32-wasip1. */
  readonly wasi: string;
  /** CPython's support tier (PEP 11); undefined where no row is in force yet. */
  readonly tier: number | undefined;
  /** Who says so, in a few words: `PEP 11`, `source tree`. */
  readonly source: string;
  /** Why this SDK: goes into the log and the job summary as it is. */
  readonly reason: string;
}

export interface LockRow {
  readonly python: string;
  readonly wasi: string;
  readonly sdk: number;
  readonly tier: number;
}

/** The SDK number in CPython's own `Platforms/WASI/config.toml`, where a source tree is at hand. */
export type SourceTreeSdk = number | undefined;

/** Where the rows stand. */
export const LOCK_SOURCE = table.source;

/** The whole table, oldest Python first. */
export const LOCK_ROWS: readonly LockRow[] = table.rows;

/**
 * Decides the SDK for a version.
 *
 * Before beta 1 nothing is locked yet and the source tree decides; from beta 1 on the table does.
 * @throws {UserError} WASI-LOCK-UNKNOWN where neither knows the version, WASI-LOCK-BARRED where the source tree names
 * an SDK that never works
 */
export function lockFor(python: PythonVersion, sourceTree: SourceTreeSdk): Lock {
  const row = LOCK_ROWS.find((row) => row.python === python.minor);
  if (row && python.phase !== "alpha") {
    const { sdk, wasi, tier } = row;
    return {
      sdk,
      wasi,
      tier,
      source: table.source,
      reason: `${table.source} locks Python ${row.python} to SDK ${sdk}`,
    };
  }
  if (sourceTree === undefined) throw unknownVersion(python, row);
  refuseBarred(sourceTree, row ? `Use ${row.sdk}, the one ${row.python} is locked to.` : "Use a newer source tree.");
  return {
    sdk: sourceTree,
    wasi: "0.1",
    tier: undefined,
    source: "source tree",
    reason:
      python.phase === "alpha"
        ? `Python ${python.minor} is not locked before beta 1; its source tree names SDK ${sourceTree}`
        : `${table.source} had no row for Python ${python.minor} yet; its source tree names SDK ${sourceTree}`,
  };
}

/**
 * Checks an SDK that the user asked for against the lock.
 *
 * @returns a warning to show, or undefined where the SDK is the locked one
 * @throws {UserError} WASI-LOCK-BARRED for an SDK that never works, WASI-LOCK-MISMATCH in strict mode
 */
export function checkOverride(asked: number, lock: Lock, strict: boolean): string | undefined {
  refuseBarred(asked, `Use ${lock.sdk}: ${lock.reason}.`);
  if (asked === lock.sdk) return undefined;
  const deviation = `WASI SDK ${asked} is not the locked one: ${lock.reason}. What it builds does not link safely with what others build.`;
  if (!strict) return deviation;
  throw new UserError(
    "WASI-LOCK-MISMATCH",
    deviation,
    `Leave wasi-sdk-version out to get ${lock.sdk}, or set strict to false to go on with ${asked} at your own risk.`,
  );
}

export function isBarred(sdk: number): boolean {
  return table.barred.some((entry) => entry.sdk === sdk);
}

/** `strict: false` does not help here: what a barred SDK builds hangs. */
function refuseBarred(sdk: number, remedy: string): void {
  const barred = table.barred.find((entry) => entry.sdk === sdk);
  if (!barred) return;
  throw new UserError("WASI-LOCK-BARRED", `WASI SDK ${sdk} is barred: ${barred.because} (${barred.see}).`, remedy);
}

function unknownVersion(python: PythonVersion, row: LockRow | undefined): UserError {
  if (row) {
    return new UserError(
      "WASI-LOCK-UNKNOWN",
      `Python ${python.text} is older than beta 1 of ${row.python}, where its lock to WASI SDK ${row.sdk} begins.`,
      `Use ${row.python}.0b1 or later, or build it from its source tree (cpython: PATH), which names its SDK itself.`,
    );
  }
  const nearest = nearestRow(python);
  const known = LOCK_ROWS.map((each) => each.python);
  if (nearest !== undefined && Number(python.minor.slice(2)) < Number(nearest.python.slice(2))) {
    return new UserError(
      "WASI-LOCK-UNKNOWN",
      `Python ${python.minor} is older than every Python that a WASI SDK is locked to; the first is ${nearest.python}, with WASI SDK ${nearest.sdk}.`,
      `Use one of ${known.join(", ")}.`,
    );
  }
  return new UserError(
    "WASI-LOCK-UNKNOWN",
    `No WASI SDK is locked to Python ${python.minor}; the nearest that has one is ${nearest?.python}, with WASI SDK ${nearest?.sdk}.`,
    `Use one of ${known.join(", ")}, or build it from its source tree (cpython: PATH), which names its SDK itself.`,
  );
}

function nearestRow(python: PythonVersion): LockRow | undefined {
  const distance = (row: LockRow) => Math.abs(Number(row.python.slice(2)) - Number(python.minor.slice(2)));
  return LOCK_ROWS.toSorted((a, b) => distance(a) - distance(b))[0];
}
