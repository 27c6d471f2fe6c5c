/**
 * What a test command asks for: the guest runs Python and nothing else, so `pytest`, `python -m …`, `python -c …` and
 * `python FILE` are commands, and a program of the build machine is not.
 */
import { UserError } from "../report/errors.ts";

export interface TestCommand {
  /** Who runs the tests: our plug-in in pytest, our result in unittest, or nobody, where the exit code is the result. */
  readonly kind: "pytest" | "unittest" | "script";
  /** For `pytest` and `unittest` their own arguments, for a script `-c CODE`, `-m MODULE` or `FILE` with what follows. */
  readonly args: readonly string[];
  /** Options of the interpreter itself: `-W error`, `-X dev`. */
  readonly pythonOptions: readonly string[];
  /** Whether the folder that the tests run in leads the module path, as with `python -m`. */
  readonly fromFolder: boolean;
  /** From `NAME=VALUE` before the command. */
  readonly env: Readonly<Record<string, string>>;
  /** Guests at once, where the command itself says so (`-n 4`, of pytest-xdist). */
  readonly workers: number | undefined;
  /** As the user wrote it. */
  readonly text: string;
}

const PYTHON = /^(?:.*\/)?python(?:3(?:\.\d+)?)?$/;
const PYTEST = /^(?:.*\/)?(?:pytest|py\.test)$/;
/** Options of CPython's command line that take a value in the next word. */
const WITH_VALUE = new Set(["-W", "-X", "--check-hash-based-pycs"]);
/** Ways to ask pytest about something: it answers and runs nothing. */
const QUESTIONS = new Set([
  "--help",
  "-h",
  "--version",
  "-V",
  "--markers",
  "--fixtures",
  "--funcargs",
  "--fixtures-per-test",
  "--collect-only",
  "--co",
  "--cache-show",
  "--setup-plan",
  "--trace-config",
]);

/**
 * @param words of the command, as a shell would hand them over
 * @throws {UserError} WASI-TEST-COMMAND for what is not Python
 */
export function testCommand(words: readonly string[]): TestCommand {
  const text = words.join(" ");
  const env: Record<string, string> = {};
  let first = 0;
  for (; /^[A-Za-z_]\w*=/.test(words[first] ?? ""); first += 1) {
    const [name = "", ...value] = (words[first] ?? "").split("=");
    env[name] = value.join("=");
  }
  const [program = "", ...rest] = words.slice(first);
  const common = { pythonOptions: [], fromFolder: false, env, workers: undefined, text };
  if (PYTEST.test(program)) return pytest(rest, common);
  if (PYTHON.test(program)) return python(rest, common);
  throw new UserError(
    "WASI-TEST-COMMAND",
    program === "" ? "There is no test command." : `"${program}" is not a command that python.wasm can run.`,
    "The guest runs Python only: write pytest …, python -m pytest …, python -m unittest …, python -c CODE, python -m MODULE or python FILE.",
  );
}

type Common = Pick<TestCommand, "pythonOptions" | "fromFolder" | "env" | "workers" | "text">;

function python(words: readonly string[], common: Common): TestCommand {
  let at = 0;
  for (; /^-[^cm-]/.test(words[at] ?? "") || WITH_VALUE.has(words[at] ?? ""); at += 1) {
    if (WITH_VALUE.has(words[at] ?? "")) at += 1;
  }
  const [pythonOptions, rest] = [words.slice(0, at), words.slice(at)];
  const asked: Common = { ...common, pythonOptions, fromFolder: rest[0] === "-m" || rest[0] === "-c" };
  if (rest.length === 0) {
    throw new UserError(
      "WASI-TEST-COMMAND",
      `"${common.text}" would wait for Python code on standard input.`,
      "Say what to run: -m MODULE, -c CODE or FILE.",
    );
  }
  if (rest[0] === "-m" && rest[1] === "pytest") return pytest(rest.slice(2), asked);
  if (rest[0] === "-m" && rest[1] === "unittest" && !rest.includes("-h") && !rest.includes("--help")) {
    return { kind: "unittest", args: rest.slice(2), ...asked };
  }
  return { kind: "script", args: rest, ...asked };
}

function pytest(args: readonly string[], common: Common): TestCommand {
  if (args.some((argument) => QUESTIONS.has(argument))) {
    return { kind: "script", args: ["-m", "pytest", "--capture=sys", "-p", "no:faulthandler", ...args], ...common };
  }
  const kept: string[] = [];
  let workers: number | undefined;
  for (let i = 0; i < args.length; i += 1) {
    const argument = args[i] ?? "";
    // pytest-xdist starts processes; what it is asked for, several workers, we have.
    const count = /^(?:-n|--numprocesses)(?:=?(\d+|auto|logical))?$/.exec(argument);
    if (count) {
      const value = count[1] ?? args[++i] ?? "";
      workers = /^\d+$/.test(value) && Number(value) > 0 ? Number(value) : undefined;
    } else if (argument === "--dist") i += 1;
    else if (!argument.startsWith("--dist=")) kept.push(argument);
  }
  return { kind: "pytest", args: kept, ...common, workers };
}

/**
 * The commands of a `test-command` input: one a line, `&&` also parts them, words as in a POSIX shell, without its
 * expansions; `{project}` and `{package}` are the folder that the tests run in, as cibuildwheel has them.
 * @throws {UserError} WASI-TEST-COMMAND
 */
export function testCommands(text: string, folder: string): readonly TestCommand[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.trim().startsWith("#"))
    .flatMap((line) => commandsOf(line, folder))
    .map(testCommand);
}

function commandsOf(line: string, folder: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const word of shellSplit(line)) {
    if (word === "&&") commands.push([]);
    else commands.at(-1)?.push(word.replace(/\{(?:project|package)\}/g, folder));
  }
  return commands;
}

/** Words of a line with the quotes and backslashes of a POSIX shell. @throws {UserError} WASI-TEST-COMMAND */
export function shellSplit(line: string): readonly string[] {
  const words: string[] = [];
  const word = /(?:[^\s"'\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/gy;
  let at = 0;
  while (at < line.length) {
    const space = /\s*/y;
    space.lastIndex = at;
    space.exec(line);
    at = space.lastIndex;
    if (at >= line.length) break;
    word.lastIndex = at;
    const match = word.exec(line);
    if (!match) {
      throw new UserError(
        "WASI-TEST-COMMAND",
        `A quote is not closed in the test command: ${line}`,
        "Close the quote, or write a backslash before it.",
      );
    }
    at = word.lastIndex;
    words.push(unquoted(match[0]));
  }
  return words;
}

function unquoted(word: string): string {
  return word.replace(/\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"/g, (_, escaped, single, double) =>
    escaped !== undefined ? escaped : single !== undefined ? single : String(double).replace(/\\(["\\$`])/g, "$1"),
  );
}
