import { describe, expect, test } from "@jest/globals";
import { ownWords } from "../../../src/build/failures/own-words.ts";

describe("the words that a failed build is known by", () => {
  test.each([
    [
      "the first error of the compiler, without folders",
      "cc -c a.c\n/scratch/src/unix/internal.h:246:39: error: token is not a valid binary operator\nb.c:1:1: error: more",
      "internal.h:246:39: error: token is not a valid binary operator",
    ],
    [
      "a header that is missing",
      "./x/y.h:3:10: fatal error: 'z.h' file not found",
      "y.h:3:10: fatal error: 'z.h' file not found",
    ],
    [
      "what Cython says",
      "pkg/mod.pyx:10:4: undeclared name not builtin: unicode",
      "mod.pyx:10:4: undeclared name not builtin: unicode",
    ],
    [
      "the exception that ended the build",
      "ValueError: caught\n  File \"setup.py\"\nRuntimeError: this needs Bazel.\nsubprocess.CalledProcessError: Command 'x' returned",
      "RuntimeError: this needs Bazel",
    ],
  ])("are %s", (_, output, words) => expect(ownWords(output)).toBe(words));

  test.each([
    "conftest.c:9:10: fatal error: 'x.h' file not found",
    "_configtest.c:1:10: fatal error: 'x.h' file not found",
  ])("are not those of a check: %s", (line) => expect(ownWords(line)).toBeUndefined());

  test("are none where only the front end speaks, or the compiler warns", () => {
    expect(
      ownWords("a.c:1:1: warning: unused\nsubprocess.CalledProcessError: Command 'ninja' returned 1"),
    ).toBeUndefined();
  });
});
