/** The Pythons of this machine that the product supports, for tests of what runs in them. */
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";

const SERIES = ["3.11", "3.12", "3.13", "3.14", "3.15"];

const IDENTIFY = "import platform, sys; print(platform.python_version(), sys.executable, sep='\\n')";

export interface FoundPython {
  /** The interpreter itself, absolute, behind any shim or launcher. */
  readonly path: string;
  /** X.Y */
  readonly series: string;
  /** X.Y.Z */
  readonly version: string;
}

/** One for each series X.Y that starts: on PATH, else among pyenv's, which shows only the chosen ones on PATH. */
export async function findPythons(host: Host): Promise<readonly FoundPython[]> {
  const found: FoundPython[] = [];
  for (const series of SERIES) {
    const python = await firstThatStarts(host, series, [`python${series}`, ...pyenvPythons(host, series)]);
    if (python !== undefined) found.push(python);
  }
  return found;
}

async function firstThatStarts(
  host: Host,
  series: string,
  commands: readonly string[],
): Promise<FoundPython | undefined> {
  for (const command of commands) {
    if ((await host.processes.find(command)) === undefined) continue;
    // A shim of pyenv stands on PATH for every version that was ever installed, and starts only some.
    const result = await host.processes.run(command, ["-c", IDENTIFY]);
    const [version = "", path = ""] = result.stdout.trim().split("\n");
    if (result.code === 0) return { path, series, version };
  }
  return undefined;
}

function pyenvPythons(host: Host, series: string): readonly string[] {
  const versions = join(host.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((version) => version.startsWith(`${series}.`))
    .map((version) => join(versions, version, "bin", `python${series}`));
}
