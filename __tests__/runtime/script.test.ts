import { describe, expect, test } from "@jest/globals";
import { scriptPlace } from "../../src/runtime/script.ts";

describe("the script among Python's arguments", () => {
  test.each([
    [["a.py"], 0],
    [["-u", "a.py", "-c"], 1],
    [["-X", "dev", "-Wonce", "-W", "error", "a.py"], 5],
    [["-Xcpu_count=1", "a.py"], 1],
    [["--check-hash-based-pycs", "always", "a.py"], 2],
    [["-c", "print()", "a.py"], undefined],
    [["-m", "unittest", "a.py"], undefined],
    [["-Im", "unittest", "a.py"], undefined],
    [["-"], undefined],
    [[], undefined],
  ])("of %j is at %s", (args, place) => {
    expect(scriptPlace(args)).toBe(place);
  });
});
