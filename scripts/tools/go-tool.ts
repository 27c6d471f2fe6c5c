/** Test programs that are written in Go, built from their module with `go install`, which asks its checksum database. */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import { requireProgram, runInstaller, testToolCache } from "./test-tools.ts";
import tools from "./tools.json" with { type: "json" };

/**
 * @returns the absolute path of the program; building act takes a minute and a half, once
 * @throws {MissingTool} where there is no Go or the build fails
 */
export async function goTool(host: Host, name: keyof typeof tools.go): Promise<string> {
  const { version, package: path } = tools.go[name];
  const cache = testToolCache(host);
  const folder =
    (await cache.find(name, version)) ??
    (await cache.install(name, version, async (staging) => {
      const go = await requireProgram(
        host,
        ["go"],
        `It builds ${name}. Install Go (https://go.dev/dl, or: sudo apt-get install golang-go), then: npm test`,
      );
      host.log.info(`Building ${name} ${version} (once)`);
      await runInstaller(host, go, ["install", `${path}@v${version}`], { GOBIN: staging, GOFLAGS: "-buildvcs=false" });
    }));
  return join(folder, host.platform.os === "win32" ? `${name}.exe` : name);
}
