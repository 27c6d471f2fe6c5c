import { describe, expect, test } from "@jest/globals";
import { shellSplit, testCommand, testCommands } from "../../src/testing/test-command.ts";

describe("a test command", () => {
  test.each([
    ["pytest -x tests", "pytest", ["-x", "tests"], false],
    ["py.test", "pytest", [], false],
    ["python -m pytest --pyargs pkg", "pytest", ["--pyargs", "pkg"], true],
    ["python3.13 -m unittest discover -s t", "unittest", ["discover", "-s", "t"], true],
    ["python -c pass", "script", ["-c", "pass"], true],
    ["python -m pkg.selftest -q", "script", ["-m", "pkg.selftest", "-q"], true],
    ["python tests/run.py --all", "script", ["tests/run.py", "--all"], false],
  ])("%s is understood", (text, kind, args, fromFolder) => {
    expect(testCommand(shellSplit(text))).toMatchObject({ kind, args, fromFolder });
  });

  test("keeps options of Python itself", () => {
    expect(testCommand(shellSplit("python -W error -bb -X dev -m pytest -q"))).toMatchObject({
      kind: "pytest",
      args: ["-q"],
      pythonOptions: ["-W", "error", "-bb", "-X", "dev"],
    });
  });

  test("sets variables that stand before it", () => {
    expect(testCommand(shellSplit("A=1 B='x y=z' pytest")).env).toEqual({ A: "1", B: "x y=z" });
  });

  test.each([
    ["pytest -n 3 t", 3],
    ["pytest -n3 t", 3],
    ["pytest --numprocesses=auto t", undefined],
  ])("%s asks for workers as pytest-xdist does", (text, workers) => {
    expect(testCommand(shellSplit(text))).toMatchObject({ workers, args: ["t"] });
  });

  test.each(["pytest --version", "pytest --collect-only t", "python -m pytest --fixtures"])(
    "%s asks, and runs nothing",
    (text) => {
      expect(testCommand(shellSplit(text)).kind).toBe("script");
    },
  );

  test.each(["make check", "./run-tests.sh", "", "python", "A=1"])(
    "%p is refused with what to write instead",
    (text) => {
      expect(() => testCommand(shellSplit(text))).toThrow(expect.objectContaining({ code: "WASI-TEST-COMMAND" }));
    },
  );
});

describe("the input test-command", () => {
  test("has a command a line, && parts two, # begins a comment", () => {
    const commands = testCommands("# first\npytest a && python -c 'print(1)'\n\npytest b", "/p");
    expect(commands.map(({ kind, args }) => [kind, ...args])).toEqual([
      ["pytest", "a"],
      ["script", "-c", "print(1)"],
      ["pytest", "b"],
    ]);
  });

  test("puts the working folder where {project} or {package} stands", () => {
    expect(testCommands("pytest {project}/tests {package}/more", "/my p")[0]?.args).toEqual([
      "/my p/tests",
      "/my p/more",
    ]);
  });

  test("reads quotes and backslashes as a shell does", () => {
    expect(shellSplit(String.raw`a 'b c' "d \"e" f\ g h'i'"j"`)).toEqual(["a", "b c", 'd "e', "f g", "hij"]);
  });

  test("refuses a quote that is not closed", () => {
    expect(() => shellSplit("pytest -k 'a")).toThrow(expect.objectContaining({ code: "WASI-TEST-COMMAND" }));
  });
});
