/** Finds the build Python: what setup-python or the user put first, then what else lies around. */
import { join } from "node:path";
import type { Host } from "../../host/host.ts";
import type { PythonVersion } from "../../python/version.ts";
import { UserError } from "../../report/errors.ts";
import { type BuildPython, probePython, type UnfitPython } from "./build-python.ts";
import { managedPythons, versionsIn } from "./managed-pythons.ts";

export type PythonFinder = Pick<Host, "env" | "files" | "platform" | "processes">;

interface Candidate {
  readonly command: string;
  readonly source: string;
}

/** What the machine's Python is to be. */
export interface PythonWish {
  /** The X.Y that will do, best first. */
  readonly minors: readonly PythonVersion["minor"][];
  /** How it was asked for: `3.13 (python-version)`. */
  readonly asked: string;
  /** Whether a CPython at a path has decided it, so that asking for another version is no way out. */
  readonly decidedByPath?: boolean;
  /** A CPython source tree whose own scripts may have built a Python for this machine; absolute. */
  readonly tree?: string | undefined;
}

/**
 * The Python that the user chose for this job comes first where it will do: a range is no reason to pass it over. After
 * that the wish decides, and among Pythons of one X.Y the order of the places.
 *
 * @param wish undefined takes the first interpreter there is
 * @throws {UserError} WASI-PYTHON-NOT-FOUND where this machine has no Python; WASI-PYTHON-MISMATCH where it has one,
 * but none that will do
 */
export async function findPython(host: PythonFinder, wish: PythonWish | undefined): Promise<BuildPython> {
  const probed = new Map<string, ReturnType<typeof probePython>>();
  const others: BuildPython[] = [];
  const unfit: UnfitPython[] = [];
  const fitting = async (
    candidates: readonly Candidate[],
    minors: readonly string[] | undefined,
  ): Promise<BuildPython | undefined> => {
    const ask = ({ command, source }: Candidate) => {
      const probe = probed.get(command) ?? probePython(host, command, source);
      probed.set(command, probe);
      return probe;
    };
    // Side by side where the first need not do: a version manager's shims take their time to say no.
    if (minors) for (const candidate of candidates) ask(candidate).catch(() => undefined);
    for (const candidate of candidates) {
      const python = await ask(candidate);
      if (python && "unfit" in python) unfit.push(python);
      else if (python && (!minors || minors.includes(python.version.minor))) return python;
      else if (python) others.push(python);
    }
    return undefined;
  };
  const chosen = await fitting(chosenForTheJob(host), wish?.minors);
  if (chosen) return chosen;
  // Another Python, in place of the one that was set up for this job, would be a surprise.
  if (!wish && unfit[0]) throw cannotBuild(unfit[0]);
  for (const minor of wish?.minors ?? [undefined]) {
    for (const place of [onPath, inToolCache, ofVersionManagers, builtIn(wish?.tree)]) {
      const found = await fitting(await place(host, minor), minor && [minor]);
      if (found) return found;
    }
  }
  if (wish && others[0]) throw mismatch(wish, others);
  throw unfit[0] ? cannotBuild(unfit[0]) : notFound(wish);
}

/**
 * actions/setup-python exports pythonLocation for the interpreter that it put on PATH, and the same folder as
 * Python_ROOT_DIR for CMake; a later step may have hidden it. A virtual environment that is active was chosen too.
 */
function chosenForTheJob(host: PythonFinder): readonly Candidate[] {
  const { pythonLocation, Python_ROOT_DIR, VIRTUAL_ENV } = host.env;
  const location = pythonLocation || Python_ROOT_DIR;
  const candidates: Candidate[] = [];
  if (location) {
    candidates.push({ command: interpreterIn(host, location), source: `python of setup-python in ${location}` });
  }
  if (VIRTUAL_ENV) {
    const folder = host.platform.os === "win32" ? join(VIRTUAL_ENV, "Scripts") : VIRTUAL_ENV;
    candidates.push({ command: interpreterIn(host, folder), source: `python of ${VIRTUAL_ENV}` });
  }
  return candidates;
}

async function onPath(host: PythonFinder, minor: string | undefined): Promise<readonly Candidate[]> {
  const names = minor === undefined ? ["python", "python3"] : ["python", "python3", `python${minor}`];
  const candidates: Candidate[] = [];
  for (const name of names) {
    const command = await host.processes.find(name);
    if (command !== undefined) candidates.push({ command, source: `${name} on PATH` });
  }
  return candidates;
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

async function ofVersionManagers(host: PythonFinder, minor: string | undefined): Promise<readonly Candidate[]> {
  const pythons = await managedPythons(host, minor);
  return pythons.map(({ folder, text, manager }) => ({
    command: interpreterIn(host, folder),
    source: `${manager}'s ${text}`,
  }));
}

/** The "build Python" of `Platforms/WASI` and its predecessors; on macOS it has the ending of Windows. */
function builtIn(tree: string | undefined) {
  return async (host: PythonFinder): Promise<readonly Candidate[]> => {
    const names = ["cross-build/build", "builddir/build"].flatMap((folder) => [
      `${folder}/python`,
      `${folder}/python.exe`,
    ]);
    const candidates = tree === undefined ? [] : names.map((name) => join(tree, name));
    const infos = await Promise.all(candidates.map((command) => host.files.info(command)));
    return candidates
      .filter((_command, index) => infos[index]?.kind === "file")
      .map((command) => ({ command, source: `the Python that was built in ${tree}` }));
  };
}

function interpreterIn(host: PythonFinder, prefix: string): string {
  return host.platform.os === "win32" ? join(prefix, "python.exe") : join(prefix, "bin", "python3");
}

function mismatch({ minors, asked, decidedByPath }: PythonWish, found: readonly BuildPython[]): UserError {
  const there = [...new Map(found.map((python) => [python.version.text, python])).values()];
  const nearest = there[0]?.version.minor;
  const wanted = minors[0] ?? "3.13";
  const otherWay = decidedByPath
    ? `name a CPython ${nearest} for WASI in cpython`
    : `ask for the version that is there (python-version: '${nearest}')`;
  return new UserError(
    "WASI-PYTHON-MISMATCH",
    `Python ${asked} is asked for, but this machine has ${there.map(({ version, source }) => `${version.text} (${source})`).join(", ")}; extensions are built with the help of a Python of the same X.Y.`,
    `Put Python ${minors.join(" or ")} on PATH (actions/setup-python with python-version: '${wanted}'), or ${otherWay}.`,
  );
}

function cannotBuild({ unfit, source }: UnfitPython): UserError {
  return new UserError(
    "WASI-PYTHON-MISMATCH",
    `The ${source} is ${unfit}; extensions for WASI are built with the help of a CPython with the GIL.`,
    "Let actions/setup-python install a plain version such as 3.13, or say in python-version which of this machine's Pythons to use.",
  );
}

function notFound(wish: PythonWish | undefined): UserError {
  const minor = wish?.minors[0];
  return new UserError(
    "WASI-PYTHON-NOT-FOUND",
    `No Python${wish === undefined ? "" : ` ${wish.asked}`} was found: not on PATH, not in the tool cache, not with pyenv, uv, mise or asdf.`,
    `Install one; in a workflow put actions/setup-python${minor === undefined ? "" : ` with python-version: '${minor}'`} before this step.`,
  );
}
