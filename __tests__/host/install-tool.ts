/** Installs a tool slowly, in a process of its own: `node install-tool.ts TOOLS NAME`. Prints where it lies. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { nodeToolCache } from "../../src/host/tool-cache.ts";

const [tools = "", name = ""] = process.argv.slice(2);
const folder = await nodeToolCache(tools, "x64").install("wasi-sdk", "24.0.0", async (staging) => {
  mkdirSync(join(staging, "bin"));
  for (let file = 0; file < 50; file += 1) {
    writeFileSync(join(staging, "bin", `file-${file}`), name);
    await setTimeout(5);
  }
});
console.log(folder);
