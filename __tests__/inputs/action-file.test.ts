import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { actionFile } from "../../src/inputs/action-file.ts";

test("what is generated from the table is committed as the table makes it", () => {
  const script = join(import.meta.dirname, "..", "..", "scripts", "generate.ts");
  execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", script, "--check"], { stdio: "pipe" });
});

test("the action runs on Node 24, and its post step always", () => {
  expect(actionFile()).toContain("using: node24");
  expect(actionFile()).toContain("post-if: always()");
});

test("the token defaults to the workflow's on github.com, and to none on an Enterprise server", () => {
  expect(actionFile()).toMatch(
    /github-token:\n.*\n {4}default: \$\{\{ github\.server_url == 'https:\/\/github\.com' && github\.token \|\| '' \}\}/,
  );
});
