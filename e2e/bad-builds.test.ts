/** Builds that cannot work, and one that does, over one installation. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ActResult, type Runner, startRunner } from "./act.ts";
import { runOverMirror } from "./served-mirror.ts";

const LIMIT = 10 * 60_000;

let runner: Runner;
let result: ActResult;

beforeAll(async () => {
  runner = await startRunner();
  result = await runOverMirror(runner, "bad-builds.yml", LIMIT);
}, LIMIT);

afterAll(() => runner?.dispose());

const CASES: readonly (readonly [step: string, code: string, told: RegExp])[] = [
  ["no-such-package", "WASI-PACKAGE-NOT-FOUND", /no-such-package-as-this-one-here/],
  ["does-not-compile", "WASI-BUILD-FAILED", /this_is_declared_nowhere/],
  ["undefined-symbol", "WASI-LINK-UNDEFINED", /the_answer_of_another_library/],
];

describe.each(CASES)("%s", (id, code, told) => {
  test(`fails its step with ${code} and names what is wrong`, () => {
    const step = result.step(id);
    expect(step.result).toBe("failure");
    const error = step.annotations.find(({ level }) => level === "error");
    expect(`${error?.title} ${error?.message}`).toContain(code);
    expect(step.summary).toMatch(told);
    expect(step.summary).toContain("**What to do:**");
  });

  test("sets no output that names a result", () => {
    expect(result.step(id).outputs).not.toHaveProperty("python-wasm");
    expect(result.step(id).outputs).not.toHaveProperty("bundle");
  });

  test("has a page about its error", () => {
    expect(existsSync(join(import.meta.dirname, "..", "docs", "errors", `${code}.md`))).toBe(true);
  });
});

describe("a package with one extension, after those", () => {
  test("builds, links and runs", () => {
    expect([result.step("one-extension").result, result.failures]).toEqual(["success", expect.anything()]);
    expect(result.step("run").output.trim()).toBe("42");
  });

  test("built again in its folder with other flags is compiled again", () => {
    expect(result.step("other-flags").output.trim()).toBe("43");
  });

  test("has the guest's exit code as that of pywasi run", () => {
    expect(result.step("exit-code").outputs.code).toBe("7");
  });
});
