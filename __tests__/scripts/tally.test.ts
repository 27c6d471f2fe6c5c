import { describe, expect, test } from "@jest/globals";
import { closingLine, jestTally, sum, unittestTally } from "../../scripts/testing/tally.ts";

const none = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe("the closing line", () => {
  test("is passed and failed, and skipped only where something was", () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
    expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe("12 passed, 1 failed, 2 skipped");
  });

  test("is the sum over all runners", () => {
    const total = sum([jestTally({ ...none, numPassedTests: 4 }), { passed: 1, failed: 2, skipped: 3 }]);
    expect(total).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });
});

describe("jest's report", () => {
  test("counts a file that does not load as a failure", () => {
    expect(jestTally({ ...none, numPassedTests: 3, numRuntimeErrorTestSuites: 1 })).toMatchObject({ failed: 1 });
  });

  test("counts no tests at all as a failure", () => {
    expect(jestTally(none)).toMatchObject({ failed: 1 });
  });

  test("counts todo and pending tests as skipped", () => {
    expect(jestTally({ ...none, numPassedTests: 1, numTodoTests: 1, numPendingTests: 1 })).toMatchObject({
      skipped: 2,
    });
  });
});

describe("unittest's last lines", () => {
  test.each([
    ["Ran 12 tests in 0.1s\n\nOK\n", { passed: 12, failed: 0, skipped: 0 }],
    ["Ran 1 test in 0.1s\n\nOK (skipped=1)\n", { passed: 0, failed: 0, skipped: 1 }],
    ["Ran 5 tests in 2s\n\nFAILED (failures=1, errors=2, skipped=1)\n", { passed: 1, failed: 3, skipped: 1 }],
    ["Ran 0 tests in 0s\n\nNO TESTS RAN\n", { passed: 0, failed: 1, skipped: 0 }],
    ["SyntaxError: invalid syntax\n", { passed: 0, failed: 1, skipped: 0 }],
  ])("%j", (output, tally) => {
    expect(unittestTally(output)).toEqual(tally);
  });
});
