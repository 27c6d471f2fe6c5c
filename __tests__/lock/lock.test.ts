import { describe, expect, test } from "@jest/globals";
import table from "../../src/lock/lock.json" with { type: "json" };
import schema from "../../src/lock/lock.schema.json" with { type: "json" };
import { checkOverride, LOCK_ROWS, lockFor } from "../../src/lock/lock.ts";
import { parsePythonVersion } from "../../src/python/version.ts";
import { errorOf } from "../user-error.ts";
import { schemaErrors } from "./json-schema.ts";

const python = (text: string) => {
  const version = parsePythonVersion(text);
  if (!version) throw new Error(`not a version: ${text}`);
  return version;
};

describe("the lock", () => {
  test.each([
    ["3.11.0", 21, 3],
    ["3.11.9", 21, 3],
    ["3.12.12", 21, 3],
    ["3.13.5", 24, 2],
    ["3.14.0b1", 24, 2],
    ["3.15.0rc2", 33, 2],
  ])("%s is locked to %i, in tier %i", (version, sdk, tier) => {
    expect(lockFor(python(version), undefined)).toMatchObject({ sdk, tier, wasi: "0.1" });
  });

  test("says why, with its source", () => {
    expect(lockFor(python("3.14.2"), undefined).reason).toBe("PEP 11 locks Python 3.14 to SDK 24");
  });

  test("holds from beta 1 on, whatever a source tree says", () => {
    expect(lockFor(python("3.14.2"), 25).sdk).toBe(24);
  });

  test("before beta 1 the source tree decides", () => {
    expect(lockFor(python("3.16.0a2"), 34)).toMatchObject({
      sdk: 34,
      tier: undefined,
      reason: "Python 3.16 is not locked before beta 1; its source tree names SDK 34",
    });
    expect(lockFor(python("3.15.0a7"), 32).sdk).toBe(32);
  });

  test("a version that is newer than the table follows its source tree too", () => {
    expect(lockFor(python("3.16.1"), 34)).toMatchObject({
      sdk: 34,
      source: "source tree",
      reason: "PEP 11 had no row for Python 3.16 yet; its source tree names SDK 34",
    });
  });

  test.each([
    ["3.16.0", "the nearest that has one is 3.15, with WASI SDK 33"],
    [
      "3.10.4",
      "Python 3.10 is older than every Python that a WASI SDK is locked to; the first is 3.11, with WASI SDK 21",
    ],
  ])("does not know %s and names the nearest row", async (version, nearest) => {
    const error = await errorOf(() => lockFor(python(version), undefined));
    expect(error.code).toBe("WASI-LOCK-UNKNOWN");
    expect(error.message).toContain(nearest);
    expect(error.remedy).toContain("Use one of 3.11, 3.12, 3.13, 3.14, 3.15");
  });

  test("does not send to the source tree of a Python that names no SDK there", async () => {
    expect((await errorOf(() => lockFor(python("3.10.4"), undefined))).remedy).not.toContain("source tree");
    expect((await errorOf(() => lockFor(python("3.16.0"), undefined))).remedy).toContain("source tree");
  });

  test("does not know an alpha of a version that it locks later, and says from when on it does", async () => {
    const error = await errorOf(() => lockFor(python("3.15.0a7"), undefined));
    expect(error.code).toBe("WASI-LOCK-UNKNOWN");
    expect(error.message).toContain("3.15.0a7 is older than beta 1 of 3.15");
    expect(error.remedy).toContain("Use 3.15.0b1 or later");
  });

  test("refuses a source tree that names a barred SDK", async () => {
    expect((await errorOf(() => lockFor(python("3.15.0a1"), 27))).code).toBe("WASI-LOCK-BARRED");
  });
});

describe("an override", () => {
  const lock = lockFor(python("3.13.1"), undefined);

  test("that is the locked SDK is silent", () => expect(checkOverride(24, lock, true)).toBeUndefined());

  test("that deviates is an error", async () => {
    const error = await errorOf(() => checkOverride(25, lock, true));
    expect(error.code).toBe("WASI-LOCK-MISMATCH");
    expect(error.message).toMatch(/^WASI SDK 25 is not the locked one: PEP 11.* locks Python 3\.13 to SDK 24/);
    expect(error.remedy).toBe(
      "Leave wasi-sdk-version out to get 24, or set strict to false to go on with 25 at your own risk.",
    );
  });

  test("that deviates is a warning where the user says so", () => {
    expect(checkOverride(25, lock, false)).toMatch(/PEP 11.* locks Python 3\.13 to SDK 24\. .*does not link safely/);
  });

  test.each([26, 27])("that is %i is refused in either mode, with the reason", async (sdk) => {
    for (const strict of [true, false]) {
      const error = await errorOf(() => checkOverride(sdk, lock, strict));
      expect(error.code).toBe("WASI-LOCK-BARRED");
      expect(error.message).toBe(`WASI SDK ${sdk} is barred: programs hang (WebAssembly/wasi-libc#617).`);
      expect(error.remedy).toContain("Use 24");
    }
  });
});

describe("the table", () => {
  test("is as its schema says", () => expect(schemaErrors(schema, table)).toEqual([]));

  test("has each Python once, oldest first", () => {
    const minors = LOCK_ROWS.map((row) => Number(row.python.slice(2)));
    expect(minors).toEqual([...new Set(minors)].sort((a, b) => a - b));
  });

  test("locks nothing to a barred SDK", () => {
    const barred = new Set(table.barred.map(({ sdk }) => sdk));
    expect(LOCK_ROWS.filter((row) => barred.has(row.sdk))).toEqual([]);
  });
});
