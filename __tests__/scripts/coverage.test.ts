import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { chosenNames, readCorpus, slice } from "../../scripts/coverage/corpus.ts";
import { coveragePage } from "../../scripts/coverage/coverage-page.ts";
import { buildFailureClass, FAILURE_CLASSES, failureText } from "../../scripts/coverage/failure-class.ts";
import type { Measurement } from "../../scripts/coverage/measurement.ts";
import { counts, testFailure } from "../../scripts/coverage/run-tests.ts";
import { scalePage } from "../../scripts/coverage/scale-page.ts";

describe("the corpus", () => {
  const corpus = readCorpus();

  test("names each package once, after what it needs", () => {
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });

  test("is run in parts by CI, each with what its packages need, and all of it in turn", () => {
    const parts = [0, 1, 2, 3, 4, 5, 6].map((index) => slice(corpus, index, 7));
    expect(new Set(parts.flat()).size).toBe(corpus.length);
    for (const part of parts) {
      const names = part.map(({ name }) => name);
      expect(part.flatMap(({ needs = [] }) => needs).filter((need) => !names.includes(need))).toEqual([]);
    }
    expect(slice(corpus, 7, 7)).toEqual(parts[0]);
  });
});

describe("the class of a failed build", () => {
  test.each([
    ["WASI-PACKAGE-NO-SDIST: x", "source"],
    ["WASI-BUILD-REQUIREMENTS: x", "requirements"],
    ["WASI-BUILD-NO-EXTENSION: x", "lost"],
    ["WASI-BUILD-FAILED: x did not build\n    a.c:1:1: fatal error: 'yaml.h' file not found", "library"],
    ["WASI-BUILD-FAILED: x did not build\n    platform wasi is not supported", "platform"],
    ["WASI-BUILD-FAILED: x did not build\n    a.c:1:1: error: no", "compile"],
    ["WASI-BUILD-DLOPEN: x", "loader"],
    ["WASI-BUILD-PLATFORM: x", "platform"],
    ["WASI-BUILD-LIBRARY: x", "library"],
    ["WASI-LINK-UNDEFINED: x", "undefined"],
    ["TypeError: undefined is not a function", "ours"],
  ])("of %j is %s", (text, kind) => expect(buildFailureClass(text)).toBe(kind));

  test("comes with the error's sentence, without the folders of a machine", () => {
    expect(failureText("noise\nWASI-BUILD-FAILED: see /home/me/some/folder/x.log\nmore")).toBe(
      "WASI-BUILD-FAILED: see …",
    );
  });
});

test("the counts keep failures that the corpus explains apart from others", () => {
  const result = (id: string, outcome: string, message?: string) => ({ id, outcome, ...(message ? { message } : {}) });
  const results = [
    result("a::works", "passed"),
    result("a::starts_threads", "failed", "Error: could not initialize thread pool"),
    result("a::wrong", "failed", "AssertionError"),
    result("a::dies", "crashed", "fatal: a C++ exception was thrown"),
  ];
  const explained = [{ test: "initialize thread pool", reason: "Threads." }];
  expect(counts({ runs: [{ seconds: 1, results }] }, explained)).toMatchObject({
    passed: 1,
    failed: 2,
    explained: { "Threads.": 1 },
    first: ["a::wrong (failed)", "a::dies (crashed: fatal: a C++ exception was thrown)"],
  });
});

test.each([
  [["a::b (failed)"], "tests"],
  [["a::b (crashed: fatal: a C++ exception was thrown)", "a::c (failed)"], "exceptions"],
  [["a::b (crashed: fatal: a C++ exception was thrown)", "a::c (crashed: unreachable)"], "trap"],
])("the class of %j is %s", (first, kind) => expect(testFailure({ first }).class).toBe(kind));

test("the page tells each package's columns, why tests were skipped, and what failed", () => {
  const measured: Measurement = {
    package: "markupsafe",
    version: "3.0.4",
    python: "3.11.8",
    sdk: 21,
    build: { fetch: 1000, environment: 8000, build: 2000 },
    modules: 1,
    size: 12_000,
    link: 700,
    imports: { done: 1, failed: [], lacking: ["markupsafe._tk ModuleNotFoundError: No module named 'tkinter'"] },
    tests: {
      passed: 70,
      failed: 1,
      skipped: 2,
      limited: { threads: 3 },
      explained: { "The library says so in words of its own.": 4 },
      seconds: 4,
      first: ["tests/a.py::b (failed)"],
    },
    failure: { class: "tests", text: "tests/a.py::b (failed)" },
    date: "2026-01-02",
    commit: "abc",
  };
  const page = coveragePage(readCorpus(), [measured]);
  expect(page).toContain("## Python 3.11.8, WASI SDK 21");
  expect(page).toContain("Measured on 2026-01-02.");
  expect(page).toContain(
    "| markupsafe | 3.0.4 | setuptools | C | 11.0 s | 1 (12.0 kB) | 1 of 2 | 70 | 1 | 2 | 3 | 4 | tests |",
  );
  expect(page).toContain("| threads | 3 |");
  expect(page).toContain("- markupsafe: tests/a.py::b (failed)");
  expect(page).toContain("- markupsafe: 4 failed. The library says so in words of its own.");
  expect(page).toContain("No module named 'tkinter', a module of the standard library that WASI lacks.");
  for (const kind of Object.keys(FAILURE_CLASSES)) expect(page).toContain(`| ${kind} |`);
});

test("the page has packages that were tried as they came in a table of their own, and counts them apart", () => {
  const tried = { name: "tried", backend: "setuptools", language: "C", other: true } as const;
  const nothing = { build: null, modules: null, size: null, link: null, imports: null, tests: null };
  const facts = { version: null, date: "2026-01-02", commit: "abc" };
  const page = coveragePage(
    [...readCorpus(), tried],
    [
      { ...facts, ...nothing, package: "markupsafe", python: "3.11.8", sdk: 21, failure: null },
      {
        ...{ ...facts, ...nothing, package: "tried", python: "3.11", sdk: 0 },
        failure: { class: "platform", text: "WASI-BUILD-PLATFORM: no" },
      },
    ],
  );
  expect(page).toContain("1 of 1 packages have no failure.");
  expect(page).toContain("### Others on Python 3.11.8");
  expect(page).toContain("| tried | – | setuptools | C | – | – | platform | WASI-BUILD-PLATFORM: no |");
});

test("the page names the first and the last day of measurements that took several", () => {
  const nothing = { build: null, modules: null, size: null, link: null, imports: null, tests: null, failure: null };
  const on = (name: string, date: string): Measurement => ({
    ...{ ...nothing, package: name, version: null, python: "3.11.8", sdk: 21, date, commit: "abc" },
  });
  const page = coveragePage(readCorpus(), [on("markupsafe", "2026-01-05"), on("ujson", "2026-01-02")]);
  expect(page).toContain("Measured between 2026-01-02 and 2026-01-05.");
});

test("the page has what was measured with another SDK in a table of its own", () => {
  const nothing = { build: null, modules: null, size: null, link: null, imports: null, tests: null };
  const facts = { ...nothing, version: null, date: "2026-01-02", commit: "abc", package: "rapidfuzz" };
  const page = coveragePage(readCorpus(), [
    { ...facts, python: "3.13.5", sdk: 24, failure: { class: "exceptions", text: "it throws" } },
    { ...facts, python: "3.13.5", sdk: 33, otherSdk: 33, failure: null },
  ]);
  const [, usual = "", other = ""] = page.split(/^## Python /m);
  expect(usual).toMatch(/^3\.13\.5, WASI SDK 24\n\n0 of 1 packages have no failure\./);
  expect(other).toMatch(/^3\.13\.5, WASI SDK 33\n/);
  expect(other).toContain("1 of 1 packages have no failure.");
  expect(other).not.toContain("Not measured yet");
});

describe("what is committed", () => {
  const docs = join(import.meta.dirname, "..", "..", "docs");
  const data = join(docs, "coverage.json");
  const measured = existsSync(data) ? JSON.parse(readFileSync(data, "utf8")).measurements : undefined;

  test("are pages made of the measurements, and of nothing else", () => {
    if (measured === undefined) return;
    expect(readFileSync(join(docs, "coverage.md"), "utf8")).toBe(coveragePage(readCorpus(), measured));
    expect(readFileSync(join(docs, "explanation", "scale.md"), "utf8")).toBe(
      scalePage(chosenNames(readCorpus()), measured),
    );
  });
});
