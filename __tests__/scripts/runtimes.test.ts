import { describe, expect, test } from "@jest/globals";
import type { Results } from "../../scripts/coverage/run-tests.ts";
import { type Agreement, agreement, unexplained } from "../../scripts/runtimes/agreement.ts";
import { runtimesPage } from "../../scripts/runtimes/page.ts";

const results = (outcomes: Readonly<Record<string, string>>): Results => ({
  runs: [
    {
      seconds: 1,
      results: Object.entries(outcomes).map(([id, outcome]) => ({ id, outcome, message: `${outcome} there` })),
    },
  ],
});
const compared = agreement(
  results({ "t.py::a": "passed", "t.py::b": "passed", "t.py::c": "limited", "t.py::here": "passed" }),
  results({ "t.py::c": "limited", "t.py::b": "crashed", "t.py::a": "passed", "t.py::there": "failed" }),
);
const found: Agreement = {
  ...{ package: "tiny", version: "1.0", python: "3.11.8", sdk: 21, ...compared },
  ...{ seconds: { node: 1, wasmtime: 2 }, runtime: "wasmtime 49.0.1", date: "2026-11-24" },
};

describe("two runs of the same tests", () => {
  test("are compared test by test, in whatever order they ended", () => {
    expect(compared).toMatchObject({ tests: 5, same: { passed: 1, limited: 1 } });
    expect(compared.differences).toEqual([
      { id: "t.py::b", node: "passed", wasmtime: "crashed", message: "passed there / crashed there" },
      { id: "t.py::here", node: "passed", wasmtime: undefined, message: "passed there" },
      { id: "t.py::there", node: undefined, wasmtime: "failed", message: "failed there" },
    ]);
  });

  test("differ without a reason where the list has none for that package and test", () => {
    const reasons = [
      { package: "tiny", test: "::b", reason: "It is known." },
      { package: "other", test: "::here", reason: "Of another package." },
    ];
    expect(unexplained(found, reasons).map(({ id }) => id)).toEqual(["t.py::here", "t.py::there"]);
  });
});

test("the page counts what both ended alike, and lists each difference with its reason", () => {
  const page = runtimesPage([found], [{ package: "tiny", test: "t.py::b", reason: "It is known." }]);
  expect(page).toContain("1 package, 5 tests, of which 3 end differently under wasmtime 49.0.1.");
  expect(page).toContain("| tiny | 1.0 | 5 | 1 | 1 | 3 | 1.0 s | 2.0 s |");
  expect(page).toContain("| tiny | `t.py::b` | passed | crashed | It is known. |");
  expect(page).toContain("| tiny | `t.py::there` | not run | failed | not explained |");
});
