import { expect, test } from "@jest/globals";
import { loopScript } from "../../scripts/bench/guest-loops.ts";
import { timeTable } from "../../scripts/bench/time-table.ts";
import { unrepaired } from "../../scripts/bench/unrepaired.ts";
import { writeObject } from "../../src/object/object-file.ts";
import { smallObject, symbol } from "../object/small-object.ts";

test("a table has ratios to its first column, and says which goals are met", () => {
  const table = timeTable({
    id: "t",
    title: "Times",
    note: "Least of 3.",
    columns: ["theirs", "ours"],
    rows: [
      { name: "link", milliseconds: [1000, 1500], goal: 1500 },
      { name: "call", milliseconds: [null, 2.5] },
      { name: "slow", milliseconds: [2, 20], goal: 10 },
    ],
  });
  expect(table).toContain("| link | 1.00 s | 1.50 s (× 1.50) | 1.50 s, met |");
  expect(table).toContain("| call | traps | 2.50 ms |  |");
  expect(table).toContain("| slow | 2.00 ms | 20 ms (× 10.00) | 10 ms, missed |");
});

test("loops stand in their script as data", () => {
  const script = loopScript({ loops: { 'a "b"': "f()\ng()" }, imports: ["calls"], runs: 2 });
  expect(script).toContain(String.raw`json.loads("{\"a \\\"b\\\"\":\"f()\\ng()\"}")`);
  expect(script).toContain('"calls": calls');
});

test("an extension without adapters is the same before its repair, byte for byte", () => {
  const object = smallObject({ symbols: [symbol("function", "f", 0, 1)] });
  expect(writeObject(unrepaired(object))).toEqual(writeObject(object));
});
