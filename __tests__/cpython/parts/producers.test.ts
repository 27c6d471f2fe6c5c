import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { builderSdk } from "../../../src/cpython/parts/builder-sdk.ts";
import { clangOfArchive } from "../../../src/cpython/parts/producers.ts";
import { archive, wasmObject } from "../small-archive.ts";

describe("the clang that compiled an archive", () => {
  test("is read from the producers of its first object", () => {
    expect(
      clangOfArchive(
        archive({ "getbuildinfo.o": wasmObject("clang", "17.0.6 (https://github.com/llvm/llvm-project 6009708b)") }),
      ),
    ).toBe("17.0.6");
  });

  test("is read behind a symbol table and members of odd size", () => {
    const bytes = archive({ "/": new Uint8Array(7), "a.o": wasmObject("clang", "18.1.2-wasi-sdk") });
    expect(clangOfArchive(bytes)).toBe("18.1.2");
  });

  test("is read behind the long names of a BSD archive", () => {
    const name = new TextEncoder().encode("getbuildinfo.o\0\0");
    const bytes = archive({ "#1/16": new Uint8Array([...name, ...wasmObject("clang", "18.1.2")]) });
    expect(clangOfArchive(bytes)).toBe("18.1.2");
  });

  test("may be a distribution's", () => {
    expect(clangOfArchive(archive({ "a.o": wasmObject("Debian clang", "19.1.7 (3~deb12u1)") }))).toBe("19.1.7");
  });

  test("is unknown where another compiler made it, or it is no archive", () => {
    expect(clangOfArchive(archive({ "a.o": wasmObject("rustc", "1.90.0") }))).toBeUndefined();
    expect(clangOfArchive(new TextEncoder().encode("not an archive"))).toBeUndefined();
    expect(clangOfArchive(new Uint8Array())).toBeUndefined();
  });

  test("is read or unknown, whatever the bytes", () => {
    const whole = archive({ "a.o": wasmObject("clang", "18.1.2"), "b.o": wasmObject("clang", "18.1.2") });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, end) => {
        const damaged = whole.slice(0, end);
        if (at < damaged.length) damaged[at] = byte;
        expect(() => clangOfArchive(damaged)).not.toThrow();
      }),
    );
  });
});

describe("the SDK that built a CPython", () => {
  test("is the one whose folder its compiler lay in", () => {
    const vars = { CC: "/home/me/wasi-sdk-21.0/bin/clang --sysroot=/home/me/wasi-sdk-21.0/share/wasi-sysroot" };
    expect(builderSdk(vars, "17.0.6", 24)).toEqual({ number: 21, trace: "its compiler lay in wasi-sdk-21" });
  });

  test("is told by clang's version where the folder was renamed; of several with that clang the locked one is believed", () => {
    const vars = { CC: "/opt/wasi-sdk/bin/clang" };
    expect(builderSdk(vars, "18.1.2", 24)).toEqual({ number: 24, trace: "libpython was compiled by clang 18.1.2" });
    expect(builderSdk(vars, "16.0.0", 24)).toMatchObject({ number: 20 });
  });

  test("is unknown where nothing tells", () => {
    expect(builderSdk({}, undefined, 24)).toMatchObject({ number: undefined });
    expect(builderSdk({}, "3.0.0", 24)).toMatchObject({ number: undefined });
  });
});
