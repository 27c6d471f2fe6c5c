/** What pytest remembers of an earlier run, and what a project says of the time of its tests, in the real interpreter. */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { lastFailed } from "../../src/testing/pytest-cache.ts";
import type { Outcome, TestResult } from "../../src/testing/results.ts";
import { type Guest, linkedGuest } from "../runtime/linked-guest.ts";
import { runInProject } from "./project-run.ts";

const LIMIT = 600_000;
const FILES = {
  "test_a.py": "def test_one(): pass\ndef test_two(): assert False\ndef test_three(): pass\n",
  "test_b.py": "def test_good(): pass\n",
  "test_c.py": "import os\ndef test_dies(): os._exit(3)\ndef test_lives(): pass\n",
};

let guest: Guest;
let project: string;

beforeAll(async () => {
  guest = await linkedGuest({
    files: { "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n" },
  });
  project = mkdtempSync(join(realpathSync(tmpdir()), "pywasi-earlier-"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(project, name), text);
}, LIMIT);

afterAll(() => {
  guest?.dispose();
  rmSync(project, { recursive: true, force: true });
});

/** The tests that ran, each with its outcome, in the order they ended. */
async function ran(...words: string[]): Promise<string[]> {
  const given = { "test-workers": "2", "test-timeout": "180" };
  const report = await runInProject({ guest, project, given }, ["pytest", ...words]);
  return (report.runs[0]?.run.results ?? []).map(({ id, outcome }) => `${id} ${outcome}`);
}

describe("pytest's options for what failed before", () => {
  test(
    "find what failed and crashed in the run before, from whatever interpreter",
    async () => {
      expect(await ran()).toHaveLength(6);
      const cache = join(project, ".pytest_cache");
      expect(Object.keys(JSON.parse(readFileSync(join(cache, "v/cache/lastfailed"), "utf8"))).sort()).toEqual([
        "test_a.py::test_two",
        "test_c.py::test_dies",
      ]);
      expect(existsSync(join(cache, ".gitignore"))).toBe(true);
      expect((await ran("--lf")).sort()).toEqual(["test_a.py::test_two failed", "test_c.py::test_dies crashed"]);
    },
    LIMIT,
  );

  test(
    "run those first, or all where none failed",
    async () => {
      const order = await ran("--ff", "-n", "1");
      expect(order.indexOf("test_a.py::test_two failed")).toBe(0);
      expect(order.indexOf("test_c.py::test_dies crashed")).toBeLessThan(order.indexOf("test_b.py::test_good passed"));
      expect(await ran("--lf", "test_b.py")).toEqual(["test_b.py::test_good passed"]);
    },
    LIMIT,
  );

  test(
    "go step by step, from the test that stopped the run before",
    async () => {
      const steps = ["test_a.py::test_one passed", "test_a.py::test_two failed"];
      expect(await ran("--sw", "test_a.py", "test_b.py")).toEqual(steps);
      expect(await ran("--sw", "test_a.py", "test_b.py")).toEqual(steps.slice(1));
      expect(await ran("--sw-skip", "test_a.py", "test_b.py")).toEqual([
        steps[1],
        "test_a.py::test_three passed",
        "test_b.py::test_good passed",
      ]);
    },
    LIMIT,
  );

  test(
    "stop at the first failure where they are told to, and run no test more",
    async () => {
      expect(await ran("-x", "-n", "1", "test_a.py")).toEqual([
        "test_a.py::test_one passed",
        "test_a.py::test_two failed",
      ]);
    },
    LIMIT,
  );
});

describe("the time that a test may take by its project's own word", () => {
  const endless = "while True: pass";
  const outcomes = async (ini: string, text: string, ...words: string[]) => {
    writeFileSync(join(project, "pytest.ini"), `[pytest]\n${ini}\n`);
    writeFileSync(join(project, "test_time.py"), text);
    return (await ran("test_time.py", ...words)).map((line) => line.split(" ")[1]);
  };

  test(
    "is that of its mark, before that of the command line and of the settings",
    async () => {
      const text = [
        "import pytest",
        "@pytest.mark.timeout(2)",
        `def test_marked():\n    ${endless}`,
        "@pytest.mark.timeout(0)",
        "def test_without_limit(): pass",
        "def test_after(): pass",
      ].join("\n");
      expect(await outcomes("timeout = 170", text, "--timeout=160")).toEqual(["timed-out", "passed", "passed"]);
    },
    LIMIT,
  );

  test(
    "is that of the command line, or of the settings, for all others",
    async () => {
      const text = `def test_endless():\n    ${endless}\n`;
      expect(await outcomes("timeout = 170", text, "--timeout=2")).toEqual(["timed-out"]);
      expect(await outcomes("timeout = 2", text)).toEqual(["timed-out"]);
    },
    LIMIT,
  );
});

describe("the record of failures", () => {
  const result = (id: string, outcome: Outcome): TestResult => ({ id, outcome, seconds: 0 });

  test("keeps what did not run, drops what passed or was skipped, adds what failed in any way", () => {
    const before = { "a.py::old": true, "a.py::mended": true, "a.py::skipped": true, "b.py": true };
    const results = [
      result("a.py::mended", "passed"),
      result("a.py::skipped", "limited"),
      result("a.py::slow", "timed-out"),
      result("b.py::test", "passed"),
      result("c.py", "error"),
    ];
    expect(Object.keys(lastFailed(before, results)).sort()).toEqual(["a.py::old", "a.py::slow", "c.py"]);
  });
});
