import { describe, expect, test } from "@jest/globals";
import { lock } from "../../src/app/lock.ts";
import { readInputs } from "../../src/inputs/inputs.ts";
import type { InputName } from "../../src/inputs/table.ts";
import { python } from "../cpython/small-cpython.ts";
import { errorOf } from "../user-error.ts";

const inputs = (given: Partial<Record<InputName, string>> = {}) => readInputs((name) => given[name]);

describe("pywasi lock", () => {
  test("prints the table in columns", () => {
    expect(lock(inputs(), [], false).split("\n")).toEqual([
      "Python  WASI  SDK  tier  source",
      "3.11    0.1   21   3     PEP 11",
      "3.12    0.1   21   3     PEP 11",
      "3.13    0.1   24   2     PEP 11",
      "3.14    0.1   24   2     PEP 11",
      "3.15    0.1   33   2     PEP 11",
    ]);
  });

  test("prints the table as JSON, a row an object with these keys in this order", () => {
    const rows = lock(inputs(), [], true);
    expect(rows).toContain('{"python":"3.14","wasi":"0.1","sdk":24,"tier":2,"source":"PEP 11"}');
    expect(JSON.parse(rows)).toHaveLength(5);
  });

  test("prints the decision for a version with its reason, as an object of its own", () => {
    expect(lock(inputs(), ["3.14.2"], true)).toBe(
      '{"python":"3.14.2","wasi":"0.1","sdk":24,"tier":2,"source":"PEP 11","reason":"PEP 11 locks Python 3.14 to SDK 24"}',
    );
    expect(lock(inputs(), ["3.14.2"], false)).toBe("3.14.2: WASI SDK 24. PEP 11 locks Python 3.14 to SDK 24");
  });

  test("prints several decisions, one a line", () => {
    expect(lock(inputs(), ["3.11", "3.15.0b1"], false).split("\n")).toEqual([
      "3.11: WASI SDK 21. PEP 11 locks Python 3.11 to SDK 21",
      "3.15.0b1: WASI SDK 33. PEP 11 locks Python 3.15 to SDK 33",
    ]);
    expect(JSON.parse(lock(inputs(), ["3.11", "3.12"], true))).toMatchObject([{ sdk: 21 }, { sdk: 21 }]);
  });

  test("answers a range with the newest row that it admits", () => {
    expect(JSON.parse(lock(inputs(), [">=3.11,<3.14"], true))).toMatchObject({ python: ">=3.11,<3.14", sdk: 24 });
  });

  test("takes the version from the input where none is an argument", () => {
    expect(lock(inputs({ "python-version": "3.12" }), [], false)).toMatch(/^3\.12: WASI SDK 21/);
  });

  test("does not know what is not locked, and names the nearest row", async () => {
    const error = await errorOf(() => lock(inputs(), ["3.16.0"], true));
    expect(error).toMatchObject({
      code: "WASI-LOCK-UNKNOWN",
      message: expect.stringContaining("the nearest that has one is 3.15"),
    });
  });

  describe("with a source tree", () => {
    const tree = (version: string, sdk?: number) => ({
      path: "/src",
      version: python(version),
      config: sdk === undefined ? undefined : { sdk, hostTriple: undefined },
    });
    const alone = inputs({ cpython: "/src" });

    test("answers for the version of the tree, which names its SDK itself before beta 1", () => {
      expect(lock(alone, [], false, tree("3.16.0a2", 34))).toBe(
        "3.16.0a2: WASI SDK 34. Python 3.16 is not locked before beta 1; its source tree names SDK 34",
      );
      expect(JSON.parse(lock(alone, [], true, tree("3.16.0a2", 34)))).toMatchObject({
        ...{ python: "3.16.0a2", sdk: 34, tier: null, source: "source tree" },
      });
    });

    test("of a locked version goes by the table", () => {
      expect(lock(alone, [], false, tree("3.14.2"))).toBe("3.14.2: WASI SDK 24. PEP 11 locks Python 3.14 to SDK 24");
    });

    test("answers for other versions as without it", async () => {
      expect(lock(alone, ["3.13"], false, tree("3.16.0a2", 34))).toMatch(/^3\.13: WASI SDK 24/);
      expect((await errorOf(() => lock(alone, ["3.17.0"], false, tree("3.16.0a2", 34)))).code).toBe(
        "WASI-LOCK-UNKNOWN",
      );
    });
  });

  test("refuses another SDK, or warns where that is wanted, in place of the reason", async () => {
    const deviating = { "wasi-sdk-version": "25" };
    expect((await errorOf(() => lock(inputs(deviating), ["3.14"], true))).code).toBe("WASI-LOCK-MISMATCH");
    expect(JSON.parse(lock(inputs({ ...deviating, strict: "false" }), ["3.14"], true))).toMatchObject({
      sdk: 25,
      reason: expect.stringContaining("WASI SDK 25 is not the locked one: PEP 11 locks Python 3.14 to SDK 24"),
    });
  });
});
