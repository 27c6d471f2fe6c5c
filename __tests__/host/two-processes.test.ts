/** Two jobs of one self-hosted machine, which install the same tool in the same moment: real processes, real files. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";
import { scratchFolder } from "./scratch.ts";

const run = promisify(execFile);
const script = join(import.meta.dirname, "install-tool.ts");
const tools = scratchFolder();

test("both succeed, and what lies there is whole and of one of them", async () => {
  const names = ["first", "second", "third"];
  const started = names.map((name) =>
    run(process.execPath, ["--disable-warning=ExperimentalWarning", script, tools, name]),
  );
  const folders = (await Promise.all(started)).map(({ stdout }) => stdout.trim());
  const version = join(tools, "wasi-sdk", "24.0.0");
  expect(new Set(folders)).toEqual(new Set([join(version, "x64")]));
  // No staging folder is left behind.
  expect(readdirSync(version)).toEqual(["x64", "x64.complete"]);
  const bin = join(version, "x64", "bin");
  const contents = readdirSync(bin).map((file) => readFileSync(join(bin, file), "utf8"));
  expect(contents).toHaveLength(50);
  expect(new Set(contents).size).toBe(1);
}, 60_000);
