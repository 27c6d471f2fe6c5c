import { expect, test } from "@jest/globals";
import { runSteps } from "../../scripts/testing/step.ts";
import { PASSED } from "../../scripts/testing/tally.ts";

test("each step is shown with its verdict, its count where it has several tests, and its time", async () => {
  const lines: string[] = [];
  await runSteps(
    [
      { name: "lint", run: async () => PASSED },
      { name: "unit", run: async () => ({ passed: 3, failed: 1, skipped: 0 }) },
    ],
    (line) => lines.push(line),
  );
  expect(lines).toEqual([
    expect.stringMatching(/^✓ lint \(\d+ ms\)$/),
    expect.stringMatching(/^✕ unit: 3 passed, 1 failed \(\d+ ms\)$/),
  ]);
});

test("a step that throws has failed, says why, and does not keep the next from running", async () => {
  const lines: string[] = [];
  const tallies = await runSteps(
    [
      { name: "mirror", run: () => Promise.reject(new Error("no Debian")) },
      { name: "unit", run: async () => PASSED },
    ],
    (line) => lines.push(line),
  );
  expect(lines[0]).toContain("no Debian");
  expect(tallies.map(({ failed }) => failed)).toEqual([1, 0]);
});
