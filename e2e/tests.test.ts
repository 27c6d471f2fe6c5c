/** A package's tests, by the action and by the tool, in a real runner. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ActResult, type Runner, startRunner } from "./act.ts";
import { runOverMirror } from "./served-mirror.ts";

const LIMIT = 10 * 60_000;

let runner: Runner;
let result: ActResult;

beforeAll(async () => {
  runner = await startRunner();
  result = await runOverMirror(runner, "tests.yml", LIMIT);
}, LIMIT);

afterAll(() => runner?.dispose());

describe("test commands that pass", () => {
  test("make the step succeed, with the numbers as outputs", () => {
    expect([result.step("passing").result, result.failures]).toEqual(["success", expect.anything()]);
    expect(result.step("passing").outputs).toMatchObject({ "tests-passed": "9", "tests-failed": "0" });
    expect(result.step("passing").outputs["test-results"]).toMatch(/test-results\.json$/);
  });

  test("have a table each in the job summary, with skips for what WASI lacks apart", () => {
    const { summary } = result.step("passing");
    expect(summary.match(/## Tests in python\.wasm: passed/g)).toHaveLength(3);
    expect(summary).toContain("| threads | 1 |");
  });

  test("write JUnit where pytest was told to", () => {
    expect(result.step("report").outputs.junit).toBe("8");
  });
});

describe("test commands that fail", () => {
  const step = () => result.step("failing");

  test("fail the step with WASI-TEST-FAILED, and the numbers are there all the same", () => {
    expect(step().result).toBe("failure");
    expect(step().annotations.some(({ title, message }) => `${title} ${message}`.includes("WASI-TEST-FAILED"))).toBe(
      true,
    );
    expect(step().outputs).toMatchObject({ "tests-passed": "7", "tests-failed": "2" });
  });

  test("annotate the line of the test file", () => {
    const annotation = step().annotations.find(({ title }) => title?.startsWith("FAILED"));
    expect(annotation).toMatchObject({ level: "error", file: "with-tests/tests/test_extension.py" });
  });

  test("name the crash with its test, and go on after it", () => {
    expect(step().summary).toContain("| crashed | `tests/test_extension.py::test_crash` | abort in quit |");
  });
});

describe("test commands that cannot run", () => {
  test.each([
    ["native-requirement", "WASI-TEST-REQUIREMENTS", /ujson/],
    ["no-command", "WASI-TEST-COMMAND", /make/],
  ])("%s fails with %s", (id, code, told) => {
    expect(result.step(id).result).toBe("failure");
    expect(result.step(id).annotations.map(({ title }) => title)).toContain(code);
    expect(result.step(id).summary).toMatch(told);
  });
});

describe("pywasi test", () => {
  test("prints the result and ends with 0 where all passed", () => {
    expect(result.step("tool").outputs.code).toBe("0");
    expect(result.step("tool").output).toMatch(/1 passed.*node:wasi/);
  });

  test("installs a wasmtime where it is asked for and PATH has none, and the results are those of node", () => {
    expect(result.step("wasmtime").outputs.code).toBe("0");
    expect(result.step("wasmtime").output).toMatch(/is installed[\s\S]*passed.*wasmtime 49\.0\.1/);
  });
});
