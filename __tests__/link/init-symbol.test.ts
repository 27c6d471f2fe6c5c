import punycode from "node:punycode";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { exportedInit, exportHook, uniqueInit } from "../../src/link/init-symbol.ts";
import { inittabHeader } from "../../src/link/interpreter/inittab.ts";
import { encodePunycode } from "../../src/link/punycode.ts";

describe("the init function that Python calls", () => {
  test.each([
    ["pkg._mod", "PyInit__mod"],
    ["mod", "PyInit_mod"],
    // PEP 489's own examples.
    ["pkg.lančmít", "PyInitU_lanmt_2sa6t"],
    ["スパム", "PyInitU_zck5b2b"],
  ])("of %s is %s", (module, symbol) => expect(exportedInit(module)).toBe(symbol));

  test("has a counterpart of PEP 793, of the same encoding", () => {
    expect(exportHook("pkg.mod")).toBe("PyModExport_mod");
    expect(exportHook("スパム")).toBe("PyModExportU_zck5b2b");
  });

  test("is in punycode, as others write it", () => {
    const lower = fc.string({ unit: fc.constantFrom("a", "z", "0", "_", "é", "ß", "字", "😀") });
    fc.assert(
      fc.property(lower, (text) => {
        fc.pre(/[^\0-\x7f]/.test(text));
        expect(encodePunycode(text)).toBe(punycode.encode(text));
      }),
    );
  });
});

describe("the init function in the interpreter", () => {
  const name = fc.string({ unit: fc.constantFrom("a", "o", "x", "5", "_", ".", "é"), minLength: 1, maxLength: 6 });

  test("is a C identifier", () => {
    fc.assert(fc.property(name, (module) => expect(uniqueInit(module)).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/)));
  });

  test("is never the same for two modules", () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        if (a !== b) expect(uniqueInit(a)).not.toBe(uniqueInit(b));
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps a.b and a_b apart", () => {
    expect([uniqueInit("a.b"), uniqueInit("a_b")]).toEqual(["pywasi_init_a_ob", "pywasi_init_a__b"]);
  });
});

test("main is told of names outside ASCII, which CPython's own table of modules does not find", () => {
  expect(inittabHeader(["a.b", "ö"])).toContain("#define PYWASI_UNICODE_NAMES");
  expect(inittabHeader(["a.b"])).not.toContain("PYWASI_UNICODE_NAMES");
});

test("the table of modules has dotted names, as C strings", () => {
  expect(inittabHeader(["a.b", "ö"])).toContain(
    '  X("a.b", pywasi_init_a_ob) \\\n  X("\\303\\266", pywasi_init__xc3_xb6)\n',
  );
});
