/**
 * The Python program that drives builds, `python/pywasi_build`, with what it needs (PyPA build, unearth, a pip of known
 * version): a virtual environment of the build Python in the tool cache, every wheel in it pinned by hash.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { HostFailure } from "../host/failure.ts";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import { errorLines } from "./failures/error-lines.ts";

export interface BuildTool {
  /** Absolute path of the environment's interpreter. */
  readonly python: string;
  /** Absolute folder with the `pywasi_build` package. */
  readonly modules: string;
}

const TOOL = "pywasi-build";

/**
 * @param buildPython absolute path of the interpreter that builds run in
 * @throws {UserError} WASI-BUILD-REQUIREMENTS
 */
export async function installBuildTool(host: Host, buildPython: string): Promise<BuildTool> {
  const modules = join(host.folders.product, "python");
  const requirements = join(modules, "requirements.txt");
  const key = createHash("sha256")
    .update(await host.files.readText(requirements))
    .update(buildPython)
    .digest("hex");
  // A letter first, for an identifier of digits alone may not begin with a zero (semver 2.0, section 9).
  const version = `1.0.0-h${key.slice(0, 16)}`;
  const python = (folder: string) => join(folder, "bin", "python");
  const found = await host.tools.find(TOOL, version);
  // A virtual environment is a link to its Python, which may have gone since.
  if (found && (await host.files.info(python(found)))) return { python: python(found), modules };
  const folder = await host.tools.install(TOOL, version, async (staging) => {
    await run(host, buildPython, ["-m", "venv", "--without-pip", staging]);
    await installRequirements(host, buildPython, python(staging), requirements);
  });
  return { python: python(folder), modules };
}

/** With the build Python's pip where it has one of 22.3 or later, else with the one that Python brings along. */
async function installRequirements(host: Host, buildPython: string, python: string, requirements: string) {
  const install = ["install", "--quiet", "--no-input", "--disable-pip-version-check", "--require-hashes"];
  const pip = ["-m", "pip", "--python", python, "--version"];
  const own = await host.processes.run(buildPython, pip, { env: quietEnvironment(host) });
  if (own.code === 0) {
    await run(host, buildPython, ["-m", "pip", "--python", python, ...install, "--requirement", requirements]);
    return;
  }
  await run(host, python, ["-m", "ensurepip"]);
  await run(host, python, ["-m", "pip", ...install, "--requirement", requirements]);
}

async function run(host: Host, python: string, args: readonly string[]): Promise<void> {
  const result = await host.processes.run(python, args, { env: quietEnvironment(host) }).catch((error) => {
    if (error instanceof HostFailure) throw setupError(`${python} cannot be started`, [error.message]);
    throw error;
  });
  if (result.code === 0) return;
  throw setupError(`${python} ${args.slice(0, 2).join(" ")} failed`, errorLines(`${result.stdout}\n${result.stderr}`));
}

function setupError(happened: string, details: readonly string[]): UserError {
  return new UserError(
    "WASI-BUILD-REQUIREMENTS",
    `The tool that drives builds could not be installed: ${happened}.`,
    "The build Python needs the modules venv and either pip or ensurepip (Debian: python3-venv, python3-pip), and an index that pip can reach.",
    details,
  );
}

/** Variables of a caller's Python that would lead the tool's astray. */
function quietEnvironment(host: Host): Readonly<Record<string, string | undefined>> {
  return { ...host.env, PYTHONPATH: undefined, PYTHONHOME: undefined, PIP_USER: undefined, PIP_TARGET: undefined };
}
