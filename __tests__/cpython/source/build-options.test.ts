import { describe, expect, test } from "@jest/globals";
import { configureOptions, isPlain, NO_OPTIONS } from "../../../src/cpython/source/build-options.ts";
import { branchOf } from "../../../src/cpython/source/build-recipe.ts";
import { errorOf } from "../../user-error.ts";

const args = (configure: readonly string[], minor: `3.${number}` = "3.13", assertions = false) =>
  configureOptions({ optimization: undefined, assertions, configure }, minor, branchOf(minor) ?? {});

test("without a wish there are none", () => {
  expect(args([])).toEqual([]);
  expect(isPlain(NO_OPTIONS)).toBe(true);
  expect(isPlain({ ...NO_OPTIONS, configure: ["-C"] })).toBe(false);
});

test("assertions come without a debug build's ABI", () =>
  expect(args([], "3.13", true)).toEqual(["--with-assertions"]));

test("arguments of the user's stand last, as they were written", () => {
  expect(args(["--without-doc-strings", "ac_cv_func_x=no"], "3.13", true)).toEqual([
    "--with-assertions",
    "--without-doc-strings",
    "ac_cv_func_x=no",
  ]);
});

describe("dynamic linking", () => {
  test("is for 3.15 and later", () => {
    expect(args(["--enable-wasm-dynamic-linking"], "3.15")).toEqual(["--enable-wasm-dynamic-linking"]);
  });

  test.each(["3.11", "3.12", "3.13", "3.14"] as const)(
    "is refused on %s, whose configure would stop",
    async (minor) => {
      const error = await errorOf(() => args(["--enable-wasm-dynamic-linking"], minor));
      expect(error.message).toBe(
        `cpython-configure: --enable-wasm-dynamic-linking cannot be used: configure of ${minor} refuses it for WASI; 3.15 is the first that takes it.`,
      );
    },
  );
});

test.each([
  ["--host=wasm32-wasi", "it is set already"],
  ["--with-build-python=/x", "it is set already"],
  ["--with-pydebug", "a debug build has an ABI of its own"],
  ["--disable-gil", "no free-threaded build for WASI"],
  ["--enable-shared", "no shared libraries"],
  ["--enable-wasm-pthreads", "wasm32-wasi-threads, which is not supported"],
  ["without-doc-strings", "neither an option nor NAME=VALUE"],
])("%s is refused before anything is built: %s", async (argument, reason) => {
  const error = await errorOf(() => args([argument]));
  expect(error.code).toBe("WASI-INPUT-VALUE");
  expect(error.message).toContain(reason);
});

test("a debug build is answered with what comes near it", async () => {
  expect((await errorOf(() => args(["--with-pydebug"]))).remedy).toBe("Set cpython-assertions to true.");
});
