/** Two jobs that install at once on one machine: the tool cache is shared, nothing of it is installed before. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type ActResult, type Runner, startRunner } from "./act.ts";
import { runOverMirror } from "./served-mirror.ts";

const LIMIT = 10 * 60_000;

let runner: Runner;
let result: ActResult;

beforeAll(async () => {
  runner = await startRunner();
  result = await runOverMirror(runner, "together.yml", LIMIT);
}, LIMIT);

afterAll(() => runner?.dispose());

test("both jobs succeed, and each compiles with what it found or installed", () => {
  if (result.code !== 0) throw new Error(result.failures);
  expect(result.jobs).toMatchObject({ left: "success", right: "success" });
  const compiled = result.steps.filter(({ id, stage }) => id === "compile" && stage === "Main");
  expect(compiled.map(({ output }) => output.trim())).toEqual(["compiled", "compiled"]);
});

test("one installation of each tool is left, whole, and no staging folder", () => {
  for (const tool of ["wasi-sdk", "cpython-wasi"]) {
    const [version = "", ...others] = readdirSync(join(runner.toolCache, tool));
    expect([tool, others, readdirSync(join(runner.toolCache, tool, version))]).toEqual([
      tool,
      [],
      ["x64", "x64.complete"],
    ]);
  }
});
