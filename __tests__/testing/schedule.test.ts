import { describe, expect, test } from "@jest/globals";
import type { Order } from "../../src/testing/records.ts";
import { Schedule } from "../../src/testing/schedule.ts";

const keys = (count: number) => Array.from({ length: count }, (_, i) => `t${i}`);
const testsOf = (order: Order) => (order.do === "run" ? order.tests.length : 0);

describe("the schedule", () => {
  test("gives each guest a file of its own, then the tests in it, and stops when nothing is left", () => {
    const schedule = new Schedule(2);
    expect(schedule.next(0, 0)).toEqual({ do: "collect", file: 0 });
    expect(schedule.next(1, 0)).toEqual({ do: "collect", file: 1 });
    schedule.collected(0, 0, ["a", "b"], 1);
    schedule.collected(1, 1, [], 1);
    expect(schedule.next(0, 1)).toEqual({ do: "run", file: 0, tests: ["a", "b"] });
    expect(schedule.next(1, 1)).toEqual({ do: "stop" });
    expect(schedule.next(0, 2)).toEqual({ do: "stop" });
    expect(schedule.isDone).toBe(true);
  });

  test("shares what is left of a large file with a guest that has nothing to do", () => {
    const schedule = new Schedule(1);
    schedule.next(0, 0);
    schedule.collected(0, 0, keys(1000), 0.1);
    const first = testsOf(schedule.next(0, 0.1));
    for (let i = 0; i < first; i += 1) schedule.finished(0, 0.01);
    expect(schedule.next(1, 1)).toEqual({ do: "collect", file: 0 });
    schedule.collected(1, 0, keys(1000), 1.1);
    const order = schedule.next(1, 1.1);
    expect(order).toMatchObject({ do: "run", file: 0 });
    expect(order.do === "run" && order.tests[0]).toBe(`t${first}`);
  });

  test("does not share a file whose import takes longer than its tests", () => {
    const schedule = new Schedule(1);
    schedule.next(0, 0);
    schedule.collected(0, 0, keys(100), 30);
    for (let i = 0; i < testsOf(schedule.next(0, 30)); i += 1) schedule.finished(0, 0.01);
    expect(schedule.next(1, 31)).toEqual({ do: "stop" });
  });

  test("gives what a guest left behind to the next one, and that begins with the file", () => {
    const schedule = new Schedule(1);
    schedule.next(0, 0);
    schedule.collected(0, 0, ["a", "b", "c"], 0.1);
    schedule.next(0, 0.1);
    schedule.died(0, new Map([[0, ["c"]]]));
    expect(schedule.isDone).toBe(false);
    expect(schedule.next(0, 1)).toEqual({ do: "collect", file: 0 });
    schedule.collected(0, 0, ["a", "b", "c"], 1.1);
    expect(schedule.next(0, 1.1)).toEqual({ do: "run", file: 0, tests: ["c"] });
  });

  test("does not import a file again that ended the guest that imported it", () => {
    const schedule = new Schedule(2);
    schedule.next(0, 0);
    schedule.died(0, new Map());
    expect(schedule.next(0, 1)).toEqual({ do: "collect", file: 1 });
    schedule.collected(0, 1, [], 1);
    expect(schedule.next(0, 1)).toEqual({ do: "stop" });
  });

  test("after a stop gives nothing more", () => {
    const schedule = new Schedule(3);
    schedule.stop();
    expect(schedule.next(0, 0)).toEqual({ do: "stop" });
    expect(schedule.isDone).toBe(true);
  });
});
