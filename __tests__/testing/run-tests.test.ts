import { describe, expect, test } from "@jest/globals";
import type { TestResult } from "../../src/testing/results.ts";
import { runTests } from "../../src/testing/run-tests.ts";
import { testCommand } from "../../src/testing/test-command.ts";
import { fakeHost } from "../host/fake-host.ts";
import { type Script, scriptedRuntime, suite, type TestBehaviour } from "./scripted-guests.ts";

async function run(script: (life: number) => Script, { words = ["pytest"], workers = 1, timeout = 60 } = {}) {
  const host = fakeHost();
  const runtime = scriptedRuntime(host, script);
  const seen: string[] = [];
  const printed: string[] = [];
  const watch = {
    result: ({ id }: TestResult) => void seen.push(id),
    output: (text: string) => void printed.push(text),
  };
  const plan = { command: testCommand(words), runtime, workers, timeout, folder: "/project", watch };
  const { run, wishes } = await runTests(host, plan);
  return {
    run,
    wishes,
    seen,
    printed,
    lives: runtime.lives(),
    left: host.below("/temp"),
    outcomes: outcomesOf(run.results),
  };
}

const outcomesOf = (results: readonly TestResult[]) =>
  Object.fromEntries(results.map(({ id, outcome }) => [id, outcome]));
const files = { "a.py": ["a.py::one", "a.py::two", "a.py::three"], "b.py": ["b.py::four"] };
const badAt =
  (id: string, how: ReturnType<TestBehaviour>): TestBehaviour =>
  (test) =>
    test === id ? how : "passed";

describe("a run of tests", () => {
  test("has each test once, tells them as they end, and leaves nothing behind", async () => {
    const { run: result, seen, left, lives } = await run(() => suite(files, () => "passed"));
    expect(result.results.map(({ id }) => id)).toEqual([...files["a.py"], ...files["b.py"]]);
    expect(seen).toHaveLength(4);
    expect(left).toEqual([]);
    expect(lives).toBe(1);
  });

  test("with several workers starts as many as there is work for", async () => {
    const { outcomes, lives } = await run(() => suite(files, () => "passed"), { workers: 4 });
    expect(Object.keys(outcomes)).toHaveLength(4);
    expect(lives).toBe(2);
  });

  test("places a failure in its file, under the root that the test tool has", async () => {
    const { run: result } = await run(() => suite(files, badAt("a.py::two", "failed")));
    expect(result.results.find(({ id }) => id === "a.py::two")).toMatchObject({
      outcome: "failed",
      file: "/project/t.py",
      line: 1,
    });
  });
});

describe("a guest that dies", () => {
  test.each([
    ["trap", "crashed", "abort in crash_here"],
    ["exit", "crashed", "the interpreter ended with exit code 3 in the middle of the test"],
  ] as const)("by %s costs the test that it was in, and another goes on", async (how, outcome, message) => {
    const { run: result, outcomes, lives } = await run(() => suite(files, badAt("a.py::two", how)));
    expect(outcomes).toEqual({
      "a.py::one": "passed",
      "a.py::two": outcome,
      "a.py::three": "passed",
      "b.py::four": "passed",
    });
    expect(result.results.find(({ id }) => id === "a.py::two")?.message).toBe(message);
    expect(lives).toBe(2);
  });

  test("because it does not end is ended, and the test with it", async () => {
    const { outcomes } = await run(() => suite(files, badAt("a.py::three", "hang")), { timeout: 0.1 });
    expect(outcomes).toMatchObject({ "a.py::three": "timed-out", "b.py::four": "passed" });
  });

  test("in the last test is not replaced", async () => {
    const { lives } = await run(() => suite(files, badAt("b.py::four", "trap")));
    expect(lives).toBe(1);
  });

  test("after it has told its end fails nothing: it is told apart", async () => {
    const trapping: Script = async (guest) => {
      await suite(files, () => "passed")(guest);
      return {
        exitCode: 134,
        trap: { message: "indirect call type mismatch", frames: ["gc_collect_main"], lastWords: "" },
      };
    };
    const { run: result } = await run(() => trapping);
    expect(result.results.every(({ outcome }) => outcome === "passed")).toBe(true);
    expect(result.exits).toEqual([expect.stringContaining("indirect call type mismatch in gc_collect_main")]);
  });

  test("while it imports a file loses that file", async () => {
    const importing: Script = async ({ tell, ask }) => {
      await tell({ event: "files", files: ["a.py", "b.py"] });
      await ask();
      return { exitCode: 134, trap: { message: "unreachable", frames: ["init_module"], lastWords: "" } };
    };
    const { run: result, outcomes } = await run((life) => (life === 0 ? importing : suite(files, () => "passed")));
    expect(outcomes).toEqual({ "a.py": "crashed", "b.py::four": "passed" });
    expect(result.results[0]?.message).toMatch(/when the file was imported/);
  });

  test("before it has found the tests ends the run with its last words", async () => {
    const dying: Script = async ({ print }) => {
      await print("ERROR: unrecognized arguments: --wrong\n");
      return { exitCode: 4 };
    };
    await expect(run(() => dying)).rejects.toMatchObject({
      code: "WASI-TEST-SESSION",
      details: expect.arrayContaining(["ERROR: unrecognized arguments: --wrong"]),
    });
  });
});

describe("a guest that ran out of memory", () => {
  test("is replaced, and what it was told to run is not lost", async () => {
    const tired: Script = async ({ tell, ask }) => {
      await tell({ event: "files", files: ["a.py"] });
      await ask();
      await tell({ event: "collected", file: 0, tests: files["a.py"] });
      await ask();
      await tell({ event: "start", id: "a.py::one" });
      await tell({
        event: "finish",
        id: "a.py::one",
        path: "a.py",
        line: 1,
        name: "one",
        outcome: "failed",
        seconds: 1,
      });
      await tell({ event: "tired" });
      await tell({ event: "end", code: 1 });
      return { exitCode: 1 };
    };
    const { outcomes } = await run((life) => (life === 0 ? tired : suite({ "a.py": files["a.py"] }, () => "passed")));
    expect(outcomes).toEqual({ "a.py::one": "failed", "a.py::two": "passed", "a.py::three": "passed" });
  });
});

describe("what pytest was told and the host does", () => {
  test("-x stops everywhere", async () => {
    const many = { "a.py": files["a.py"], "b.py": files["b.py"], "c.py": ["c.py::five"] };
    const { outcomes } = await run(() => suite(many, badAt("a.py::three", "failed"), { maxfail: 1 }));
    expect(outcomes).not.toHaveProperty("c.py::five");
  });

  test("--junitxml and --durations come back as wishes", async () => {
    const { wishes } = await run(() => suite(files, () => "passed", { junit: "r.xml", durations: 5 }));
    expect(wishes).toMatchObject({ junit: "r.xml", durations: 5 });
  });
});

describe("a script", () => {
  const ending =
    (code: number): Script =>
    async ({ tell, print }) => {
      await print("what it prints\n");
      await tell({ event: "end", code });
      return { exitCode: code };
    };

  test.each([
    [0, "passed"],
    [2, "failed"],
  ] as const)("with exit code %d is one test that %s", async (code, outcome) => {
    const { run: result } = await run(() => ending(code), { words: ["python", "check.py"], workers: 4 });
    expect(result).toMatchObject({ workers: 1, results: [{ id: "python check.py", outcome }] });
  });

  test("has its output told in whole lines, as it comes", async () => {
    const { printed } = await run(
      () => async (guest) => {
        // Written in parts, with time to look in between.
        for (const part of ["imported ", "pkg._a\nim", "ported pkg._b\n", "no line end"]) {
          await guest.print(part);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return {};
      },
      { words: ["python", "check.py"] },
    );
    expect(printed.join("")).toBe("imported pkg._a\nimported pkg._b\nno line end");
    expect(printed.slice(0, -1).filter((text) => !text.endsWith("\n"))).toEqual([]);
  });

  test("that traps is a crash", async () => {
    const { run: result } = await run(
      () => async () => ({ exitCode: 134, trap: { message: "unreachable", frames: [], lastWords: "" } }),
      {
        words: ["python", "check.py"],
      },
    );
    expect(result.results).toMatchObject([{ outcome: "crashed", message: "abort" }]);
  });
});

describe("a module that the command needs and the guest has not", () => {
  test("is named", async () => {
    const absent: Script = async ({ tell }) => {
      await tell({ event: "absent", module: "pytest" });
      await tell({ event: "end", code: 4 });
      return { exitCode: 4 };
    };
    await expect(run(() => absent)).rejects.toMatchObject({
      code: "WASI-TEST-COMMAND",
      message: expect.stringContaining("pytest"),
    });
  });
});
