/** Why no test was run at all. */
import { UserError } from "../report/errors.ts";
import type { TestCommand } from "./test-command.ts";

/** Modules of the standard library that a build can leave out and that test tools want. */
const LEFT_OUT = /No module named '_?(zlib|bz2|lzma|sqlite3)'|_(zlib|bz2|lzma|sqlite3) is a stand-in/;

export function cannotStart({ text }: TestCommand, message: string, details: readonly string[]): UserError {
  const lines = details.filter((line) => line !== "");
  const module = LEFT_OUT.exec(lines.join("\n"))
    ?.slice(1)
    .find((name) => name !== undefined);
  return new UserError(
    "WASI-TEST-SESSION",
    `The tests of "${text}" could not be started: ${message}.`,
    module === undefined
      ? "The lines above are what the test tool said. The usual causes: an option it does not have, a path that is not there, a conftest.py or a plug-in that does not import."
      : `The interpreter was built without ${module}, which the test tool, a plug-in or a conftest.py imports.`,
    lines,
  );
}

export function lacksModule({ text }: TestCommand, module: string): UserError {
  return new UserError(
    "WASI-TEST-COMMAND",
    `${text} needs the module ${module}, which the guest has not.`,
    "Name it in test-requires.",
  );
}

export function lastLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(-30);
}
