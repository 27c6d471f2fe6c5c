/**
 * The cross environment as a whole job, or a user's shell, may have it.
 *
 * What every Python would take for its own configuration is not among it: a pip that believes to be WASI finds no wheel
 * for the build machine. PYTHONPATH leads to the shim instead, which tells build hooks from everything else and gives
 * them those variables (python/shim/pywasi_job.py). Why this way: docs/decisions/0010-job-environment.md.
 */
import type { TargetPython } from "../cpython/target-python.ts";
import type { CrossFile } from "./cross-environment.ts";

type Variables = Readonly<Record<string, string>>;
type Environment = Readonly<Record<string, string | undefined>>;

/** For build hooks alone. */
const HOOK_VARIABLES = [
  "_PYTHON_SYSCONFIGDATA_NAME",
  "_PYTHON_SYSCONFIGDATA_PATH",
  "_PYTHON_HOST_PLATFORM",
  "SETUPTOOLS_EXT_SUFFIX",
  "DIST_EXTRA_CONFIG",
];

export interface JobEnvironmentOptions {
  /** Of the cross environment, complete. */
  readonly variables: Variables;
  readonly target: TargetPython;
  /** Absolute path of the build Python. */
  readonly buildPython: string;
  /** Absolute folder with the shim's sitecustomize. */
  readonly shim: string;
  /** Absolute folder of the cross environment. */
  readonly folder: string;
  /** Absolute. */
  readonly mesonCrossFile: string;
  /** sysconfig of Windows reads no variable for cross builds, and paths are separated otherwise. */
  readonly windows: boolean;
  /** The environment into which the job's variables go, which installers get back. */
  readonly outside: Environment;
}

export interface JobEnvironment {
  readonly variables: Variables;
  /** The file that PYWASI_JOB names, read by the shim. */
  readonly settings: CrossFile;
}

export function jobEnvironment(options: JobEnvironmentOptions): JobEnvironment {
  const { variables, target, shim, folder } = options;
  const settingsPath = "job-shim.json";
  const hookVariables = pick(variables, (name) => HOOK_VARIABLES.includes(name));
  const job = {
    ...pick(variables, (name) => !HOOK_VARIABLES.includes(name) && name !== "PYTHONPATH"),
    PYTHONPATH: searchPath(shim, options.outside.PYTHONPATH ?? "", options.windows ? ";" : ":"),
    PYWASI_JOB: `${folder}/${settingsPath}`,
    PYWASI_MESON_CROSS_FILE: options.mesonCrossFile,
    // uv prefers Pythons of its own, of any version that the project allows.
    UV_PYTHON: options.buildPython,
  };
  const settings = {
    platform: "wasi",
    machine: "wasm32",
    windows: options.windows,
    python: target.version.minor,
    buildPython: options.buildPython,
    multiarch: target.multiarch,
    include: target.include,
    sysconfig: target.sysconfig,
    mesonCrossFile: options.mesonCrossFile,
    hookVariables,
    // So that `pywasi doctor` knows ours from others'.
    variables: job,
    outside: outsideOf({ ...job, ...hookVariables, PYWASI_SHIM: "" }, options.outside),
  };
  return { variables: job, settings: { path: settingsPath, text: `${JSON.stringify(settings, undefined, 2)}\n` } };
}

/**
 * What the variables were before. One that has our value already stands for a second export in the same job, and was
 * nothing. PATH stays, for our programs have names of their own, and PYTHONPATH is the shim's to mend.
 */
function outsideOf(job: Variables, outside: Environment): Readonly<Record<string, string | null>> {
  const names = Object.keys(job).filter((name) => !["PATH", "PYTHONPATH"].includes(name));
  return Object.fromEntries(names.map((name) => [name, outside[name] === job[name] ? null : (outside[name] ?? null)]));
}

function searchPath(first: string, others: string, separator: string): string {
  const rest = others.split(separator).filter((folder) => folder !== "" && folder !== first);
  return [first, ...rest].join(separator);
}

function pick(variables: Variables, wanted: (name: string) => boolean): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => wanted(name)));
}
