import { describe, expect, test } from "@jest/globals";
import { errorLines } from "../../../src/build/failures/error-lines.ts";

const COMPILE = `[12/90] Compiling C object mod.so.p/mod.c.o
FAILED: mod.so.p/mod.c.o
wasi-cc -c mod.c
mod.c:3:10: fatal error: 'yaml.h' file not found
    3 | #include <yaml.h>
      |          ^~~~~~~~
1 error generated.
[13/90] Compiling C object mod.so.p/other.c.o
ninja: build stopped: subcommand failed.`;

describe("the lines of a failed build", () => {
  test("are the compiler's error with its source and caret", () => {
    expect(errorLines(COMPILE)).toEqual([
      "mod.c:3:10: fatal error: 'yaml.h' file not found",
      "    3 | #include <yaml.h>",
      "      |          ^~~~~~~~",
    ]);
  });

  test.each([
    '../meson.build:7:0: ERROR: Dependency "openblas" not found',
    "CMake Error at CMakeLists.txt:4 (find_package):",
    "error[E0463]: can't find crate for `core`",
    "wasm-ld: error: unknown file type: x.o",
    "ModuleNotFoundError: No module named 'numpy.distutils': it went away",
    "pkg/mod.pyx:10:4: undeclared name not builtin: unicode",
    "ERROR: No matching distribution found for nothing-like-it",
    "make: *** [Makefile:3: all] Error 1",
  ])("include %s", (line) => expect(errorLines(`before\n${line}\nafter`)).toContain(line));

  test("leave out what front ends say on top", () => {
    expect(errorLines("x.c:1:1: error: no\nsubprocess.CalledProcessError: Command 'ninja' returned 1")[0]).toBe(
      "x.c:1:1: error: no",
    );
    expect(errorLines("subprocess.CalledProcessError: Command: 1\nx.c:1:1: error: no")).toEqual(["x.c:1:1: error: no"]);
  });

  test("are the last ones where none looks like an error", () => {
    const output = Array.from({ length: 40 }, (_, i) => `line ${i}`).join("\n");
    expect(errorLines(output)).toHaveLength(12);
    expect(errorLines(output).at(-1)).toBe("line 39");
  });

  test("are never more than 24", () => {
    expect(errorLines("a.c:1:1: error: x\n".repeat(500)).length).toBeLessThanOrEqual(24);
  });
});
