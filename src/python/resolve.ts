/** Which of the versions that can be had answers a request, and why that one. */
import { UserError } from "../report/errors.ts";
import { describeRequest, type PythonRequest, whence } from "./request.ts";
import { inRange } from "./specifier.ts";
import { comparePythonVersions, type PythonVersion } from "./version.ts";

export interface Resolution {
  readonly version: PythonVersion;
  /** What follows the version in the log and the summary: `from python-version: 3.13.9`. */
  readonly reason: string;
}

/** Whether a version is what was asked for, whatever lies on this machine. */
export function meets(version: PythonVersion, request: PythonRequest): boolean {
  if (request.kind === "range") return inRange(version, request.alternatives);
  if (request.kind === "exact" && request.binding) return version.text === request.version.text;
  return version.minor === request.minor;
}

/** The X.Y that a request admits, among the versions that can be had, newest first. */
export function minorsFor(
  request: PythonRequest,
  available: readonly PythonVersion[],
): readonly PythonVersion["minor"][] {
  if (request.kind !== "range") return [request.minor];
  const versions = available.filter((version) => meets(version, request)).sort(comparePythonVersions);
  return [...new Set(versions.reverse().map(({ minor }) => minor))];
}

/**
 * A binding version must be met exactly. The version of an interpreter on PATH is met exactly where that can be had,
 * else by the newest release of the same minor version. A minor version means its newest release, and so does a range,
 * within the minor version that this machine has a Python of.
 *
 * @param minor the X.Y of the machine's Python, for a range
 * @throws {UserError} WASI-CPYTHON-NOT-FOUND
 */
export function resolveTarget(
  request: PythonRequest,
  available: readonly PythonVersion[],
  minor: PythonVersion["minor"] | undefined = request.kind === "range" ? undefined : request.minor,
): Resolution {
  const ofMinor = available
    .filter((version) => minor === undefined || version.minor === minor)
    .sort(comparePythonVersions);
  const from = whence(request);
  if (request.kind === "range") {
    const newest = ofMinor.findLast((version) => meets(version, request));
    if (newest) {
      return { version: newest, reason: `${from}, of which it is the newest that this machine can build for` };
    }
    throw notFound(request, [], available);
  }
  const same = request.kind === "exact" ? ofMinor.find(({ text }) => text === request.version.text) : undefined;
  if (same) return { version: same, reason: from };
  const newest = ofMinor.findLast(
    ({ phase }) => phase === "final" || (request.kind === "series" && request.prereleases),
  );
  if (newest && request.kind === "series") {
    return { version: newest, reason: `${from}, of which it is the newest that can be had for WASI` };
  }
  if (newest && request.kind === "exact" && !request.binding) {
    return {
      version: newest,
      reason: `${from}, whose ABI it has; it is the newest ${request.minor} that can be had for WASI`,
    };
  }
  throw notFound(request, ofMinor, available);
}

function notFound(
  request: PythonRequest,
  ofMinor: readonly PythonVersion[],
  available: readonly PythonVersion[],
): UserError {
  const minors = [...new Set([...available].sort(comparePythonVersions).map(({ minor }) => minor))];
  const offer =
    ofMinor.length > 0
      ? `Use one of ${ofMinor.map(({ text }) => text).join(", ")}`
      : minors.length > 0
        ? `Use a version of ${minors.join(", ")}`
        : "Give a mirror that has one";
  return new UserError(
    "WASI-CPYTHON-NOT-FOUND",
    `No CPython ${describeRequest(request)} for WASI can be had.`,
    `${offer}, or give a CPython that you built for WASI: cpython: PATH.${seriesByEquality(request)}`,
  );
}

/** In PEP 440 `==3.13` holds for 3.13.0 alone, which is hardly ever meant. */
function seriesByEquality({ kind, text }: PythonRequest): string {
  const minor = kind === "range" ? /(?:^|,)\s*==\s*(3\.\d+)\s*(?:,|$)/.exec(text)?.[1] : undefined;
  return minor === undefined ? "" : ` Where any ${minor} was meant: ==${minor}.* (==${minor} is ${minor}.0 alone).`;
}
