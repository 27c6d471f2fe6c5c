import { describe, expect, test } from "@jest/globals";
import { explainUndefined, reason, undefinedSymbols } from "../../../src/link/undefined/undefined-symbols.ts";
import { writeObject } from "../../../src/object/object-file.ts";
import { SymbolFlag } from "../../../src/object/symbol-table.ts";
import { smallObject, symbol } from "../../object/small-object.ts";

const LINE = "wasm-ld: error: /tmp/0-a.b.o: undefined symbol: ";

describe("what the linker calls undefined", () => {
  test("is read from its errors, each symbol once", () => {
    const stderr = `${LINE}getifaddrs\n/sdk/bin/wasm-ld-19: error: lib.a(x.o): undefined symbol: ns::f(int)\n${LINE}getifaddrs\nclang: error: linker command failed`;
    expect([...undefinedSymbols(stderr)]).toEqual([
      ["getifaddrs", "/tmp/0-a.b.o"],
      ["ns::f(int)", "lib.a(x.o)"],
    ]);
  });

  test("is nothing where it stops for another reason", () => {
    expect(explainUndefined("wasm-ld: error: unknown argument: --x", [])).toBeUndefined();
  });
});

describe("an undefined symbol", () => {
  const symbols = [
    symbol("function", "getifaddrs", SymbolFlag.undefined, 0),
    symbol("function", "pywasi_init_a_ob", 0, 1),
    symbol("function", "other", 0, 2),
    symbol("data", "table"),
  ];
  const object = {
    module: "a.b",
    origin: "pkg.whl: a/b.so",
    path: "/tmp/0-a.b.o",
    bytes: writeObject(smallObject({ symbols, imports: ["getifaddrs"] })),
  };

  test("is explained with the files and functions that want it", () => {
    const error = explainUndefined(`${LINE}getifaddrs`, [object]);
    expect(error).toMatchObject({
      code: "WASI-LINK-UNDEFINED",
      message: "One symbol is defined nowhere, so python.wasm does not link.",
      details: [
        "getifaddrs: WASI 0.1 cannot open sockets, and wasi-libc leaves their functions out",
        "  wanted by pkg.whl: a/b.so in PyInit_b, table",
      ],
      remedy: "Turn networking off in the package's build settings.",
    });
  });

  test("that a library wants is explained with the linker's words", () => {
    const error = explainUndefined(`wasm-ld: error: libpython3.13.a(x.o): undefined symbol: forkpty\n${LINE}gone`, [
      object,
    ]);
    expect(error?.message).toBe("2 symbols are defined nowhere, so python.wasm does not link.");
    expect(error?.details).toContain("  wanted by libpython3.13.a(x.o)");
    expect(error?.details).toContain("  wanted by /tmp/0-a.b.o");
  });

  test.each([
    ["pthread_getaffinity_np", /no threads/],
    ["forkpty", /no processes/],
    ["getspnam", /one user/],
    ["shmget", /cannot share memory/],
    ["timer_create", /no signals/],
    ["dladdr", /no dynamic loader/],
    ["longjmp", /compiler option/],
    ["__wasm_setjmp", /libsetjmp/],
    ["__cpp_exception", /exceptions/],
    ["omp_get_num_threads", /OpenMP/],
    ["_gfortran_st_write", /Fortran/],
    ["dgemm_", /BLAS/],
    ["__atomic_load_16", /libatomic/],
    ["PyEval_CallObjectWithKeywords", /this Python does not have it/],
    ["__wasi_sock_connect", /other SDKs/],
    ["_ZNSt3__212basic_stringE", /libc\+\+/],
    ["my_function", /no object, library/],
  ])("%s has a reason of its own", (name, why) => expect(reason(name).why).toMatch(why));
});
