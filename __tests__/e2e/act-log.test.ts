import { describe, expect, test } from "@jest/globals";
import { readActLog } from "../../e2e/act-log.ts";

const line = (entry: object) => JSON.stringify({ level: "info", jobID: "one", ...entry });
const main = { stage: "Main", step: "org/a@v1", stepID: ["a"] };

describe("act's log", () => {
  const log = readActLog([
    '{"level":"warning","msg":"no docker"}',
    "not json",
    line({ ...main, msg: "hello\n", raw_output: true }),
    line({ ...main, command: "notice", arg: "hi\nthere", kvPairs: { file: "a.ts", line: "3", title: "T" } }),
    line({ ...main, command: "error", arg: "bad", kvPairs: { title: "WASI-X" } }),
    line({ ...main, msg: "  Failure - Main", stepResult: "failure", executionTime: 62_457_148 }),
    line({ ...main, command: "set-output", name: "greeting", arg: "hello\nworld" }),
    line({ ...main, command: "set-env", name: "FOO", arg: "bar" }),
    line({ ...main, command: "add-path", arg: "/x" }),
    line({ ...main, command: "summary", content: "## summary\n" }),
    line({ ...main, stage: "Post", msg: "", stepResult: "success", executionTime: 1e6 }),
    line({ ...main, stepID: ["outer", "inner"], msg: "", stepResult: "success" }),
    line({ msg: "Job failed", jobResult: "failure" }),
  ]);

  test("tells the result of each job", () => {
    expect(log.jobs).toEqual({ one: "failure" });
  });

  test("tells a step by id and stage, with result and time", () => {
    expect(log.steps.map(({ id, stage, result }) => [id, stage, result])).toEqual([
      ["a", "Main", "failure"],
      ["a", "Post", "success"],
      ["outer/inner", "Main", "success"],
    ]);
    expect(log.steps[0]?.milliseconds).toBeCloseTo(62.457148);
  });

  test("has what a step wrote to the runner's files, which act reports after the step has ended", () => {
    expect(log.steps[0]).toMatchObject({
      outputs: { greeting: "hello\nworld" },
      env: { FOO: "bar" },
      paths: ["/x"],
      summary: "## summary\n",
    });
  });

  test("has annotations apart from what programs printed", () => {
    expect(log.steps[0]?.annotations).toEqual([
      { level: "notice", message: "hi\nthere", title: "T", file: "a.ts", line: "3" },
      { level: "error", message: "bad", title: "WASI-X", file: "", line: "" },
    ]);
    expect(log.steps[0]?.output).toBe("hello\n");
  });
});
