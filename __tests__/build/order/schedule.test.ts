import { describe, expect, test } from "@jest/globals";
import { runSchedule } from "../../../src/build/order/schedule.ts";

/** Runs pieces that end when the next timer does, and records how many were under way. */
async function run(waits: readonly (readonly number[])[], atOnce: number, failing: readonly number[] = []) {
  const order: string[] = [];
  let underway = 0;
  let most = 0;
  const outcomes = await runSchedule({
    waits,
    atOnce,
    work: async (index) => {
      order.push(`+${index}`);
      underway += 1;
      most = Math.max(most, underway);
      await new Promise((resolve) => setTimeout(resolve, 1));
      underway -= 1;
      order.push(`-${index}`);
      if (failing.includes(index)) throw new Error(`piece ${index}`);
      return index * 10;
    },
  });
  return { outcomes, order, most };
}

describe("a schedule", () => {
  test("gives the outcomes in the order of the pieces", async () => {
    const { outcomes } = await run([[1], [], []], 2);
    expect(outcomes).toEqual([0, 10, 20].map((value) => ({ kind: "done", value })));
  });

  test("begins a piece after all that it waits for have ended", async () => {
    const { order } = await run([[1, 2], [2], []], 3);
    expect(order).toEqual(["+2", "-2", "+1", "-1", "+0", "-0"]);
  });

  test("has no more pieces under way than it may", async () => {
    expect((await run([[], [], [], [], []], 2)).most).toBe(2);
  });

  test("leaves out what waits for a failure, and what waits for that, and does the rest", async () => {
    const { outcomes } = await run([[1], [2], [], []], 2, [2]);
    expect(outcomes).toEqual([
      { kind: "left-out", because: 1 },
      { kind: "left-out", because: 2 },
      { kind: "failed", error: new Error("piece 2") },
      { kind: "done", value: 30 },
    ]);
  });

  test("of nothing is done at once", async () => expect((await run([], 2)).outcomes).toEqual([]));
});
