/** Which of the versions that can be had answers a request, and why that one. */
import { UserError } from "../report/errors.ts";
import { describeRequest, type PythonRequest } from "./request.ts";
import { comparePythonVersions, type PythonVersion } from "./version.ts";

export interface Resolution {
  readonly version: PythonVersion;
  /** For the log and the summary, as it is. */
  readonly reason: string;
}

/**
 * A binding version must be met exactly. The version of an interpreter on PATH is met exactly where that can be had,
 * else by the newest release of the same minor version. A minor version means its newest release.
 *
 * @throws {UserError} WASI-CPYTHON-NOT-FOUND
 */
export function resolveTarget(request: PythonRequest, available: readonly PythonVersion[]): Resolution {
  const ofMinor = available.filter(({ minor }) => minor === request.minor).sort(comparePythonVersions);
  const newest = ofMinor.findLast(({ phase }) => phase === "final");
  const same = request.kind === "exact" ? ofMinor.find(({ text }) => text === request.version.text) : undefined;
  if (same) return { version: same, reason: describeRequest(request) };
  if (newest && request.kind === "series") {
    return {
      version: newest,
      reason: `the newest ${request.minor} that can be had for WASI; ${request.source} asks for ${request.text}`,
    };
  }
  if (newest && request.kind === "exact" && !request.binding) {
    return {
      version: newest,
      reason: `the newest ${request.minor} that can be had for WASI; ${request.source} is ${request.text}, which has the same ABI`,
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
    `${offer}, or give a CPython that you built for WASI: cpython: PATH.`,
  );
}
