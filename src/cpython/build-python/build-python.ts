/** The build Python: an interpreter of this machine, of the same X.Y as the target, that runs builds for it. */
import { HostFailure } from "../../host/failure.ts";
import type { Host } from "../../host/host.ts";
import { type PythonVersion, parsePythonVersion } from "../../python/version.ts";
import { nativeEnvironment } from "./native-environment.ts";

export interface BuildPython {
  readonly version: PythonVersion;
  /** Absolute; what the interpreter itself calls `sys.executable`. */
  readonly executable: string;
  /** Absolute folder of its headers; a distribution may leave it out of the base package. */
  readonly include: string;
  /** `sys.base_prefix`. */
  readonly basePrefix: string;
  /** Where it was found, for the log: `python on PATH`. */
  readonly source: string;
}

/** One start of the interpreter tells all. The free-threaded build has another ABI, PyPy other headers. */
const PROBE = `
import json, platform, sys, sysconfig
print(json.dumps({
    "version": platform.python_version(),
    "implementation": sys.implementation.name,
    "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "executable": sys.executable,
    "include": sysconfig.get_path("include"),
    "basePrefix": sys.base_prefix,
}))
`;

/** Milliseconds; a version manager's shim may have to look around first. */
const PATIENCE = 30_000;

/** An interpreter that runs, and cannot help to build for WASI: another implementation, or one without the GIL. */
export interface UnfitPython {
  /** `pypy 3.10.14`, `a free-threaded CPython 3.13.5` */
  readonly unfit: string;
  readonly source: string;
}

/** Asks an interpreter what it is. @returns undefined where it does not run */
export async function probePython(
  host: Pick<Host, "processes" | "env">,
  command: string,
  source: string,
): Promise<BuildPython | UnfitPython | undefined> {
  try {
    const { code, stdout } = await host.processes.run(command, ["-I", "-c", PROBE], {
      env: nativeEnvironment(host.env),
      timeoutMs: PATIENCE,
    });
    return code === 0 ? readProbe(stdout, source) : undefined;
  } catch (error) {
    if (error instanceof HostFailure) return undefined;
    throw error;
  }
}

function readProbe(stdout: string, source: string): BuildPython | UnfitPython | undefined {
  const told = lastJson(stdout);
  const { executable, include, basePrefix, implementation } = told;
  if (typeof implementation === "string" && implementation !== "cpython") {
    return { unfit: `${implementation} ${told.version}`, source };
  }
  if (told.freeThreaded === true) return { unfit: `a free-threaded CPython ${told.version}`, source };
  const version = parsePythonVersion(String(told.version));
  if (!version) return undefined;
  if (typeof executable !== "string" || typeof include !== "string" || typeof basePrefix !== "string") return undefined;
  return { version, executable, include, basePrefix, source };
}

/** A sitecustomize may print before us. */
function lastJson(stdout: string): Record<string, unknown> {
  try {
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  } catch {
    return {};
  }
}
