import { expect, test } from "@jest/globals";
import { missingLibraries, remedyForLibraries } from "../../../src/build/failures/missing-libraries.ts";

test.each([
  ["x.c:1:10: fatal error: 'yaml.h' file not found", ["libyaml"]],
  ["Run-time dependency openblas found: NO (tried pkgconfig and cmake)", ["openblas"]],
  ['meson.build:3:0: ERROR: Dependency "libxml-2.0" not found, tried pkgconfig', ["libxml2"]],
  ["CMake Error: Could NOT find ZLIB (missing: ZLIB_LIBRARY ZLIB_INCLUDE_DIR)", ["zlib"]],
  ["No package 'libxslt' found", ["libxslt"]],
  ["wasm-ld: error: unable to find library -ljpeg", ["libjpeg-turbo"]],
  ["x.c:1:10: fatal error: 'other.h' file not found", []],
])("of %j the libraries that have a recipe are named", (output, names) => {
  expect(missingLibraries(output).map(({ name }) => name)).toEqual(names);
});

test("what to do is one line of native-deps, each library once", () => {
  const output = "fatal error: 'zlib.h' file not found\nfatal error: 'yaml.h' file not found\nNo package 'zlib' found";
  expect(remedyForLibraries(output)).toContain("add native-deps: zlib libyaml.");
  expect(remedyForLibraries("error: expected ';'")).toBeUndefined();
});
