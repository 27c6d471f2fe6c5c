/** Test programs from the Python package index, each in a folder of its own apart from the machine's packages. */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import { requireProgram, runInstaller, testToolCache } from "./test-tools.ts";
import tools from "./tools.json" with { type: "json" };

/** What to start, and what its environment needs besides the usual. */
export interface Launch {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

/** @throws {MissingTool} where there is no Python with pip, or the package cannot be had */
export async function pythonTool(host: Host, name: keyof typeof tools.python): Promise<Launch> {
  const { version } = tools.python[name];
  const python = await requireProgram(host, ["python3", "python"], "Install Python 3.11 or newer, then: npm test");
  // Compiled wheels fit one Python only, so each Python of the machine gets an installation of its own.
  const { stdout } = await host.processes.run(python, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]);
  const tool = `${name}-python${stdout.trim()}`;
  const cache = testToolCache(host);
  const folder =
    (await cache.find(tool, version)) ??
    (await cache.install(tool, version, async (staging) => {
      host.log.info(`Installing ${name} ${version} (once)`);
      const requirement = `${name}==${version}`;
      await runInstaller(host, python, ["-m", "pip", "install", "--quiet", "--target", staging, requirement]);
    }));
  return {
    command: join(folder, "bin", host.platform.os === "win32" ? `${name}.exe` : name),
    env: { PYTHONPATH: folder },
  };
}
