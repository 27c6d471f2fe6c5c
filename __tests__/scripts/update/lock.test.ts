import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { formatLock, type LockTable, lockUpdate } from "../../../scripts/update/lock-table.ts";
import { parsePep11 } from "../../../scripts/update/pep-11.ts";

/** In the form of PEP 11, with its facts. */
const pep = (rows: readonly string[], more = "") => `
Supported platforms
===================

====== ==== ========
Python WASI WASI SDK
====== ==== ========
${rows.join("\n")}
====== ==== ========

WASI was a tier 3 platform for Python 3.11 and 3.12, and became a tier 2
platform starting with Python 3.13.

WASI SDK 26 and 27 have a
\`bug <https://github.com/WebAssembly/wasi-libc/issues/617>\`__ that makes programs hang.
${more}
`;
const ROWS = ["3.15   0.1  33", "3.14   0.1  24", "3.13   0.1  24", "3.12   0.1  21", "3.11   0.1  21"];

const committed = readFileSync(join(import.meta.dirname, "../../../src/lock/lock.json"), "utf8");
const known: LockTable = JSON.parse(committed);

describe("PEP 11's text", () => {
  test("is read with the tier of each row, oldest first, and the SDKs that were skipped", () => {
    const { rows, skipped } = parsePep11(pep(ROWS));
    expect(rows[0]).toEqual({ python: "3.11", wasi: "0.1", sdk: 21, tier: 3 });
    expect(rows.at(-1)).toEqual({ python: "3.15", wasi: "0.1", sdk: 33, tier: 2 });
    expect(skipped).toEqual([26, 27]);
  });

  test.each([
    ["without the table", "nothing", /no table of WASI SDKs/],
    ["with a table in another form", pep(["* 3.15: 33"]), /no row that can be read/],
    ["without the sentence about tiers", pep(ROWS).replace("became", "will become"), /which tier/],
  ])("%s is an error, not an empty table", (_, text, error) => expect(() => parsePep11(text)).toThrow(error));
});

describe("the lock", () => {
  test("that agrees changes nothing, and is written as it was", () => {
    const { table, changes, contradictions } = lockUpdate(known, parsePep11(pep(ROWS)), [{ python: "3.15", sdk: 33 }]);
    expect([changes, contradictions]).toEqual([[], []]);
    expect(formatLock(table)).toBe(committed);
  });

  test("gets a row that is new", () => {
    const { table, changes } = lockUpdate(known, parsePep11(pep(["3.16   0.3  34", ...ROWS])), []);
    expect(changes).toEqual(["Python 3.16 is locked to SDK 34 (WASI 0.3, tier 2)."]);
    expect(formatLock(table)).toContain('    { "python": "3.16", "wasi": "0.3", "sdk": 34, "tier": 2 }\n');
  });

  test.each([
    [
      "a row that changed",
      ROWS.with(2, "3.13   0.1  25"),
      [],
      "Python 3.13 was locked to SDK 24, WASI 0.1; PEP 11 says 25, 0.1 now.",
    ],
    ["a row that went", ROWS.slice(0, -1), [], "PEP 11 has no row for 3.11 any more."],
    [
      "a branch that says otherwise",
      ROWS,
      [{ python: "3.15", sdk: 34 }],
      "Python 3.15: PEP 11 says SDK 33, its branch 34.",
    ],
  ])("is not touched for %s: a person looks first", (_, rows, configs, contradiction) => {
    expect(lockUpdate(known, parsePep11(pep(rows)), configs).contradictions).toEqual([contradiction]);
  });

  test("is not touched for an SDK that was skipped and is not barred yet", () => {
    const text = pep(ROWS).replace("26 and 27 have", "26, 27 and 35 have");
    expect(lockUpdate(known, parsePep11(text), []).contradictions).toEqual([
      "PEP 11 skips SDK 35 for a bug, and it is not barred: write down why.",
    ]);
  });

  test("says nothing about a branch that has no row yet", () => {
    expect(lockUpdate(known, parsePep11(pep(ROWS)), [{ python: "3.16", sdk: 34 }]).contradictions).toEqual([]);
  });
});
