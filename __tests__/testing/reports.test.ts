import { describe, expect, test } from "@jest/globals";
import { compared } from "../../src/testing/comparison.ts";
import { junitXml } from "../../src/testing/junit.ts";
import { limits, type TestResult, type TestRun, totals, totalsLine } from "../../src/testing/results.ts";
import { testSummary } from "../../src/testing/test-summary.ts";
import { runText } from "../../src/testing/test-text.ts";

const run = (results: readonly TestResult[], parts: Partial<TestRun> = {}): TestRun => ({
  command: "pytest",
  results,
  deselected: 0,
  warnings: 0,
  exits: [],
  seconds: 2,
  workers: 2,
  runtime: "node:wasi",
  ...parts,
});
const result = (id: string, outcome: TestResult["outcome"], parts: Partial<TestResult> = {}): TestResult => ({
  id,
  outcome,
  seconds: 0.1,
  ...parts,
});
const some = [
  result("t.py::ok", "passed"),
  result("t.py::no", "failed", { message: "assert 1 == 2", text: "E assert 1 == 2", file: "/p/t.py", line: 7 }),
  result("t.py::boom", "crashed", { message: "abort in f", frames: ["f", "g"] }),
  result("t.py::thread", "limited", { limit: "threads", message: "WASI has no threads" }),
  result("t.py::skip", "skipped", { message: "not today" }),
];

describe("totals", () => {
  test("count skips of ours apart", () => {
    expect(totals(some)).toMatchObject({ passed: 1, failed: 1, crashed: 1, limited: 1, skipped: 1 });
    expect(totalsLine(some)).toBe("1 failed, 1 crashed, 1 passed, 1 skipped, 1 skipped for what WASI lacks");
  });

  test("of what WASI lacks begin with what it is lacked for most", () => {
    const more = [...some, result("a", "limited", { limit: "sockets" }), result("b", "limited", { limit: "sockets" })];
    expect(limits(more)).toEqual([
      ["sockets", 2],
      ["threads", 1],
    ]);
  });
});

describe("JUnit", () => {
  test("has the numbers, the names as pytest writes them, and the place", () => {
    const xml = junitXml([
      run([result("a/test_b.py::TestC::test_d[x::y]", "passed", { file: "/p/a/test_b.py", line: 3 })]),
    ]);
    expect(xml).toContain('tests="1"');
    expect(xml).toContain('classname="a.test_b.TestC" name="test_d[x::y]"');
    expect(xml).toContain('file="/p/a/test_b.py" line="3"');
  });

  test("tells failures, crashes and the two kinds of skips apart", () => {
    const xml = junitXml([run(some)]);
    expect(xml).toContain('<failure message="assert 1 == 2">E assert 1 == 2</failure>');
    expect(xml).toContain('type="crashed"');
    expect(xml).toContain('<skipped type="pywasi.limit" message="WASI has no threads" />');
    expect(xml).toContain('errors="1" failures="1" skipped="2"');
  });

  test("writes what XML cannot have, control characters and half surrogates, so that it stays readable", () => {
    const xml = junitXml([run([result("t\u0000\ud800", "failed", { message: '<"&\u001b' })])]);
    expect(xml).toContain("#x00\ufffd");
    expect(xml).toContain("&lt;&quot;&amp;#x1B");
  });
});

describe("the comparison with native", () => {
  const native = run([result("t.py::no", "failed"), result("t.py::boom", "passed"), result("t.py::ok", "failed")], {
    seconds: 1,
  });

  test("says who fails where, and how much longer it took", () => {
    const { onlyInWasi, inBoth, onlyNatively, ratio } = compared(run(some), native);
    expect(onlyInWasi.map(({ id }) => id)).toEqual(["t.py::boom"]);
    expect(inBoth.map(({ id }) => id)).toEqual(["t.py::no"]);
    expect(onlyNatively.map(({ id }) => id)).toEqual(["t.py::ok"]);
    expect(ratio).toBe(2);
  });

  test("comes first in the text and the summary: what fails in WASI only", () => {
    const comparison = compared(run(some), native);
    const text = runText(run(some), comparison, { durations: 0 });
    expect(text.indexOf("CRASHED t.py::boom")).toBeLessThan(text.indexOf("FAILED t.py::no"));
    expect(testSummary(run(some), comparison)).toMatch(/boom.*WASI only[\s\S]*::no.*both/);
  });
});

describe("the text at the end", () => {
  test("lists what failed, what WASI lacks, the slowest, and counts", () => {
    const text = runText(run(some, { exits: ["abort on the way out"] }), undefined, { durations: 1 });
    expect(text).toContain("FAILED t.py::no - assert 1 == 2");
    expect(text).toMatch(/WASI has no\n\s+1 {2}threads/);
    expect(text).toContain("slowest tests:\n  0.10 s");
    expect(text).toContain("no test's fault");
    expect(text).toMatch(/1 failed, 1 crashed, 1 passed.* in 2\.0 s \(node:wasi, 2 at once\)$/);
  });
});

describe("the job summary", () => {
  test("has a table of outcomes, of failures, of what WASI lacks", () => {
    const summary = testSummary(run(some), undefined);
    expect(summary).toContain("## Tests in python.wasm: failed");
    expect(summary).toContain("| failed | crashed | passed | skipped | WASI skips |");
    expect(summary).toContain("| crashed | `t.py::boom` | abort in f |");
    expect(summary).toContain("| threads | 1 |");
  });

  test("of tests that all passed says so", () => {
    expect(testSummary(run([result("a", "passed")]), undefined)).toContain("## Tests in python.wasm: passed");
  });
});
