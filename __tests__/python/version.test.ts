import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { comparePythonVersions, type PythonVersion, parsePythonVersion } from "../../src/python/version.ts";

const python = (text: string): PythonVersion => {
  const version = parsePythonVersion(text);
  if (!version) throw new Error(`not a version: ${text}`);
  return version;
};

describe("an exact version", () => {
  test.each([
    ["3.14.2", { minor: "3.14", patch: 2, phase: "final", serial: 0 }],
    ["3.15.0a7", { minor: "3.15", patch: 0, phase: "alpha", serial: 7 }],
    ["3.15.0b4", { minor: "3.15", patch: 0, phase: "beta", serial: 4 }],
    ["3.12.0rc3", { minor: "3.12", patch: 0, phase: "candidate", serial: 3 }],
    [" 3.11.8\n", { text: "3.11.8" }],
  ])("%j is read", (text, parts) => expect(parsePythonVersion(text)).toMatchObject(parts));

  test.each(["3.13", "3.13.5t", "3.x", "v3.13.5", "3.13.5.1", "3.13.5+", "2.7.18", "3.13.5 or so", ""])(
    "%j is none",
    (text) => expect(parsePythonVersion(text)).toBeUndefined(),
  );

  test("any text is read or refused, never an exception", () => {
    fc.assert(fc.property(fc.string(), (text) => expect(() => parsePythonVersion(text)).not.toThrow()));
  });
});

test("pre-releases come before their release, and ten after nine", () => {
  const ordered = [
    "3.9.18",
    "3.13.0a6",
    "3.13.0b1",
    "3.13.0rc1",
    "3.13.0rc2",
    "3.13.0",
    "3.13.9",
    "3.13.10",
    "3.14.0a1",
  ];
  const shuffled = fc.shuffledSubarray(ordered, { minLength: ordered.length });
  fc.assert(
    fc.property(shuffled, (texts) => {
      expect(
        texts
          .map(python)
          .sort(comparePythonVersions)
          .map(({ text }) => text),
      ).toEqual(ordered);
    }),
  );
});
