import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { describeRequest, versionFromInput, versionFromInterpreter, whence } from "../../src/python/request.ts";
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

  test.each([
    ["3.14.0-rc.1", "3.14.0rc1"],
    ["3.15.0-beta.4", "3.15.0b4"],
    ["3.15.0-alpha.2", "3.15.0a2"],
    ["Python 3.13.5", "3.13.5"],
    ['"3.13.5"', "3.13.5"],
    ["'3.13.5'", "3.13.5"],
  ])("%s, as other tools write it, asks for %s", (written, text) => {
    expect(versionFromInput(written)).toMatchObject({ kind: "exact", text, binding: true });
  });

  test("a minor version asks for its newest release", () => {
    expect(versionFromInput(" 3.13 ")).toEqual({
      kind: "series",
      text: "3.13",
      minor: "3.13",
      prereleases: false,
      source: "python-version",
    });
  });

  test.each([
    ["3.13t", "3.13"],
    ["3.14.2t", "3.14.2"],
    ["3.13t-dev", "3.13-dev"],
    ["3.14+freethreaded", "3.14"],
    ["cpython-3.13.0+freethreaded-linux-x86_64-gnu", "3.13.0"],
  ])("%s asks for a free-threaded Python, and is refused with the version that exists", (text, exists) => {
    expect(refusal(text)).toContain(`no free-threaded build for WASI.\nWhat to do: Write ${exists}.\n`);
  });

  test.each(["pypy3.11", "pypy3.11-nightly", "graalpy-25.0", "miniconda3-4.7.12", "jython-2.7.3"])(
    "%s is another implementation, and is refused as that",
    (text) => expect(refusal(text)).toMatch(/asks for [a-z]+, and only CPython can be built for WASI/),
  );

  test("Python 2 is refused as too old", () => expect(refusal("2.7")).toMatch("Python 2.7 is older than every"));

  test("3.10 without quotes is recognised as YAML's number 3.1", () => {
    expect(refusal("3.1")).toMatch(/Where 3\.10 was meant, quote it/);
  });

  test.each(["three", "3.13 or later", "3.13.5.1.x", ">=", "==x.y", "3.13; 3.14", "3,11"])(
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
  expect(whence(request)).toBe("from python on PATH: 3.13.9");
});
