import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Dialect, inRange, parseSpecifier } from "../../src/python/specifier.ts";
import { parsePythonVersion } from "../../src/python/version.ts";

const VERSIONS = ["3.11.0", "3.11.9", "3.12.0", "3.12.12", "3.13.0", "3.13.5", "3.14.0", "3.14.2", "3.15.0rc1"];

/** Which of the versions above a specifier admits. */
function admitted(text: string, dialect: Dialect): readonly string[] {
  const specifier = parseSpecifier(text, dialect);
  if (!specifier) throw new Error(`"${text}" was not read`);
  return VERSIONS.filter((candidate) => {
    const version = parsePythonVersion(candidate);
    if (!version) throw new Error(candidate);
    if (specifier.kind === "exact") return specifier.version.text === version.text;
    if (specifier.kind === "series")
      return version.minor === specifier.minor && (specifier.prereleases || version.phase === "final");
    return inRange(version, specifier.alternatives);
  });
}

const all = VERSIONS.slice(0, -1);

describe("what users of setup-python write", () => {
  test.each<[string, readonly string[]]>([
    ["3.x", all],
    ["3", all],
    ["*", all],
    ["latest", all],
    ["3.13", ["3.13.0", "3.13.5"]],
    ["3.13.x", ["3.13.0", "3.13.5"]],
    ["3.13.*", ["3.13.0", "3.13.5"]],
    ["v3.13", ["3.13.0", "3.13.5"]],
    ["=3.13", ["3.13.0", "3.13.5"]],
    ["==3.13.5", ["3.13.5"]],
    ["cpython-3.13", ["3.13.0", "3.13.5"]],
    ["cpython-3.13.5-linux-x86_64-gnu", ["3.13.5"]],
    ["latest:3.13", ["3.13.0", "3.13.5"]],
    ["3.15-dev", ["3.15.0rc1"]],
    ["^3.13", ["3.13.0", "3.13.5", "3.14.0", "3.14.2"]],
    ["~3.13", ["3.13.0", "3.13.5"]],
    ["~3.13.1", ["3.13.5"]],
    [">=3.11 <3.14", ["3.11.0", "3.11.9", "3.12.0", "3.12.12", "3.13.0", "3.13.5"]],
    [">= 3.11, < 3.12", ["3.11.0", "3.11.9"]],
    ["3.11 - 3.12", ["3.11.0", "3.11.9", "3.12.0", "3.12.12"]],
    ["3.11 || 3.14", ["3.11.0", "3.11.9", "3.14.0", "3.14.2"]],
    ["<=3.12", ["3.11.0", "3.11.9", "3.12.0", "3.12.12"]],
    [">3.13", ["3.14.0", "3.14.2"]],
    ["~3.15.0-0", ["3.15.0rc1"]],
    [">=3.15.0-alpha.1", ["3.15.0rc1"]],
    [">=3.12,!=3.13.*,<3.14", ["3.12.0", "3.12.12"]],
  ])("%s admits %j", (text, versions) => expect(admitted(text, "setup-python")).toEqual(versions));
});

describe("requires-python, which is PEP 440's", () => {
  test.each<[string, readonly string[]]>([
    [">=3.9", all],
    ["~=3.13", ["3.13.0", "3.13.5", "3.14.0", "3.14.2"]],
    ["~=3.13.0", ["3.13.0", "3.13.5"]],
    [">=3.11,<3.14,!=3.12.*", ["3.11.0", "3.11.9", "3.13.0", "3.13.5"]],
    ["==3.13.*", ["3.13.0", "3.13.5"]],
    ["===3.13.5", ["3.13.5"]],
    [">3.13,<3.14", ["3.13.5"]],
    // The mistake that pip punishes: 3.13.5 is newer than 3.13.
    ["<=3.13,>=3.12", ["3.12.0", "3.12.12", "3.13.0"]],
    ["==3.13", ["3.13.0"]],
    [">=3.15.0b1", ["3.15.0rc1"]],
    // What Poetry writes into its own table.
    ["^3.13", ["3.13.0", "3.13.5", "3.14.0", "3.14.2"]],
    ["~3.13 || 3.11.*", ["3.11.0", "3.11.9", "3.13.0", "3.13.5"]],
    // No PEP 440, but setuptools took it for years.
    [">=3.14.*", ["3.14.0", "3.14.2"]],
  ])("%s admits %j", (text, versions) => expect(admitted(text, "pep440")).toEqual(versions));
});

describe("any text", () => {
  const parts = fc.constantFrom(
    ...[
      "3",
      "3.",
      ".x",
      "*",
      "13",
      "-dev",
      ">=",
      "<",
      "~",
      "^",
      "=",
      "!",
      "||",
      ",",
      " ",
      " - ",
      "rc1",
      "-0",
      "t",
      "v",
    ],
    ...["99999999999", "\n", "١", "python", "latest:", "+", "post1", ".dev0", "==="],
  );
  const texts = fc.oneof(fc.string(), fc.string({ unit: parts }));

  test.each<Dialect>(["setup-python", "pep440"])(
    "is read or refused in the dialect %s, never an exception",
    (dialect) => {
      fc.assert(
        fc.property(texts, (text) => {
          const specifier = parseSpecifier(text, dialect);
          // What was read can be used.
          if (specifier?.kind === "range") for (const version of VERSIONS) parsePythonVersion(version);
          if (specifier) admitted(text, dialect);
        }),
        { numRuns: 2000 },
      );
    },
  );

  test("a release that is written down is read as itself, in either dialect", () => {
    const numbers = fc.tuple(fc.integer({ min: 4, max: 99 }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(numbers, fc.constantFrom("", "a1", "b2", "rc3"), ([minor, patch], pre) => {
        const text = `3.${minor}.${patch}${pre}`;
        for (const dialect of ["setup-python", "pep440"] as const) {
          expect(parseSpecifier(text, dialect)).toMatchObject({ kind: "exact", version: { text } });
        }
      }),
    );
  });

  test("a lower and an upper bound admit what lies between, however they are spaced", () => {
    const spaces = fc.constantFrom("", " ", "  ");
    const bounds = fc.tuple(fc.integer({ min: 8, max: 16 }), fc.integer({ min: 8, max: 16 }));
    fc.assert(
      fc.property(bounds, spaces, fc.constantFrom(",", " ", " , "), ([low, high], space, between) => {
        const text = `>=${space}3.${low}${between}<${space}3.${high}`;
        const minors = all.filter((version) => {
          const minor = Number(version.split(".")[1]);
          return minor >= low && minor < high;
        });
        expect(admitted(text, "setup-python")).toEqual(minors);
        expect(admitted(text, "pep440")).toEqual(minors);
      }),
    );
  });
});
