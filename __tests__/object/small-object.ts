/** Objects small enough to read: one function, one import, one string of data, and the symbols that a test asks for. */
import { ByteWriter } from "../../src/object/byte-writer.ts";
import { type Comdat, encodeComdats } from "../../src/object/comdats.ts";
import { encodeFunctionTypes, type FunctionType } from "../../src/object/function-types.ts";
import { encodeLinking, SubsectionType } from "../../src/object/linking-section.ts";
import { type ObjectFile, type Section, SectionId } from "../../src/object/object-file.ts";
import { encodeRelocations, RelocationType } from "../../src/object/relocations.ts";
import { encodeSegmentInfo } from "../../src/object/segment-info.ts";
import { encodeSymbols, type LinkSymbol, SymbolFlag } from "../../src/object/symbol-table.ts";

export function section(id: number, body: Uint8Array, name = ""): Section {
  return { id, name, body, offset: 0, sizeWidth: 5, nameWidth: 1 };
}

export function custom(name: string, body: Uint8Array): Section {
  return section(SectionId.custom, body, name);
}

export function symbol(kind: LinkSymbol["kind"], name: string, flags = 0, index = 0): LinkSymbol {
  return { kind, flags, name, index, offset: 0, size: kind === "data" && (flags & SymbolFlag.undefined) === 0 ? 4 : 0 };
}

export interface SmallObject {
  readonly file?: string;
  readonly symbols?: readonly LinkSymbol[];
  readonly comdats?: readonly Comdat[];
  /** Names of the imported functions, all `(i32) -> i32`. */
  readonly imports?: readonly string[];
  readonly extra?: readonly Section[];
}

const TYPE: FunctionType = { parameters: ["i32"], results: ["i32"] };

/**
 * Two defined functions after the imports; the first calls import 0, where there is one, and the data segment holds the
 * address of symbol 0.
 */
export function smallObject({
  file = "small.o",
  symbols = [],
  comdats,
  imports = ["other"],
  extra = [],
}: SmallObject = {}): ObjectFile {
  const importBody = new ByteWriter().u32(imports.length);
  for (const name of imports) importBody.string("env").string(name).byte(0).u32(0);
  const call = new ByteWriter().byte(0).byte(0x20).byte(0).byte(0x10).u32(0, 5).byte(0x0b).finish();
  const second = Uint8Array.from([0, 0x20, 0, 0x0b]);
  const code = new ByteWriter().u32(2).sized(call).sized(second).finish();
  const data = new ByteWriter()
    .u32(1)
    .u32(0)
    .byte(0x41)
    .s32(0)
    .byte(0x0b)
    .sized(Uint8Array.from([1, 0, 0, 0]))
    .finish();
  const subsections = [
    { type: SubsectionType.symbolTable, body: encodeSymbols(symbols) },
    { type: SubsectionType.segmentInfo, body: encodeSegmentInfo([{ name: ".data.x", alignment: 2, flags: 0 }]) },
    ...(comdats ? [{ type: SubsectionType.comdatInfo, body: encodeComdats(comdats) }] : []),
  ].map((each) => ({ ...each, offset: 0, sizeWidth: 5 }));
  const sections = [
    section(SectionId.type, encodeFunctionTypes([TYPE])),
    section(SectionId.import, importBody.finish()),
    section(SectionId.function, new ByteWriter().u32(2).u32(0).u32(0).finish()),
    section(SectionId.code, code),
    section(SectionId.data, data),
    custom("linking", encodeLinking(subsections)),
    custom("reloc.CODE", relocation(3, RelocationType.functionIndexLeb, 6)),
    custom("reloc.DATA", relocation(4, RelocationType.tableIndexI32, 6)),
    ...extra,
  ];
  return { file, sections };
}

/** One relocation, against symbol 0. */
export function relocation(target: number, type: number, offset: number): Uint8Array {
  return encodeRelocations({
    target,
    types: Uint8Array.of(type),
    offsets: Uint32Array.of(offset),
    indexes: Uint32Array.of(0),
    addends: Float64Array.of(0),
  });
}
