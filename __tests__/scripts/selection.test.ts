import { expect, test } from "@jest/globals";
import { PARTS, selection } from "../../scripts/testing/selection.ts";

test("without arguments everything is tested", () => {
  expect(selection([]).map(({ part }) => part)).toEqual(PARTS);
});

test("a part is taken by its name, with a path below it after a slash", () => {
  expect(selection(["unit", "e2e/numpy", "unit/link/plan"])).toEqual([
    { part: "unit", filter: "" },
    { part: "e2e", filter: "numpy" },
    { part: "unit", filter: "link/plan" },
  ]);
});

test("an unknown part is refused with the parts there are", () => {
  expect(() => selection(["units"])).toThrow(/no part units: .*checks \| unit \| python \| examples \| e2e/);
});
