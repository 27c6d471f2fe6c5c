import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isArchive, readArchive } from "../../src/object/archive.ts";
import { writeArchive } from "../../src/object/archive-writer.ts";
import { writeObject } from "../../src/object/object-file.ts";
import { SymbolFlag } from "../../src/object/symbol-table.ts";
import { UserError } from "../../src/report/errors.ts";
import { smallObject, symbol } from "./small-object.ts";

const text = (value: string) => new TextEncoder().encode(value);

function member(name: string, content: string, size = content.length): string {
  return `${name.padEnd(16)}${"0".padEnd(12)}${"0".padEnd(6)}${"0".padEnd(6)}${"644".padEnd(8)}${String(size).padEnd(10)}\`\n${content}${content.length % 2 ? "\n" : ""}`;
}

describe("an archive", () => {
  test("has short names, and long ones from GNU's table", () => {
    const long = "a-name-of-more-than-15-characters.o/\n";
    const archive = readArchive(
      text(`!<arch>\n${member("/", "\0\0\0\0")}${member("//", long)}${member("a.o/", "abc")}${member("/0", "de")}`),
      "x.a",
    );
    expect(archive.members.map((each) => [each.name, new TextDecoder().decode(each.bytes)])).toEqual([
      ["a.o", "abc"],
      ["a-name-of-more-than-15-characters.o", "de"],
    ]);
  });

  test("has BSD's long names, which stand before the content", () => {
    const archive = readArchive(
      text(`!<arch>\n${member("#1/20", "__.SYMDEF SORTED\0\0\0\0....")}${member("#1/8", "long.o\0\0abc")}`),
      "x.a",
    );
    expect(archive.members.map((each) => [each.name, new TextDecoder().decode(each.bytes)])).toEqual([
      ["long.o", "abc"],
    ]);
  });

  test("that is thin names files, and holds only the tables", () => {
    const archive = readArchive(
      text(`!<thin>\n${member("//", "obj/a.o/\n")}${member("/0", "", 1234)}${member("b.o/", "", 7)}`),
      "x.a",
    );
    expect(archive.thin).toBe(true);
    expect(archive.members.map(({ name, bytes }) => [name, bytes])).toEqual([
      ["obj/a.o", undefined],
      ["b.o", undefined],
    ]);
  });

  test.each([
    ["no archive", "hello", /magic text of an archive is missing/],
    ["cut in a header", "!<arch>\na.o/", /member header is damaged at offset 8/],
    ["cut in a member", `!<arch>\n${member("a.o/", "", 5)}`, /the member "a.o\/" ends early at offset 8/],
    [
      "with a size of letters",
      `!<arch>\n${member("a.o/", "").replace("0         `", "0x10      `")}`,
      /is not the size of a member/,
    ],
    ["with a name beyond the table", `!<arch>\n${member("/9", "")}`, /name table has no name at 9/],
    [
      "with a name longer than its member",
      `!<arch>\n${member("#1/9", "abc")}`,
      /a long name is longer than its member/,
    ],
  ])("%s is refused", (_, content, message) => {
    expect(() => readArchive(text(content), "x.a")).toThrow(message);
  });

  test("of any bytes is read or refused, and never anything else", () => {
    const header = fc
      .tuple(fc.string({ maxLength: 16 }), fc.string({ maxLength: 30 }), fc.nat(40))
      .map(([name, content, size]) => member(name, content, size));
    fc.assert(
      fc.property(fc.constantFrom("!<arch>\n", "!<thin>\n"), fc.array(header), (magic, members) => {
        try {
          readArchive(text(magic + members.join("")), "x.a");
        } catch (error) {
          expect((error as UserError).code).toBe("WASI-OBJECT-FORMAT");
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a written archive", () => {
  const object = writeObject(
    smallObject({
      symbols: [
        symbol("function", "seen", 0, 1),
        symbol("data", "own", SymbolFlag.local),
        symbol("function", "other", SymbolFlag.undefined),
      ],
    }),
  );

  test("has its members back, names of any length included", () => {
    const members = [
      { name: "a.o", bytes: object },
      { name: "a-name-of-more-than-15-characters.o", bytes: text("odd") },
    ];
    const archive = readArchive(writeArchive(members), "x.a");
    expect(archive.members.map(({ name, bytes }) => ({ name, bytes }))).toEqual(members);
  });

  test("has an index of the symbols that a linker may look for", () => {
    const written = new TextDecoder("latin1").decode(writeArchive([{ name: "a.o", bytes: object }]));
    expect(written.slice(68, 81)).toBe("\0\0\0\x01\0\0\0\x52seen\0");
  });

  test("of nothing is the magic text alone", () => expect(writeArchive([])).toEqual(text("!<arch>\n")));

  test("is refused where a member pretends to be an object", () => {
    expect(() => writeArchive([{ name: "a.o", bytes: object.subarray(0, 40) }])).toThrow(UserError);
  });
});

test("other files are no archives", () => expect(isArchive(text("\0asm"))).toBe(false));
