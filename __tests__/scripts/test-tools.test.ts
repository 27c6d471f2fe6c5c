import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { goTool } from "../../scripts/tools/go-tool.ts";
import { pythonTool } from "../../scripts/tools/python-tool.ts";
import { runInstaller } from "../../scripts/tools/test-tools.ts";
import { nodeHost } from "../../src/host/node-host.ts";

const empty = mkdtempSync(join(tmpdir(), "pywasi-tools-"));
const bare = nodeHost({ env: { PATH: empty, PYWASI_CACHE_DIR: empty }, logStyle: "plain" });

afterAll(() => rmSync(empty, { recursive: true, force: true }));

test("a machine without Go is told what builds act and how to get it", async () => {
  await expect(goTool(bare, "act")).rejects.toThrow(/no go on PATH\. It builds act\. Install Go .*npm test/);
});

test("a machine without Python is told so", async () => {
  await expect(pythonTool(bare, "zizmor")).rejects.toThrow(/no python3 or python on PATH/);
});

test("an installer that fails is shown with its command and all it said", async () => {
  const run = runInstaller(nodeHost({ logStyle: "plain" }), process.execPath, [
    "-e",
    "console.error('no route'); process.exit(3)",
  ]);
  await expect(run).rejects.toThrow(/ended with 3:\nno route/);
});
