import { expect, test } from "@jest/globals";
import { timeLeft } from "../../../src/cpython/source/time-left.ts";

test.each([
  ["at the very start nobody knows", 500, 1, 200, ""],
  ["a few objects say nothing about the others", 10_000, 2, 200, ""],
  ["a quarter in a minute leaves three", 60_000, 50, 200, "about 3 min left"],
  ["below a minute and a half it counts in tens of seconds", 60_000, 150, 200, "about 20 s left"],
  ["the last seconds are not counted", 60_000, 195, 200, "a few seconds left"],
  ["at the end nothing is left", 60_000, 200, 200, ""],
  ["of nothing, nothing is left", 60_000, 0, 0, ""],
])("%s", (_, elapsed, done, total, left) => expect(timeLeft(elapsed, done, total)).toBe(left));
