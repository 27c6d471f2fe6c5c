import { describe, expect, test } from "@jest/globals";
import { expandResponseFiles, splitArguments } from "../../../src/link/extension/response-file.ts";

describe("a response file", () => {
  test.each([
    ["words", "a b\tc\nd", ["a", "b", "c", "d"]],
    ["double quotes, with an escape inside", String.raw`"a b" "c\"d" ""`, ["a b", 'c"d', ""]],
    ["single quotes, in which a backslash is itself", String.raw`'a\b c'`, [String.raw`a\b c`]],
    ["escaped spaces", String.raw`a\ b`, ["a b"]],
    ["parts of a word in quotes", `-DX="1 2"3`, ["-DX=1 23"]],
    ["lines joined by a backslash", "a\\\nb", ["ab"]],
    ["nothing", " \n ", []],
  ])("has %s", (_, text, expected) => {
    expect(splitArguments(text)).toEqual(expected);
  });

  test("stands for its arguments, and may name others", () => {
    const files: Record<string, string> = { one: "-a @two", two: "-b" };
    expect(expandResponseFiles(["x", "@one", "y"], (path) => files[path])).toEqual(["x", "-a", "-b", "y"]);
  });

  test("that is not there is an argument like any other", () => {
    expect(expandResponseFiles(["@gone"], () => undefined)).toEqual(["@gone"]);
  });

  test("that names itself does not go on for ever", () => {
    expect(expandResponseFiles(["@self"], () => "a @self").at(-1)).toBe("@self");
  });
});
