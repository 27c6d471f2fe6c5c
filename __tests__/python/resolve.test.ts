import { describe, expect, test } from "@jest/globals";
import {
  type PythonRequest,
  requiredRequest,
  versionFromInput,
  versionFromInterpreter,
} from "../../src/python/request.ts";
import { minorsFor, resolveTarget } from "../../src/python/resolve.ts";
import { type PythonVersion, parsePythonVersion } from "../../src/python/version.ts";
import { UserError } from "../../src/report/errors.ts";

const python = (text: string): PythonVersion => {
  const version = parsePythonVersion(text);
  if (!version) throw new Error(`not a version: ${text}`);
  return version;
};
const available = ["3.13.2", "3.13.11", "3.13.9", "3.12.4", "3.14.0rc1", "3.15.0b2", "3.15.0b10"].map(python);
const onPath = (text: string) => versionFromInterpreter(python(text), "python on PATH");

describe("a version that the user wrote down", () => {
  test("is met exactly", () => {
    expect(resolveTarget(versionFromInput("3.13.9"), available)).toEqual({
      version: python("3.13.9"),
      reason: "from python-version: 3.13.9",
    });
  });

  test("is never replaced by a neighbour; the neighbours are named", () => {
    const resolve = () => resolveTarget(versionFromInput("3.13.10"), available);
    expect(resolve).toThrow("No CPython 3.13.10 (python-version) for WASI can be had.");
    expect(resolve).toThrow(
      expect.objectContaining({
        code: "WASI-CPYTHON-NOT-FOUND",
        remedy: expect.stringContaining("3.13.2, 3.13.9, 3.13.11"),
      }),
    );
  });

  test("may be a pre-release", () => {
    expect(resolveTarget(versionFromInput("3.15.0b2"), available).version.text).toBe("3.15.0b2");
  });
});

describe("a minor version", () => {
  test("means its newest release", () => {
    const { version, reason } = resolveTarget(versionFromInput("3.13"), available);
    expect(version.text).toBe("3.13.11");
    expect(reason).toBe("from python-version: 3.13, of which it is the newest that can be had for WASI");
  });

  test("that has only pre-releases is not met by one unasked", () => {
    expect(() => resolveTarget(versionFromInput("3.15"), available)).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining("Use one of 3.15.0b2, 3.15.0b10") }),
    );
  });

  test("of which nothing exists is answered with the minor versions that do", () => {
    expect(() => resolveTarget(versionFromInput("3.10"), available)).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining("Use a version of 3.12, 3.13, 3.14, 3.15") }),
    );
  });
});

describe("a minor version with -dev", () => {
  test("is met by the newest pre-release where there is no release", () => {
    expect(resolveTarget(versionFromInput("3.15-dev"), available).version.text).toBe("3.15.0b10");
  });

  test("is met by the release where there is one", () => {
    expect(resolveTarget(versionFromInput("3.13-dev"), available).version.text).toBe("3.13.11");
  });
});

describe("a range", () => {
  const required = (text: string): PythonRequest =>
    requiredRequest({ text, source: "pyproject.toml: requires-python", dialect: "pep440" });

  test("admits minor versions, newest first, of which the machine's Python decides", () => {
    expect(minorsFor(required(">=3.11"), available)).toEqual(["3.13", "3.12"]);
    expect(resolveTarget(required(">=3.11"), available, "3.12").version.text).toBe("3.12.4");
  });

  test("says where it came from", () => {
    expect(resolveTarget(required(">=3.11"), available, "3.13").reason).toBe(
      "from pyproject.toml: requires-python >=3.11, of which it is the newest that this machine can build for",
    );
  });

  test("admits pre-releases only where it names one", () => {
    expect(minorsFor(required(">=3.14"), available)).toEqual([]);
    expect(minorsFor(required(">=3.15.0b1"), available)).toEqual(["3.15"]);
  });

  test("that nothing meets is answered with what there is", () => {
    expect(() => resolveTarget(required(">=3.16"), available)).toThrow(
      "No CPython >=3.16 (pyproject.toml: requires-python) for WASI can be had.",
    );
  });

  test.each(["==3.13", ">=3.12, == 3.13"])(
    "%s, which holds for 3.13.0 alone, is shown the spelling that is meant",
    (text) => {
      const resolve = () =>
        resolveTarget(
          required(text),
          available.filter((version) => version.text !== "3.13.0"),
          "3.13",
        );
      expect(resolve).toThrow(
        expect.objectContaining({
          remedy: expect.stringContaining("Where any 3.13 was meant: ==3.13.* (==3.13 is 3.13.0 alone)."),
        }),
      );
    },
  );
});

describe("the version of an interpreter on PATH", () => {
  test("is met exactly where that can be had", () => {
    expect(resolveTarget(onPath("3.13.2"), available)).toEqual({
      version: python("3.13.2"),
      reason: "from python on PATH: 3.13.2",
    });
  });

  test("is met by the newest release of its minor version otherwise, and the reason says so", () => {
    const { version, reason } = resolveTarget(onPath("3.12.1"), available);
    expect(version.text).toBe("3.12.4");
    expect(reason).toBe(
      "from python on PATH: 3.12.1, whose ABI it has; it is the newest 3.12 that can be had for WASI",
    );
  });
});

test("where a mirror has no CPython at all the error says what helps", () => {
  expect(() => resolveTarget(versionFromInput("3.13"), [])).toThrow(UserError);
  expect(() => resolveTarget(versionFromInput("3.13"), [])).toThrow(
    expect.objectContaining({ remedy: expect.stringMatching(/^Give a mirror that has one, or give a CPython/) }),
  );
});
