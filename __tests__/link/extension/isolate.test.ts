import { describe, expect, test } from "@jest/globals";
import { isolate } from "../../../src/link/extension/isolate.ts";
import { readComdats } from "../../../src/object/comdats.ts";
import { readSymbols, SymbolFlag } from "../../../src/object/symbol-table.ts";
import { smallObject, symbol } from "../../object/small-object.ts";

const { weak, local, hidden, exported, noStrip } = SymbolFlag;
const undefinedSymbol = SymbolFlag.undefined;

function flagsAfter(...symbols: Parameters<typeof symbol>[]): Record<string, number> {
  const { object } = isolate(smallObject({ symbols: symbols.map((each) => symbol(...each)) }));
  return Object.fromEntries(readSymbols(object).map((each) => [each.name, each.flags]));
}

describe("in an extension's object", () => {
  test("the init function stays visible, even where the source hides or weakens it", () => {
    expect(flagsAfter(["function", "PyInit_x", hidden | weak | exported, 1])).toEqual({ PyInit_x: 0 });
  });

  test("so does one in punycode", () => {
    expect(isolate(smallObject({ symbols: [symbol("function", "PyInitU_zck5b2b", 0, 1)] })).inits).toEqual([
      "PyInitU_zck5b2b",
    ]);
  });

  test("every other definition becomes local, weak ones too", () => {
    expect(
      flagsAfter(
        ["function", "f", weak, 1],
        ["data", "PyInit_x.defs", exported],
        ["global", "g", noStrip],
        ["table", "t", hidden],
      ),
    ).toEqual({ f: local, "PyInit_x.defs": local, g: local | noStrip, t: local | hidden });
  });

  test("what is undefined stays so, for libpython and libc to define", () => {
    expect(flagsAfter(["function", "other", undefinedSymbol, 0], ["data", "d", undefinedSymbol | weak])).toEqual({
      other: undefinedSymbol,
      d: undefinedSymbol | weak,
    });
  });

  test("a tag is left alone: a private one would never be caught elsewhere", () => {
    expect(flagsAfter(["tag", "__cpp_exception", weak])).toEqual({ __cpp_exception: weak });
  });

  test("COMDAT groups are dissolved, or the linker would merge two extensions' functions", () => {
    const comdats = [{ name: "inline", flags: 0, members: [{ kind: "function" as const, index: 1 }] }];
    expect(readComdats(isolate(smallObject({ comdats })).object)).toEqual([]);
  });

  test("what was exported besides is reported: by the source, or by the command line", () => {
    const symbols = [
      symbol("function", "api", 0, 1),
      symbol("function", "template", weak, 1),
      symbol("function", "inner", hidden, 1),
      symbol("function", "asked", hidden, 1),
      symbol("function", "attribute", hidden | exported, 1),
    ];
    expect(isolate(smallObject({ symbols }), ["asked"]).hidden).toEqual(["api", "asked", "attribute"]);
  });

  test("doing it twice changes nothing more", () => {
    const symbols = [symbol("function", "PyInit_x", 0, 1), symbol("function", "f", weak, 1)];
    const once = isolate(smallObject({ symbols })).object;
    expect(isolate(once).object).toEqual(once);
  });
});
