import { describe, expect, test } from "@jest/globals";
import { buildsFailed } from "../../../src/build/failures/builds-failed.ts";
import type { Outcome } from "../../../src/build/order/schedule.ts";
import { UserError } from "../../../src/report/errors.ts";

const failed = (code: "WASI-BUILD-FAILED" | "WASI-PACKAGE-NOT-FOUND", message: string): Outcome<string> => ({
  kind: "failed",
  error: new UserError(code, message, `Remedy of ${message}`, [`line of ${message}`]),
});
const done: Outcome<string> = { kind: "done", value: "wheel" };

describe("the error of a run in which packages failed", () => {
  test("is the failure itself where there is only one", () => {
    const only = failed("WASI-BUILD-FAILED", "a");
    expect(buildsFailed(["a", "b"], [only, done])).toBe(only.kind === "failed" && only.error);
  });

  test("has the first one's code and tells each with its lines and remedy", () => {
    const outcomes = [failed("WASI-PACKAGE-NOT-FOUND", "a"), done, failed("WASI-BUILD-FAILED", "c")];
    expect(buildsFailed(["a", "b", "c"], outcomes)).toMatchObject({
      code: "WASI-PACKAGE-NOT-FOUND",
      message: "2 of 3 packages were not built: a, c failed.",
      details: [
        "a: WASI-PACKAGE-NOT-FOUND: a",
        "    line of a",
        "    What to do: Remedy of a",
        "c: WASI-BUILD-FAILED: c",
        "    line of c",
        "    What to do: Remedy of c",
      ],
    });
  });

  test("names what was left out, and the remedy of the one that it waited for", () => {
    const outcomes = [failed("WASI-BUILD-FAILED", "a"), { kind: "left-out", because: 0 } as const];
    expect(buildsFailed(["a", "b"], outcomes)).toMatchObject({
      message: "2 of 2 packages were not built: a failed.",
      remedy: "Remedy of a",
      details: expect.arrayContaining(["b: left out, for it needs a"]),
    });
  });

  test("is a fault of ours before all else", () => {
    const fault = new TypeError("boom");
    expect(buildsFailed(["a", "b"], [failed("WASI-BUILD-FAILED", "a"), { kind: "failed", error: fault }])).toBe(fault);
  });
});
