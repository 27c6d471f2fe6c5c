/** A native environment with the same packages and test requirements, for comparison. */
import { join } from "node:path";
import { errorLines } from "../build/failures/error-lines.ts";
import type { BuildPython } from "../cpython/build-python/build-python.ts";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";

export interface NativeWish {
  readonly buildPython: BuildPython;
  /** `name==version` of what the bundle has. */
  readonly packages: readonly string[];
  readonly requirements: readonly string[];
  readonly groups: readonly string[];
  /** Absolute, not there yet. */
  readonly folder: string;
}

/**
 * The packages come from the index in the bundle's versions; one that is not published is the project in the working
 * folder. @returns the environment's interpreter. @throws {UserError} WASI-TEST-REQUIREMENTS
 */
export async function installNative(host: Host, wish: NativeWish): Promise<string> {
  const { executable } = wish.buildPython;
  const venv = await host.processes.run(executable, ["-m", "venv", wish.folder]);
  const python = join(wish.folder, "bin", "python");
  if (venv.code !== 0) throw failed("a virtual environment could not be made", venv.stderr);
  const pip = (...args: string[]) =>
    host.processes.run(python, [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-input",
      ...args,
    ]);
  for (const requirement of wish.packages) {
    const published = await pip("--no-deps", requirement);
    if (published.code === 0) continue;
    const own = await pip("--no-deps", host.folders.work);
    if (own.code !== 0) throw failed(`${requirement} could not be installed natively`, published.stderr);
  }
  const groups = wish.groups.flatMap((group) => ["--group", `${join(host.folders.work, "pyproject.toml")}:${group}`]);
  const lines = wish.requirements.flatMap((line) => (line.startsWith("-") ? line.split(/\s+/) : [line]));
  const rest = await pip(...wish.packages, ...lines, ...groups);
  if (rest.code !== 0) {
    const required = await pip(...lines, ...groups);
    if (required.code !== 0) throw failed("the test requirements could not be installed natively", required.stderr);
  }
  return python;
}

function failed(what: string, output: string): UserError {
  return new UserError(
    "WASI-TEST-REQUIREMENTS",
    `There is nothing to compare with: ${what}.`,
    "The lines above are pip's. Without compare: native the tests run in WASI only.",
    errorLines(output),
  );
}
