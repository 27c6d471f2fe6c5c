import { describe, expect, test } from "@jest/globals";
import { COMMANDS, type CommandName, flagsOf, parseArguments } from "../../src/inputs/arguments.ts";

const parse = (line: string, env = {}) => parseArguments(line.split(" ").filter(Boolean), env);

describe("the command line", () => {
  test("takes packages and flags in any order", () => {
    const line = parse("build numpy --python-version 3.11 markupsafe --mirror=http://127.0.0.1:8000 -v");
    expect(line).toMatchObject({ command: "build", operands: ["numpy", "markupsafe"] });
    expect(line.inputs).toMatchObject({ pythonVersion: "3.11", mirror: "http://127.0.0.1:8000", verbosity: 1 });
  });

  test("takes -C as pip and build do, once for each setting", () => {
    expect(parse("build . -C setup-args=-Dblas=none -C setup-args=-Dlapack=none").inputs.configSettings).toEqual([
      "setup-args=-Dblas=none",
      "setup-args=-Dlapack=none",
    ]);
  });

  test("hands all that follows the program to Python", () => {
    expect(parse("run --out-dir out -c print(1) --python-version 3").operands).toEqual([
      "-c",
      "print(1)",
      "--python-version",
      "3",
    ]);
    expect(parse("run -- --version").operands).toEqual(["--version"]);
  });

  test("takes the name of a shell behind --shell, with or without =", () => {
    for (const text of ["env --shell fish", "env --shell=fish"]) {
      const { operands, switches } = parse(text);
      expect([operands, [...switches]]).toEqual([["fish"], ["shell"]]);
    }
  });

  test.each([
    ["setup numpy", "numpy"],
    ["doctor ./project", "./project"],
    ["env fish zsh", "zsh"],
  ])("refuses %s, of which %s would be passed over", (text, surplus) => {
    expect(() => parse(text)).toThrow(`takes no "${surplus}".`);
  });

  test("takes --no-NAME for the opposite of a boolean", () => {
    expect(parse("build . --no-wheel-cache").inputs.wheelCache).toBe(false);
    expect(parse("build --no-strict .").operands).toEqual(["."]);
    expect(() => parse("lock --no-wheel-cache")).toThrow("pywasi lock has no flag --no-wheel-cache.");
  });

  test("lets a boolean stand alone or have a value", () => {
    expect(parse("build . --keep-debug").inputs.keepDebug).toBe(true);
    expect(parse("build --keep-debug .").operands).toEqual(["."]);
    expect(parse("build . --strict false").inputs.strict).toBe(false);
    expect(parse("build . --strict=false").inputs.strict).toBe(false);
  });

  test("reads an input that is not given from PYWASI_… in the environment", () => {
    expect(parse("setup", { PYWASI_PYTHON_VERSION: "3.13" }).inputs.pythonVersion).toBe("3.13");
    expect(parse("setup --python-version 3.11", { PYWASI_PYTHON_VERSION: "3.13" }).inputs.pythonVersion).toBe("3.11");
  });

  test("refuses a command or flag that does not exist, naming those that do", () => {
    expect(() => parse("instal")).toThrow(
      expect.objectContaining({ code: "WASI-INPUT-UNKNOWN", remedy: expect.stringMatching(/setup/) }),
    );
    expect(() => parse("run --strict true -c 1")).toThrow(/pywasi run has no flag --strict/);
    expect(() => parse("setup --python-version")).toThrow(/needs a value/);
  });

  test("answers with help where nothing is said, or where it is asked for", () => {
    expect(parse("").command).toBe("help");
    expect(parse("build --help")).toMatchObject({ command: "help", operands: ["build"] });
  });

  test.each(Object.keys(COMMANDS))("lists the flags of %s", (command) => {
    expect(flagsOf(command as CommandName).length).toBeGreaterThan(0);
  });
});
