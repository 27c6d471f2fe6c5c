import { describe, expect, test } from "@jest/globals";
import { ByteWriter } from "../../src/object/byte-writer.ts";
import { readComdats, withoutComdats } from "../../src/object/comdats.ts";
import { readDataSegments } from "../../src/object/data-segments.ts";
import { withCustomSection, withoutCustomSections } from "../../src/object/edit.ts";
import { readFunctionNames } from "../../src/object/function-names.ts";
import { describeType, readFunctionTypes } from "../../src/object/function-types.ts";
import { functionAt, readFunctions } from "../../src/object/functions.ts";
import { encodeInitFunctions, readInitFunctions } from "../../src/object/init-functions.ts";
import { readLinking, SubsectionType, withSubsection } from "../../src/object/linking-section.ts";
import { findSection, type ObjectFile, SectionId } from "../../src/object/object-file.ts";
import { readProducers } from "../../src/object/producers.ts";
import { encodeRelocations, findRelocations, readRelocations } from "../../src/object/relocations.ts";
import { readSegmentInfo } from "../../src/object/segment-info.ts";
import {
  editSymbols,
  readSymbols,
  type SymbolEdit,
  SymbolFlag,
  symbolNames,
  withSymbols,
} from "../../src/object/symbol-table.ts";
import { readTargetFeatures } from "../../src/object/target-features.ts";
import { custom, relocation, section, smallObject, symbol } from "./small-object.ts";

describe("symbols", () => {
  const symbols = [
    symbol("function", "defined", SymbolFlag.weak, 1),
    symbol("function", "other", SymbolFlag.undefined, 0),
    symbol("function", "renamed", SymbolFlag.undefined | SymbolFlag.explicitName, 0),
    symbol("data", "d", SymbolFlag.local),
    symbol("data", "elsewhere", SymbolFlag.undefined),
    symbol("section", "", SymbolFlag.local, 3),
    symbol("tag", "__cpp_exception", SymbolFlag.weak),
    symbol("table", "t"),
    symbol("global", "g"),
  ];

  test("come back as they were written, and undefined ones take the name of their import", () => {
    expect(readSymbols(smallObject({ symbols }))).toEqual(symbols);
  });

  test("of an import that is not there are refused", () => {
    const object = smallObject({ symbols: [symbol("function", "x", SymbolFlag.undefined, 7)] });
    expect(() => readSymbols(object)).toThrow(/undefined function symbol names import 7/);
  });

  test("are edited one by one: flags, a longer name, a name of its own for an import; all others stay", () => {
    const { local, undefined: absent, explicitName } = SymbolFlag;
    const edits: Readonly<Record<string, SymbolEdit>> = {
      defined: { flags: local },
      other: { flags: absent | explicitName, name: "of_this_module" },
      d: { flags: 0, name: "a".repeat(300) },
      t: { flags: SymbolFlag.absolute },
    };
    const edited = editSymbols(smallObject({ symbols }), (symbol) => edits[symbol.name()]);
    expect(readSymbols(edited)).toEqual(symbols.map((symbol) => ({ ...symbol, ...edits[symbol.name] })));
  });

  test("that nothing edits leave the object the very one that it was", () => {
    const object = smallObject({ symbols });
    expect(editSymbols(object, ({ kind, flags }) => (kind === "table" ? { flags } : undefined))).toBe(object);
  });

  test("are named by a condition", () => {
    expect(symbolNames(smallObject({ symbols }), ({ kind }) => kind === "data")).toEqual(["d", "elsewhere"]);
  });

  test("are none in a final module", () => expect(readSymbols({ file: "x", sections: [] })).toEqual([]));

  test("of an unknown kind are refused", () => {
    const object = withSubsection(smallObject(), SubsectionType.symbolTable, Uint8Array.of(1, 9, 0, 0));
    expect(() => readSymbols(object)).toThrow(/no known kind/);
  });

  test("that are followed by more bytes are refused, for the writer would lose them", () => {
    const object = withSubsection(smallObject(), SubsectionType.symbolTable, Uint8Array.of(0, 9));
    expect(() => readSymbols(object)).toThrow(/1 bytes follow the end of the symbol table/);
  });
});

describe("the linking section", () => {
  test("of another version than 2 is refused", () => {
    const object = { file: "x.o", sections: [custom("linking", Uint8Array.of(1))] };
    expect(() => readLinking(object)).toThrow(/version 1 of the linking section is not version 2/);
  });

  test("gets a subsection that it did not have, and loses one", () => {
    const init = [{ priority: 65535, symbol: 0 }];
    const added = withSubsection(smallObject(), SubsectionType.initFunctions, encodeInitFunctions(init));
    expect(readInitFunctions(added)).toEqual(init);
    expect(readInitFunctions(withSubsection(added, SubsectionType.initFunctions, undefined))).toEqual([]);
  });

  test("names the data segments", () => {
    expect(readSegmentInfo(smallObject())).toEqual([{ name: ".data.x", alignment: 2, flags: 0 }]);
  });

  test("has COMDAT groups until they are dissolved", () => {
    const comdats = [{ name: "inline", flags: 0, members: [{ kind: "function" as const, index: 1 }] }];
    const object = smallObject({ comdats });
    expect(readComdats(object)).toEqual(comdats);
    expect(readComdats(withoutComdats(object))).toEqual([]);
  });
});

describe("functions", () => {
  const object = smallObject({ imports: ["a", "b"] });

  test("are found by an offset into the code section", () => {
    const space = readFunctions(object);
    expect(space).toMatchObject({ imported: 2, types: [0, 0, 0, 0] });
    expect(space.bodies.map((body) => functionAt(space, body.start))).toEqual([2, 3]);
    expect(functionAt(space, 0)).toBeUndefined();
    expect(functionAt(space, 10_000)).toBeUndefined();
  });

  test("have types that read like a declaration", () => {
    expect(readFunctionTypes(object).map(describeType)).toEqual(["(i32) -> i32"]);
    expect(describeType({ parameters: [], results: [] })).toBe("() -> nothing");
  });

  test("have names where the linker wrote them", () => {
    const names = new ByteWriter().u32(1).u32(3).string("f").finish();
    const body = new ByteWriter().byte(0).sized(Uint8Array.of()).byte(1).sized(names).finish();
    expect(readFunctionNames({ file: "x", sections: [custom("name", body)] })).toEqual(new Map([[3, "f"]]));
  });
});

describe("data", () => {
  test("segments are read with the offset that relocations count from", () => {
    const [segment] = readDataSegments(smallObject());
    expect(segment).toMatchObject({ address: 0, start: 6 });
    expect(Array.from(segment?.bytes ?? [])).toEqual([1, 0, 0, 0]);
  });

  test("segments may be passive, or name their memory", () => {
    const body = new ByteWriter()
      .u32(2)
      .u32(1)
      .sized(Uint8Array.of(7))
      .u32(2)
      .u32(0)
      .byte(0x41)
      .s32(-8)
      .byte(0x0b)
      .sized(Uint8Array.of());
    const object = { file: "x", sections: [section(SectionId.data, body.finish())] };
    expect(readDataSegments(object).map((each) => each.address)).toEqual([0, -8]);
  });

  test.each([
    ["unknown flags", [1, 3, 0], /unknown flags 3/],
    ["an address that is computed", [1, 0, 0x6a, 0], /opcode 0x6a in an offset is not constant/],
  ])("segments with %s are refused", (_, bytes, message) => {
    expect(() => readDataSegments({ file: "x", sections: [section(SectionId.data, Uint8Array.from(bytes))] })).toThrow(
      message,
    );
  });
});

describe("relocations", () => {
  test("of a section are found by its place in the object", () => {
    const object = smallObject();
    const data = findSection(object, SectionId.data);
    expect(data && findRelocations(object, data)?.relocations).toMatchObject({ target: 4, types: Uint8Array.of(2) });
    const type = findSection(object, SectionId.type);
    expect(type && findRelocations(object, type)).toBeUndefined();
  });

  test("come back with addends of both signs and sizes", () => {
    const relocations = {
      target: 0,
      types: Uint8Array.of(0, 5, 9, 22),
      offsets: Uint32Array.of(1, 2, 3, 0xffff_ffff),
      indexes: Uint32Array.of(0, 1, 2, 3),
      addends: Float64Array.of(0, -4, 0x7fff_ffff, 2 ** 40),
    };
    const object = { file: "x", sections: [custom("reloc.CODE", encodeRelocations(relocations))] };
    expect(readRelocations(object, object.sections[0] ?? section(0, Uint8Array.of()))).toEqual(relocations);
  });

  test.each([
    ["no section", [9, 0], /section 9, which is not there/],
    ["an unknown type", [0, 1, 99, 0, 0], /no relocation type 99/],
  ])("of %s are refused", (_, bytes, message) => {
    const own = custom("reloc.CODE", Uint8Array.from(bytes));
    expect(() => readRelocations({ file: "x", sections: [own] }, own)).toThrow(message);
  });
});

describe("who made an object", () => {
  test("is in the producers section", () => {
    const body = new ByteWriter().u32(1).string("processed-by").u32(1).string("clang").string("18.1.2").finish();
    expect(readProducers({ file: "x", sections: [custom("producers", body)] })).toEqual([
      { field: "processed-by", name: "clang", version: "18.1.2" },
    ]);
  });

  test("and what it uses is in target_features", () => {
    const body = new ByteWriter().u32(1).byte(0x2b).string("simd128").finish();
    expect(readTargetFeatures({ file: "x", sections: [custom("target_features", body)] })).toEqual([
      { policy: "+", name: "simd128" },
    ]);
  });
});

describe("a custom section", () => {
  const named = (object: ObjectFile) => object.sections.map((each) => each.name || each.id);

  test("is added at the end, where it moves no other, and replaced by one of its name", () => {
    const once = withCustomSection(smallObject(), "mine", Uint8Array.of(1));
    const twice = withCustomSection(once, "mine", Uint8Array.of(2));
    expect(named(twice)).toEqual([...named(smallObject()), "mine"]);
    expect(findSection(twice, "mine")?.body).toEqual(Uint8Array.of(2));
  });

  test("goes with its relocations, and those of later sections follow theirs", () => {
    const object = smallObject({
      symbols: [symbol("function", "f", 0, 1), symbol("section", "", SymbolFlag.local, 10)],
      extra: [
        custom("mine", Uint8Array.of(0)),
        custom("reloc.mine", relocation(8, 9, 0)),
        custom(".debug", Uint8Array.of(0)),
        custom("reloc..debug", relocation(10, 9, 0)),
      ],
    });
    const edited = withoutCustomSections(object, "mine");
    expect(named(edited).slice(-2)).toEqual([".debug", "reloc..debug"]);
    const last = edited.sections.at(-1);
    expect(last && readRelocations(edited, last).target).toBe(8);
    expect(readSymbols(edited)[1]).toMatchObject({ kind: "section", index: 8 });
  });

  test("stays where a symbol stands for it", () => {
    const object = smallObject({ symbols: [symbol("section", "", 0, 8)], extra: [custom("mine", Uint8Array.of(0))] });
    expect(withoutCustomSections(object, "mine")).toBe(object);
  });

  test("that is not there is nothing to do", () => {
    const object = smallObject();
    expect(withoutCustomSections(object, "mine")).toBe(object);
  });
});

test("a symbol table can be put into an object that had another", () => {
  const object = withSymbols(smallObject({ symbols: [symbol("function", "a")] }), [symbol("function", "b")]);
  expect(readSymbols(object).map((each) => each.name)).toEqual(["b"]);
});
