/** Finds the build Python: what setup-python or the user put first, then what else lies around. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { comparePythonVersions, type PythonVersion, parsePythonVersion } from "../python/version.ts";
import { UserError } from "../report/errors.ts";
import { type BuildPython, probePython } from "./build-python.ts";

export type PythonFinder = Pick<Host, "env" | "files" | "platform" | "processes">;

interface Candidate {
  readonly command: string;
  readonly source: string;
}

/**
 * @param minor the X.Y that is wanted; undefined takes the first interpreter there is
 * @throws {UserError} WASI-PYTHON-NOT-FOUND where this machine has no Python; WASI-PYTHON-MISMATCH where it has one,
 * but none of this X.Y
 */
export async function findPython(host: PythonFinder, minor: PythonVersion["minor"] | undefined): Promise<BuildPython> {
  const others: BuildPython[] = [];
  for (const candidates of [onPath, inToolCache, ofPyenv]) {
    for (const { command, source } of await candidates(host, minor)) {
      const python = await probePython(host, command, source);
      if (python && (minor === undefined || python.version.minor === minor)) return python;
      if (python) others.push(python);
    }
  }
  throw others[0] && minor !== undefined ? mismatch(minor, others[0]) : notFound(minor);
}

/** setup-python exports pythonLocation for the interpreter that it put on PATH; a later step may have hidden it. */
async function onPath(host: PythonFinder, minor: string | undefined): Promise<readonly Candidate[]> {
  const chosen = host.env.pythonLocation;
  const byLocation = chosen
    ? [{ command: interpreterIn(host, chosen), source: `python of setup-python in ${chosen}` }]
    : [];
  const names = minor === undefined ? ["python", "python3"] : ["python", "python3", `python${minor}`];
  const byName: Candidate[] = [];
  for (const name of names) {
    const command = await host.processes.find(name);
    if (command !== undefined) byName.push({ command, source: `${name} on PATH` });
  }
  return [...byLocation, ...byName];
}

/** `RUNNER_TOOL_CACHE/Python/3.13.9/x64`, where GitHub's images keep the versions that setup-python can choose. */
async function inToolCache(host: PythonFinder, minor: string | undefined): Promise<readonly Candidate[]> {
  const cache = host.env.RUNNER_TOOL_CACHE ?? host.env.AGENT_TOOLSDIRECTORY;
  if (!cache) return [];
  const versions = await versionsIn(host, join(cache, "Python"), minor);
  return versions.map(({ folder, text }) => ({
    command: interpreterIn(host, join(folder, host.platform.arch)),
    source: `Python ${text} in the tool cache`,
  }));
}

async function ofPyenv(host: PythonFinder, minor: string | undefined): Promise<readonly Candidate[]> {
  const root = host.env.PYENV_ROOT ?? (host.env.HOME ? join(host.env.HOME, ".pyenv") : undefined);
  if (!root) return [];
  const versions = await versionsIn(host, join(root, "versions"), minor);
  return versions.map(({ folder, text }) => ({ command: interpreterIn(host, folder), source: `pyenv's ${text}` }));
}

/** The folders of a folder that are named for a version, newest first. */
async function versionsIn(
  host: PythonFinder,
  folder: string,
  minor: string | undefined,
): Promise<readonly { readonly folder: string; readonly text: string }[]> {
  if ((await host.files.info(folder))?.kind !== "folder") return [];
  return (await host.files.list(folder))
    .map(parsePythonVersion)
    .filter((version) => version !== undefined)
    .filter((version) => minor === undefined || version.minor === minor)
    .sort((a, b) => comparePythonVersions(b, a))
    .map(({ text }) => ({ folder: join(folder, text), text }));
}

function interpreterIn(host: PythonFinder, prefix: string): string {
  return host.platform.os === "win32" ? join(prefix, "python.exe") : join(prefix, "bin", "python3");
}

function mismatch(minor: PythonVersion["minor"], found: BuildPython): UserError {
  return new UserError(
    "WASI-PYTHON-MISMATCH",
    `Python ${minor} is asked for, but this machine has ${found.version.text} (${found.source}); extensions are built with the help of a Python of the same X.Y.`,
    `Put Python ${minor} on PATH (actions/setup-python with python-version: '${minor}'), or ask for the version that is there (python-version: '${found.version.minor}').`,
  );
}

function notFound(minor: string | undefined): UserError {
  return new UserError(
    "WASI-PYTHON-NOT-FOUND",
    `No Python${minor === undefined ? "" : ` ${minor}`} was found: not on PATH, not in the tool cache, not with pyenv.`,
    `Install one; in a workflow put actions/setup-python${minor === undefined ? "" : ` with python-version: '${minor}'`} before this step.`,
  );
}
