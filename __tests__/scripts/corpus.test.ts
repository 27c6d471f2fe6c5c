import { expect, test } from "@jest/globals";
import { guestScript, readOutcomes } from "../../scripts/corpus/guest-checks.ts";
import smoke from "../../scripts/corpus/smoke-checks.json" with { type: "json" };
import { togetherPage } from "../../scripts/corpus/together-page.ts";
import { readCorpus } from "../../scripts/coverage/corpus.ts";

test("no check is of a package that the corpus has not", () => {
  const names = new Set(readCorpus().map(({ name }) => name));
  expect(Object.keys(smoke.checks).filter((name) => !names.has(name))).toEqual([]);
});

test("what the guest is to do stands in its script as data, whatever characters it has", () => {
  const script = guestScript({ modules: ["a.ü"], checks: { b: "assert '\"' != '\\n'" } });
  expect(script).toContain('json.loads("[\\"a.ü\\"]")');
  expect(script.split("\n").filter((line) => line.includes("assert"))).toHaveLength(1);
});

test("what began and never ended brought the interpreter down; what never began is not there", () => {
  const output = [
    '@@{"begins": "imports", "name": "a"}',
    "noise of a.",
    '  @@{"ends": "imports", "name": "a", "failure": null}',
    '@@{"begins": "imports", "name": "b"}',
    '@@{"ends": "imports", "name": "b", "failure": "ImportError: c"}',
    '@@{"begins": "checks", "name": "p"}',
    "wasm trap: indirect call type mismatch",
  ].join("\n");
  expect(readOutcomes(output)).toEqual({
    imports: [
      { name: "a", failure: undefined },
      { name: "b", failure: "ImportError: c" },
    ],
    checks: [{ name: "p", failure: "the interpreter ended" }],
  });
});

test("the page counts what imports and works under each engine, and says what fails and what was refused", () => {
  const page = togetherPage({
    python: "3.11.8",
    sdk: 21,
    packages: [{ name: "p", version: "1.0", size: 2000, modules: ["a", "b"] }],
    refused: [{ name: "q", refusal: "WASI-BUILD-PLATFORM: q does not know WASI" }],
    size: 3_000_000,
    repaired: 4,
    link: 900,
    engines: [
      {
        name: "node 24",
        milliseconds: 1500,
        outcomes: {
          imports: [
            { name: "a", failure: undefined },
            { name: "b", failure: "ImportError: c" },
            { name: "d", failure: "ModuleNotFoundError: tkinter" },
          ],
          checks: [{ name: "p", failure: undefined }],
        },
      },
    ],
    expected: { d: "tkinter", e: "something" },
  });
  expect(page).toContain("| p | 1.0 | 2 | 2.0 kB | 1 of 2 import, works |");
  expect(page).toContain("| all imports and checks under node 24 | 1 of 3 modules, 1 of 1 checks, 1.5 s |");
  expect(page).toContain("- node 24, b: ImportError: c");
  expect(page).toContain("- d needs tkinter, which CPython for WASI has not.");
  expect(page).not.toContain("- e needs");
  expect(page).toContain("- q: [WASI-BUILD-PLATFORM](errors/WASI-BUILD-PLATFORM.md): q does not know WASI");
});
