/** Modules of the standard library with a C library inside, in the linked interpreter. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Guest, linkedGuest } from "./linked-guest.ts";

let guest: Guest;
beforeAll(async () => {
  const files = { "plain.py": "" };
  guest = await linkedGuest({ files }, { "stdlib-modules": "zlib bz2 ctypes" });
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

  test("may be ctypes, with the interpreter's own memory, functions by address and call-backs from Python", () => {
    const code = `
from ctypes import *
text = create_string_buffer(b"hello", 8)
memmove(addressof(text) + 1, b"ipp", 3)
class Pair(Structure): _fields_ = [("x", c_int), ("y", c_double)]
pair = Pair(1, 2.5)
multiply = CFUNCTYPE(c_int, c_int, c_double)(lambda a, b: int(a * b))
told = [text.value, string_at(text, 2), Pair.from_address(addressof(pair)).y, multiply(3, 2.5)]
for ask in (lambda: CDLL("libm.so"), lambda: pythonapi.Py_IncRef):
    try: ask()
    except (OSError, AttributeError) as error: told.append(str(error))
print(told)`;
    const absent = "'WASI 0.1 has no dynamic loader'";
    expect(guest.python(code)).toBe(`[b'hippo', b'hi', 2.5, 7, ${absent}, ${absent}]\n`);
  });

  test("is no stand-in, and what was not named still is one", () => {
    const code = `
import bz2, lzma, _lzma, zlib
import _pywasi.stand_ins
print(_pywasi.stand_ins.loaded())`;
    expect(guest.python(code)).toBe("['_lzma']\n");
  });
});
