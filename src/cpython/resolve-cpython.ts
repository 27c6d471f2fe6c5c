/** Which CPython for WASI answers a request: the one at a path, or the one to install. */
import type { Host } from "../host/host.ts";
import { LOCK_ROWS } from "../lock/lock.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import { describeRequest, type PythonRequest, whence } from "../python/request.ts";
import { meets, type Resolution, resolveTarget } from "../python/resolve.ts";
import type { PythonVersion } from "../python/version.ts";
import { UserError } from "../report/errors.ts";
import { cpythonAtPath } from "./at-path.ts";
import { availableVersions, type CPythonWay } from "./available.ts";
import { releaseByGithub } from "./pins/github-release.ts";

export interface ResolveOptions {
  readonly request: PythonRequest;
  /** The X.Y of the machine's Python, which decides within a range. */
  readonly minor: PythonVersion["minor"];
  /** `auto`, `release`, `source`, or the absolute path of a CPython for WASI. */
  readonly choice: string;
  readonly settings: DownloadSettings;
}

/**
 * @throws {UserError} WASI-CPYTHON-NOT-FOUND; for a path WASI-CPYTHON-PATH where there is none, WASI-PYTHON-MISMATCH
 * where it is of another version than was asked for
 */
export async function resolveCPython(
  host: Pick<Host, "downloads" | "files" | "log">,
  { request, minor, choice, settings }: ResolveOptions,
): Promise<Resolution> {
  const way = wayOf(choice);
  if (way === undefined) return atPath(host, request, choice);
  const available = availableVersions(settings, way);
  const known = request.kind === "exact" && available.some(({ text }) => text === request.version.text);
  if (
    request.kind === "exact" &&
    request.binding &&
    !known &&
    (await isReleased(host, request.version, way, settings))
  ) {
    return { version: request.version, reason: whence(request) };
  }
  return resolveTarget(request, available, minor);
}

/** @returns undefined where the choice is a path */
export function wayOf(choice: string): CPythonWay | undefined {
  return choice === "auto" || choice === "release" || choice === "source" ? choice : undefined;
}

async function atPath(host: Pick<Host, "files">, request: PythonRequest, path: string): Promise<Resolution> {
  const { version } = await cpythonAtPath(host, path);
  if (meets(version, request)) return { version, reason: `from ${path}` };
  throw new UserError(
    "WASI-PYTHON-MISMATCH",
    `Python ${describeRequest(request)} is asked for, but ${path} is CPython ${version.text}.`,
    `Ask for the version that is there (python-version: '${version.text}') with a Python ${version.minor} on PATH, or give another path.`,
  );
}

/** A release that is newer than the committed table. A mirror has no API, and a manifest has its own say. */
async function isReleased(
  host: Pick<Host, "downloads" | "log">,
  version: Resolution["version"],
  way: CPythonWay,
  settings: DownloadSettings,
): Promise<boolean> {
  const sdk = LOCK_ROWS.find(({ python }) => python === version.minor)?.sdk;
  if (way === "source" || settings.mirror !== undefined || settings.manifest || sdk === undefined) return false;
  return (await releaseByGithub(host, version, sdk, settings)) !== undefined;
}
