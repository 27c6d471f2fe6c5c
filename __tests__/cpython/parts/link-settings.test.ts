import { describe, expect, test } from "@jest/globals";
import { linkSettings } from "../../../src/cpython/parts/link-settings.ts";

describe("CPython's own link", () => {
  test("gives the stack and memory of the interpreter in bytes", () => {
    const flags = "-z stack-size=8388608 -Wl,--stack-first -Wl,--initial-memory=20971520";
    expect(linkSettings({ PY_LDFLAGS_NODIST: flags })).toMatchObject({ stackSize: 8388608, initialMemory: 20971520 });
    expect(linkSettings({ LINKFORSHARED: "-Wl,-z,stack-size=524288" })).toMatchObject({ stackSize: 524288 });
  });

  test("gives the archives and the SDK's libraries in the order of the link, each where it is needed last", () => {
    const settings = linkSettings({
      LIBS: "-ldl  -lwasi-emulated-signal -lwasi-emulated-getpid",
      MODLIBS:
        "-lm -lm Modules/_decimal/libmpdec/libmpdec.a     Modules/_hacl/libHacl_Hash_SHA2.a   -lm Modules/expat/libexpat.a",
      SYSLIBS: "-lm",
    });
    expect(settings.archives).toEqual([
      "Modules/_decimal/libmpdec/libmpdec.a",
      "Modules/_hacl/libHacl_Hash_SHA2.a",
      "Modules/expat/libexpat.a",
    ]);
    expect(settings.systemLibraries).toEqual(["dl", "wasi-emulated-signal", "wasi-emulated-getpid", "m"]);
  });

  test("that says nothing gives nothing", () => {
    expect(linkSettings({ LIBS: 0 })).toEqual({
      stackSize: undefined,
      initialMemory: undefined,
      archives: [],
      systemLibraries: [],
    });
  });
});
