import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { describeRequest, versionFromInput, versionFromInterpreter } from "../../src/python/request.ts";
import { parsePythonVersion } from "../../src/python/version.ts";
import { describeError, UserError } from "../../src/report/errors.ts";

const refusal = (text: string): string => {
  try {
    versionFromInput(text);
  } catch (error) {
    if (error instanceof UserError) return describeError(error);
  }
  throw new Error(`"${text}" was accepted`);
};

describe("the python-version input", () => {
  test.each(["3.13.5", "3.15.0b4", "3.14.0rc2"])("%s asks for exactly that", (text) => {
    expect(versionFromInput(text)).toMatchObject({ kind: "exact", text, binding: true });
  });

  test("a minor version asks for its newest release", () => {
    expect(versionFromInput(" 3.13 ")).toEqual({
      kind: "series",
      text: "3.13",
      minor: "3.13",
      source: "python-version",
    });
  });

  test("a free-threaded Python is refused with the version that exists", () => {
    expect(refusal("3.13t")).toMatch(/no free-threaded build for WASI\.\nWhat to do: Write 3\.13\./);
    expect(refusal("3.14.2t")).toMatch(/Write 3\.14\.2\./);
  });

  test("3.10 without quotes is recognised as YAML's number 3.1", () => {
    expect(refusal("3.1")).toMatch(/Where 3\.10 was meant, quote it/);
  });

  test.each(["3.x", "^3.13", "three", "2.7", "3.13-dev", "pypy3.11"])(
    "%j is refused with examples of what can be written",
    (text) => {
      expect(refusal(text)).toMatch(`WASI-PYTHON-VERSION: python-version: "${text}" is not a Python version.`);
      expect(refusal(text)).toMatch(/a minor version such as 3\.13/);
    },
  );

  test("an empty one is called empty", () => expect(refusal(" ")).toMatch("python-version is empty."));

  test("the file that it came from is named in place of the input", () => {
    expect(() => versionFromInput("later", ".python-version")).toThrow(
      '.python-version: "later" is not a Python version.',
    );
  });

  test("any other text is a coded error", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          versionFromInput(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});

test("an interpreter on PATH says where its version came from, and binds nobody to its patch number", () => {
  const version = parsePythonVersion("3.13.9");
  if (!version) throw new Error("unreadable");
  const request = versionFromInterpreter(version, "python on PATH");
  expect(request).toMatchObject({ kind: "exact", binding: false, minor: "3.13" });
  expect(describeRequest(request)).toBe("3.13.9 (python on PATH)");
});
