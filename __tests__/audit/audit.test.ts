import { describe, expect, test } from "@jest/globals";
import { audit } from "../../src/app/audit.ts";
import { auditLines } from "../../src/audit/audit-lines.ts";
import { auditFile } from "../../src/audit/file-audit.ts";
import { writeArchive } from "../../src/object/archive-writer.ts";
import { ByteWriter } from "../../src/object/byte-writer.ts";
import { writeObject } from "../../src/object/object-file.ts";
import { fakeHost } from "../host/fake-host.ts";
import { custom, smallObject, symbol } from "../object/small-object.ts";
import { errorOf } from "../user-error.ts";

const producers = new ByteWriter().u32(2).string("language").u32(1).string("C11").string("");
producers.string("processed-by").u32(1).string("clang").string("18.1.2");
const features = new ByteWriter().u32(2).byte(0x2b).string("sign-ext").byte(0x2d).string("atomics");
const object = writeObject(
  smallObject({
    symbols: [symbol("function", "f", 0, 1)],
    extra: [custom("producers", producers.finish()), custom("target_features", features.finish())],
  }),
);

describe("an audit", () => {
  test("of an object says who made it, what it needs, and whose tables were looked for", () => {
    expect(auditLines(auditFile(object, "m.cpython-313-wasm32-wasi.so"))).toEqual([
      `m.cpython-313-wasm32-wasi.so: relocatable object, ${object.length} B`,
      "  compiled by: clang 18.1.2 (WASI SDK 22, 23 or 24); C11",
      "  features: sign-ext, -atomics",
      "  WASI: nothing directly",
      "  functions in Python 3.13's tables: 0, all of them right",
    ]);
  });

  test("of a static library counts its members and says each thing once", () => {
    const library = writeArchive([
      { name: "a.o", bytes: object },
      { name: "b.o", bytes: object },
      { name: "notes.txt", bytes: new TextEncoder().encode("text") },
    ]);
    const [first, compiled] = auditLines(auditFile(library, "libpython3.11.a"));
    expect(first).toMatch(/^libpython3\.11\.a: static library of 2 objects, /);
    expect(compiled).toBe("  compiled by: clang 18.1.2 (WASI SDK 22, 23 or 24); C11");
    expect(auditFile(library, "libpython3.11.a").audit?.signatures?.python).toBe("3.11");
  });

  test("of anything else says what that is", () => {
    expect(auditLines(auditFile(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0]), "x.so"))[0]).toContain(
      "ELF file",
    );
  });

  test("looks into wheels, and takes the Python that is asked for", async () => {
    const wheel = "m-1-cp311-cp311-wasi_0_0_0_wasm32.whl";
    const host = fakeHost({
      files: { [`/here/${wheel}`]: "a wheel" },
      archives: { "a wheel": { "m.so": "not wasm", "m.py": "" } },
    });
    const printed: string[] = [];
    await audit(host, [`/here/${wheel}`], "3.12.1", true, (text) => printed.push(text));
    expect(JSON.parse(printed[0] ?? "")).toMatchObject([{ file: `/here/${wheel}: m.so`, size: 8 }]);
  });

  test("needs files that exist", async () => {
    const print = () => undefined;
    expect((await errorOf(() => audit(fakeHost(), [], undefined, false, print))).code).toBe("WASI-INPUT-VALUE");
    expect((await errorOf(() => audit(fakeHost(), ["no.o"], undefined, false, print))).message).toContain("no.o");
  });
});
