import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { formatSysconfigData, parseSysconfigData } from "../../../src/cpython/layout/sysconfig-data.ts";

describe("the sysconfig data module", () => {
  test("of 3.11, which pprint broke into lines, is read", () => {
    const text = [
      "# system configuration generated and used by the sysconfig module",
      "build_time_vars = {'ABIFLAGS': '',",
      " 'ALT_SOABI': 0,",
      " 'CC': '/opt/wasi-sdk/bin/clang '",
      "       '--sysroot=/opt/wasi-sdk/share/wasi-sysroot',",
      ` 'CONFIG_ARGS': "'-C' "`,
      `                "'--host=wasm32-unknown-wasi'",`,
      ` 'MULTIARCH_CPPFLAGS': '-DMULTIARCH=\\\\"wasm32-wasi\\\\"',`,
      " 'SIZEOF_LONG': 4}",
    ].join("\n");
    expect(parseSysconfigData(text)).toEqual({
      ABIFLAGS: "",
      ALT_SOABI: 0,
      CC: "/opt/wasi-sdk/bin/clang --sysroot=/opt/wasi-sdk/share/wasi-sysroot",
      CONFIG_ARGS: "'-C' '--host=wasm32-unknown-wasi'",
      MULTIARCH_CPPFLAGS: '-DMULTIARCH=\\"wasm32-wasi\\"',
      SIZEOF_LONG: 4,
    });
  });

  test("of 3.13, one variable a line, is read", () => {
    const text =
      "# comment\nbuild_time_vars = {\n    'AC_APPLE': -1,\n    'EXT_SUFFIX': '.cpython-313-wasm32-wasi.so',\n}\n";
    expect(parseSysconfigData(text)).toEqual({ AC_APPLE: -1, EXT_SUFFIX: ".cpython-313-wasm32-wasi.so" });
  });

  test("is written in the order of its keys, one a line", () => {
    expect(formatSysconfigData({ b: "it's", a: 1 })).toBe(
      "# system configuration generated and used by the sysconfig module\nbuild_time_vars = {\n    'a': 1,\n    'b': 'it\\'s',\n}\n",
    );
  });

  test("comes back as it was, whatever its values", () => {
    const value = fc.oneof(fc.string({ unit: "binary" }), fc.integer());
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), value, { noNullPrototype: true }), (vars) => {
        expect(parseSysconfigData(formatSysconfigData(vars))).toEqual(vars);
      }),
    );
  });

  test.each([
    ["nothing of the kind", "print('hello')"],
    ["half a file", "build_time_vars = {'CC': 'clang',"],
    ["another literal", "build_time_vars = {'CC': ['clang']}"],
    ["a key without value", "build_time_vars = {'CC', 'clang'}"],
  ])("that is %s is a syntax error", (_, text) => expect(() => parseSysconfigData(text)).toThrow(SyntaxError));

  test("that is any other text is read or a syntax error, never an endless loop", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseSysconfigData(`build_time_vars = {${text}`);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
    );
  });
});
