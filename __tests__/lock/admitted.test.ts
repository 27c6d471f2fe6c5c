import { expect, test } from "@jest/globals";
import { requireLocked, rowsAdmittedBy } from "../../src/lock/admitted.ts";
import { versionFromInput } from "../../src/python/request.ts";
import { errorOf } from "../user-error.ts";

const admitted = (text: string) => rowsAdmittedBy(versionFromInput(text)).map(({ python }) => python);

test.each([
  [">=3.13", ["3.15", "3.14", "3.13"]],
  ["3.x", ["3.15", "3.14", "3.13", "3.12", "3.11"]],
  ["<3.13", ["3.12", "3.11"]],
  [">3.12.4,<3.13", ["3.12"]],
  ["3.13", ["3.13"]],
  ["3.14.2", ["3.14"]],
])("%s admits the rows %j, newest first", (text, rows) => expect(admitted(text)).toEqual(rows));

test.each([">=3.16", "<3.11", "3.10", "3.16.0"])(
  "%s admits nothing that is locked, and is refused before any work",
  async (text) => {
    const error = await errorOf(() => requireLocked(versionFromInput(text)));
    expect(error.code).toBe("WASI-LOCK-UNKNOWN");
    expect(error.remedy).toContain("3.11, 3.12, 3.13, 3.14, 3.15");
  },
);

test.each([">=3.11", "3.13", "3.13.5", "3.15.0b1"])("%s is let pass", (text) => {
  expect(() => requireLocked(versionFromInput(text))).not.toThrow();
});
