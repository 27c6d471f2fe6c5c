import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { actionFile } from "../../src/inputs/action-file.ts";

test("what is generated from the table is committed as the table makes it", () => {
  const script = join(import.meta.dirname, "..", "..", "scripts", "generate.ts");
  execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", script, "--check"], { stdio: "pipe" });
});

test("the action runs on Node 24, and its token defaults to the workflow's", () => {
  expect(actionFile()).toContain("using: node24");
  expect(actionFile()).toMatch(/github-token:\n.*\n {4}default: \$\{\{ github\.token \}\}/);
});
