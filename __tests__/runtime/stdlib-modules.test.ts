/** Modules of the standard library with a C library inside, in the linked interpreter. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Guest, linkedGuest } from "./linked-guest.ts";

let guest: Guest;
beforeAll(async () => {
  const files = { "plain.py": "" };
  guest = await linkedGuest({ files }, { "stdlib-modules": "zlib bz2" });
}, 600_000);
afterAll(() => guest?.dispose());

describe("a module that stdlib-modules names", () => {
  test("is the real one: it compresses, and reads what others compressed", () => {
    const code = `
import bz2, gzip, zlib
data = b"words " * 1000
for module in (bz2, gzip, zlib):
    packed = module.compress(data)
    assert module.decompress(packed) == data and len(packed) < 100, module
print(zlib.decompress(bytes.fromhex("789c4bcc4a0400025b012d")).decode(), zlib.__spec__.origin)`;
    expect(guest.python(code)).toBe("aja built-in\n");
  });

  test("makes zip files, and imports from them", () => {
    const code = `
import sys, zipfile
with zipfile.ZipFile("/pack.zip", "w", zipfile.ZIP_DEFLATED) as pack:
    pack.writestr("inside.py", "answer = 42\\n" * 100)
sys.path.insert(0, "/pack.zip")
import inside
print(inside.answer)`;
    expect(guest.python(code)).toBe("42\n");
  });

  test("is no stand-in, and what was not named still is one", () => {
    const code = `
import bz2, lzma, _lzma, zlib
import _pywasi.stand_ins
print(_pywasi.stand_ins.loaded())`;
    expect(guest.python(code)).toBe("['_lzma']\n");
  });
});
