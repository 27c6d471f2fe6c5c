/** The problem matchers on what the tools really printed, read as the runner reads them: line by line, patterns in order. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import matchers from "../../src/report/problem-matchers.json" with { type: "json" };

interface Problem {
  readonly severity: string;
  readonly file?: string;
  readonly line?: number;
  readonly message: string;
}

interface Pattern {
  readonly regexp: string;
  readonly file?: number;
  readonly line?: number;
  readonly severity?: number;
  readonly message?: number;
}

/** Everything that one matcher finds. A pattern of several lines must match lines that follow each other. */
function problems(owner: string, fixture: string): Problem[] {
  const text = readFileSync(join(import.meta.dirname, "fixtures", `${fixture}.txt`), "utf8");
  const matcher = matchers.problemMatcher.find((one) => one.owner === `pywasi-${owner}`);
  if (!matcher) throw new Error(`no matcher ${owner}`);
  const patterns: readonly Pattern[] = matcher.pattern;
  const lines = text.split("\n");
  return lines.flatMap((_line, start) => {
    const found: Record<string, string> = {};
    for (const [offset, pattern] of patterns.entries()) {
      const match = new RegExp(pattern.regexp).exec(lines[start + offset] ?? "");
      if (!match) return [];
      for (const key of ["file", "line", "severity", "message"] as const) {
        const group = pattern[key];
        if (group !== undefined && match[group] !== undefined) found[key] = match[group];
      }
    }
    const { severity = "error", file, line, message = "" } = found;
    return [
      {
        severity: severity.toLowerCase(),
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line: Number(line) }),
        message,
      },
    ];
  });
}

describe("the matcher of", () => {
  test("clang finds each error and warning with its place, and none of the lines around", () => {
    expect(problems("clang", "clang")).toEqual([
      expect.objectContaining({ severity: "error", file: "warn.c", line: 1 }),
      { severity: "warning", file: "warn.c", line: 1, message: "unused variable 'unused'" },
      expect.objectContaining({ severity: "error", file: "warn.c", line: 2 }),
      { severity: "error", file: "bad.c", line: 1, message: "'missing.h' file not found" },
    ]);
  });

  test("wasm-ld finds its errors, and not clang's echo of them", () => {
    expect(problems("wasm-ld", "wasm-ld")).toEqual([
      { severity: "error", message: "/scratch/l.o: undefined symbol: missing" },
    ]);
  });

  test("Meson finds the line of the build file", () => {
    expect(problems("meson", "meson")).toEqual([
      { severity: "error", file: "m/meson.build", line: 2, message: 'executable got unknown keyword arguments "foo"' },
    ]);
  });

  test("CMake takes the first line of the message, which stands below the place", () => {
    expect(problems("cmake", "cmake")).toEqual([
      { severity: "warning", file: "CMakeLists.txt", line: 3, message: "look out" },
      expect.objectContaining({ severity: "error", file: "CMakeLists.txt", line: 4 }),
    ]);
  });

  test("pytest finds where a test failed, and not the frames on the way there", () => {
    expect(problems("pytest", "pytest")).toEqual([
      { severity: "error", file: "test_it.py", line: 2, message: "AssertionError" },
      { severity: "error", file: "test_it.py", line: 1, message: "ValueError" },
    ]);
  });
});

test("no matcher finds anything in the output of another tool", () => {
  const names = ["clang", "wasm-ld", "meson", "cmake", "pytest"];
  const crossed = names.flatMap((owner) =>
    names.filter((fixture) => fixture !== owner).flatMap((fixture) => problems(owner, fixture)),
  );
  expect(crossed).toEqual([]);
});
