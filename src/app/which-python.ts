/** Joins what is asked for, what can be had and what this machine has: the target's version and the build Python. */
import { cpythonAtPath } from "../cpython/at-path.ts";
import { availableVersions } from "../cpython/available.ts";
import type { BuildPython } from "../cpython/build-python/build-python.ts";
import { findPython } from "../cpython/build-python/find-python.ts";
import { resolveCPython, wayOf } from "../cpython/resolve-cpython.ts";
import type { Host } from "../host/host.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { requireLocked } from "../lock/admitted.ts";
import type { SourceTreeSdk } from "../lock/lock.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import { describeRequest, type PythonRequest, versionFromInterpreter } from "../python/request.ts";
import { minorsFor, type Resolution } from "../python/resolve.ts";
import { askedPython } from "./asked-python.ts";

export interface WhichPython {
  readonly buildPython: BuildPython;
  readonly resolution: Resolution;
  /** The SDK that the source tree at the path names. */
  readonly sourceTree: SourceTreeSdk;
}

/**
 * @param choice `auto`, `release`, `source`, or the absolute path of a CPython for WASI
 * @throws {UserError} WASI-PYTHON-*, WASI-LOCK-UNKNOWN, WASI-CPYTHON-NOT-FOUND, WASI-CPYTHON-PATH
 */
export async function whichPython(
  host: Host,
  inputs: Inputs,
  choice: string,
  settings: DownloadSettings,
): Promise<WhichPython> {
  const asked = await askedPython(host, inputs);
  const way = wayOf(choice);
  if (way === undefined) return atPath(host, asked, choice, settings);
  // Before anything is looked for: that no SDK is locked to a version is the answer, whatever this machine has.
  if (asked) requireLocked(asked);
  const available = availableVersions(settings, way);
  const minors = asked && minorsFor(asked, available);
  // Without any the resolution says what there is.
  const wish = asked && minors && minors.length > 0 ? { minors, asked: describeRequest(asked) } : undefined;
  const buildPython = await findPython(host, wish);
  const request = asked ?? versionFromInterpreter(buildPython.version, buildPython.source);
  const { minor } = buildPython.version;
  const resolution = await resolveCPython(host, { request, minor, choice, settings });
  return { buildPython, resolution, sourceTree: undefined };
}

/** The version at the path is given; what is asked for can only agree with it. */
async function atPath(
  host: Host,
  asked: PythonRequest | undefined,
  path: string,
  settings: DownloadSettings,
): Promise<WhichPython> {
  const { version, tree } = await cpythonAtPath(host, path);
  const request = asked ?? versionFromInterpreter(version, "cpython");
  const { minor } = version;
  const resolution = await resolveCPython(host, { request, minor, choice: path, settings });
  const buildPython = await findPython(host, {
    minors: [minor],
    decidedByPath: true,
    asked: `${minor} (that of ${path})`,
    tree: tree?.path,
  });
  return { buildPython, resolution, sourceTree: tree?.config?.sdk };
}
