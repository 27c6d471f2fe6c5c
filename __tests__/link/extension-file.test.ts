import { describe, expect, test } from "@jest/globals";
import { readExtension } from "../../src/link/extension-file.ts";
import { METADATA_SECTION } from "../../src/link/extension-metadata.ts";
import { writeObject } from "../../src/object/object-file.ts";
import { SymbolFlag } from "../../src/object/symbol-table.ts";
import { custom, relocation, smallObject, symbol } from "../object/small-object.ts";

const metadata = (text: string) => custom(METADATA_SECTION, new TextEncoder().encode(text));
const symbols = [
  symbol("function", "PyInit_x", 0, 1),
  symbol("function", "PyInit_own", SymbolFlag.local, 2),
  symbol("function", "PyInit_other", SymbolFlag.undefined, 0),
  symbol("data", "PyInit_x.defs"),
];

describe("an extension of ours", () => {
  test("has its init functions and what the extension link recorded", () => {
    const recorded = { format: 1, init: "PyInit_x", libraries: ["m"], sdk: 24, dropped: [], hidden: [] };
    const object = smallObject({ symbols, extra: [metadata(JSON.stringify(recorded))] });
    expect(readExtension(writeObject(object), "x.so")).toMatchObject({ inits: ["PyInit_x"], metadata: recorded });
  });

  test.each([["{"], ['{"format":2}']])("with a record of another version is refused: %s", (text) => {
    const bytes = writeObject(smallObject({ symbols, extra: [metadata(text)] }));
    expect(() => readExtension(bytes, "x.so")).toThrow(/linked by another version of this product/);
  });
});

test("an object whose code was rewritten after the link is refused, for its relocations fit nothing", () => {
  const object = smallObject({ symbols });
  const sections = object.sections.map((each) =>
    each.name === "reloc.CODE" ? { ...each, body: relocation(3, 0, 5) } : each,
  );
  expect(() => readExtension(writeObject({ ...object, sections }), "pkg/x.so")).toThrow(
    "pkg/x.so was rewritten after its link: the relocation at offset 5 of its code fits nothing there.",
  );
});

test("an object that something else linked has no record", () => {
  expect(readExtension(writeObject(smallObject({ symbols })), "x.so").metadata).toBeUndefined();
});

describe("a file that cannot be linked", () => {
  const final = (name: string) => writeObject({ file: "x", sections: [custom(name, Uint8Array.of())] });
  test.each([
    ["a finished WebAssembly module", final("name"), /was stripped after the link/],
    ["a position-independent WebAssembly module", final("dylink.0"), /experimental-pic/],
    ["a WebAssembly component", Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0), /wasm32-wasip1/],
    ["an ELF file", Buffer.from("\x7fELF\x02"), /build machine's compiler/],
    ["a Mach-O file", Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe), /build machine's compiler/],
    ["a PE file", Buffer.from("MZ\x90\0"), /build machine's compiler/],
    ["LLVM bitcode", Buffer.from("BC\xc0\xde", "latin1"), /-flto/],
    ["a static library", Buffer.from("!<arch>\n"), /LDSHARED/],
    ["an empty file", new Uint8Array(0), /build's log/],
    ["of no format that is known here", Buffer.from("hello"), /build's log/],
  ])("says that it is %s, and how it came to be that", (what, bytes, remedy) => {
    expect(() => readExtension(bytes, "pkg/x.so")).toThrow(
      expect.objectContaining({
        code: "WASI-LINK-NOT-WASM",
        message: expect.stringContaining(`pkg/x.so cannot be linked into an interpreter: it is ${what}`),
        remedy: expect.stringMatching(remedy),
      }),
    );
  });
});
