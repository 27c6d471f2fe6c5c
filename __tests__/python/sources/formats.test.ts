import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { decodedText } from "../../../src/python/sources/decoded-text.ts";
import { pipfileVersions } from "../../../src/python/sources/pipfile.ts";
import { plainVersions } from "../../../src/python/sources/plain-file.ts";
import { pyprojectVersions } from "../../../src/python/sources/pyproject.ts";
import { toolVersions } from "../../../src/python/sources/tool-versions.ts";
import { formatOf } from "../../../src/python/sources/version-file.ts";
import { UserError } from "../../../src/report/errors.ts";

const texts = (statements: readonly { readonly text: string }[]) => statements.map(({ text }) => text);

describe(".python-version", () => {
  test("names one version, with or without a line end", () => {
    expect(plainVersions("3.13.5\n", ".python-version")).toEqual([
      { text: "3.13.5", source: ".python-version", dialect: "setup-python" },
    ]);
    expect(texts(plainVersions("3.13", ".python-version"))).toEqual(["3.13"]);
  });

  test("with several lines puts the last first, the one that setup-python leaves on PATH", () => {
    expect(texts(plainVersions("3.12\r\n3.13\r\n", ".python-version"))).toEqual(["3.13", "3.12"]);
  });

  test.each(["3.12 3.13", "3.12, 3.13", "[3.12, 3.13]", '["3.12","3.13"]'])(
    "may list several in one line: %s",
    (line) => {
      expect(texts(plainVersions(line, "python-version"))).toEqual(["3.13", "3.12"]);
    },
  );

  test.each([">=3.11,<3.13", "3.12 || 3.13", "3.11 - 3.13", "~3.13, !=3.13.1"])(
    "has a range in one piece: %s",
    (line) => {
      expect(texts(plainVersions(line, "python-version"))).toEqual([line]);
    },
  );

  test("may be written by Windows PowerShell, as UTF-16, or with a mark in front", () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x33, 0, 0x2e, 0, 0x31, 0, 0x33, 0, 0x0d, 0, 0x0a, 0]);
    const bigEndian = Uint8Array.from([0xfe, 0xff, 0, 0x33, 0, 0x2e, 0, 0x31, 0, 0x33]);
    const utf8 = Uint8Array.from([0xef, 0xbb, 0xbf, 0x33, 0x2e, 0x31, 0x33]);
    for (const bytes of [utf16, bigEndian, utf8]) {
      expect(texts(plainVersions(decodedText(bytes), ".python-version"))).toEqual(["3.13"]);
    }
  });

  test("may have comments, empty lines and the name of a virtual environment behind the version", () => {
    expect(texts(plainVersions("# ours\n\n3.12.1/envs/app # see docs\n", ".python-version"))).toEqual(["3.12.1"]);
  });

  test("of comments alone names nothing", () => expect(plainVersions("# later\n", ".python-version")).toEqual([]));
});

describe(".tool-versions", () => {
  test("has a tool a line, of which python counts", () => {
    expect(texts(toolVersions("nodejs 24.1.0\n  python 3.13.5 # ours\nruby 3.4\n", ".tool-versions"))).toEqual([
      "3.13.5",
    ]);
  });

  test("lists fallbacks, the first of which is used", () => {
    expect(texts(toolVersions("python 3.13.5 3.12.1 system\n", ".tool-versions"))).toEqual(["3.13.5", "3.12.1"]);
  });

  test.each([
    "python system",
    "python ref:v3.13.0",
    "python path:~/src/cpython",
    "python-launcher 1.0.1",
    "#python 3.12",
    "",
  ])("%j names no version", (text) => expect(toolVersions(text, ".tool-versions")).toEqual([]));
});

describe("pyproject.toml", () => {
  test("with a number in place of a text has a statement that nobody can read, for 3.10 is 3.1 then", () => {
    const [statement] = pyprojectVersions("[project]\nrequires-python = 3.10\n", "pyproject.toml");
    expect(statement?.text).toBe("3.1 without quotes");
  });

  test("says it in requires-python", () => {
    expect(pyprojectVersions('[project]\nname = "x"\nrequires-python = ">=3.11"\n', "pyproject.toml")).toEqual([
      { text: ">=3.11", source: "pyproject.toml: requires-python", dialect: "pep440" },
    ]);
  });

  test.each([
    '[tool.poetry.dependencies]\npython = "^3.11"\n',
    '[tool.poetry.dependencies]\npython = { version = "^3.11", optional = true }\n',
    '[project]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.11"\n',
  ])("of Poetry says it among the dependencies: %j", (text) => {
    expect(pyprojectVersions(text, "pyproject.toml")).toMatchObject([
      { text: "^3.11", source: "pyproject.toml: tool.poetry.dependencies.python" },
    ]);
  });

  test.each(['[build-system]\nrequires = ["setuptools"]\n', 'project = "x"\n', ""])(
    "without it names nothing: %j",
    (text) => expect(pyprojectVersions(text, "pyproject.toml")).toEqual([]),
  );

  test("with Windows line ends is read as well", () => {
    expect(texts(pyprojectVersions('[project]\r\nrequires-python = ">=3.12"\r\n', "pyproject.toml"))).toEqual([
      ">=3.12",
    ]);
  });

  test("that is not TOML is an error with the place", () => {
    expect(() => pyprojectVersions('[project]\nrequires-python = ">=3.11\n', "sub/pyproject.toml")).toThrow(
      expect.objectContaining({
        code: "WASI-PYTHON-VERSION",
        message: expect.stringMatching(/^sub\/pyproject\.toml is not TOML: line 2, column \d+: /),
      }),
    );
  });

  test("of any content at all is read, or is a coded error", () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(
          "[project]",
          "[tool.poetry.dependencies]",
          "[[project]]",
          "[tool]",
          "[requires]",
          "__proto__ = {}",
        ),
        fc.constantFrom(
          'requires-python = ">=3.11"',
          "requires-python = [1]",
          'python = "^3.9"',
          "python = {version = 3}",
        ),
        fc.constantFrom(
          "poetry = 1",
          'project.requires-python = "3"',
          'constructor = "x"',
          "a = '''",
          "\u0000",
          "x = nan",
        ),
        fc.string(),
      ),
    );
    for (const read of [pyprojectVersions, pipfileVersions]) {
      fc.assert(
        fc.property(lines, (parts) => {
          try {
            for (const { text } of read(parts.join("\n"), "pyproject.toml")) expect(text.trim()).not.toBe("");
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        }),
        { numRuns: 1000 },
      );
    }
  });
});

describe("Pipfile", () => {
  test.each([
    ['[requires]\npython_version = "3.13"\n', "3.13", "Pipfile: python_version"],
    ['[requires]\npython_version = "3.13"\npython_full_version = "3.13.5"\n', "3.13.5", "Pipfile: python_full_version"],
  ])("%j asks for %s", (text, version, source) => {
    expect(pipfileVersions(text, "Pipfile")).toMatchObject([{ text: version, source }]);
  });

  test("without requirements names nothing", () => {
    expect(pipfileVersions('[packages]\nrequests = "*"\n', "Pipfile")).toEqual([]);
  });
});

describe("a version file", () => {
  test.each([
    ["pyproject.toml", pyprojectVersions],
    ["sub\\pyproject.toml", pyprojectVersions],
    ["ci/.tool-versions", toolVersions],
    ["Pipfile", pipfileVersions],
    ["ci/python.txt", plainVersions],
    [".python-version", plainVersions],
  ])("%s is read by its name", (path, format) => expect(formatOf(path)).toBe(format));
});
