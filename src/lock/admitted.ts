/** Which rows of the lock a request admits. */
import { describeRequest, type PythonRequest } from "../python/request.ts";
import { inRange } from "../python/specifier.ts";
import type { PythonVersion } from "../python/version.ts";
import { UserError } from "../report/errors.ts";
import { LOCK_ROWS, type LockRow, lockFor } from "./lock.ts";

/** A branch gets some twenty-five releases in its five years (PEP 602), security releases included. */
const MOST_PATCHES = 40;

/** Newest first. */
export function rowsAdmittedBy(request: PythonRequest): readonly LockRow[] {
  const rows = LOCK_ROWS.toReversed();
  if (request.kind !== "range") return rows.filter(({ python }) => python === request.minor);
  return rows.filter(({ python }) => releasesOf(python).some((version) => inRange(version, request.alternatives)));
}

/** @throws {UserError} WASI-LOCK-UNKNOWN where nothing that is asked for is locked to an SDK */
export function requireLocked(request: PythonRequest): void {
  if (request.kind === "exact") lockFor(request.version, undefined);
  // A series has one lock, from its first release on.
  else if (request.kind === "series") lockFor(release(request.minor, 0), undefined);
  else if (rowsAdmittedBy(request).length === 0) {
    const known = LOCK_ROWS.map(({ python }) => python).join(", ");
    throw new UserError(
      "WASI-LOCK-UNKNOWN",
      `No Python that ${describeRequest(request)} admits is locked to a WASI SDK.`,
      `Admit one of ${known}, or name one of them in python-version.`,
    );
  }
}

function releasesOf(python: string): readonly PythonVersion[] {
  return Array.from({ length: MOST_PATCHES + 1 }, (_, patch) => release(python as PythonVersion["minor"], patch));
}

function release(minor: PythonVersion["minor"], patch: number): PythonVersion {
  return { text: `${minor}.${patch}`, minor, patch, phase: "final", serial: 0 };
}
