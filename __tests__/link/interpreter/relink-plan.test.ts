import { describe, expect, test } from "@jest/globals";
import { METADATA_SECTION } from "../../../src/link/extension-metadata.ts";
import type { RelinkModule } from "../../../src/link/interpreter/prepare-module.ts";
import { type RelinkInput, relinkPlan } from "../../../src/link/interpreter/relink-plan.ts";
import { findSection, readObject, writeObject } from "../../../src/object/object-file.ts";
import { isLocal, readSymbols, SymbolFlag } from "../../../src/object/symbol-table.ts";
import { AUDIT_VERSION } from "../../../src/signature/finding.ts";
import { custom, type SmallObject, smallObject, symbol } from "../../object/small-object.ts";
import { someSdk, someTarget } from "../some-target.ts";

function module(
  name: string,
  init: string,
  options: { libraries?: string[]; imports?: string[]; object?: SmallObject } = {},
): RelinkModule {
  const imports = options.imports ?? [];
  const symbols = [
    symbol("function", init, 0, imports.length),
    symbol("function", "PyInit_neighbour", 0, imports.length + 1),
    ...imports.map((each, i) => symbol("function", each, SymbolFlag.undefined, i)),
  ];
  const metadata = { format: 1, init, libraries: options.libraries ?? [], sdk: 24, dropped: [], hidden: [] };
  const extra = [custom(METADATA_SECTION, new TextEncoder().encode(JSON.stringify(metadata)))];
  return {
    name,
    object: writeObject(smallObject({ symbols, imports, extra, ...options.object })),
    origin: `pkg.whl: ${name}.so`,
  };
}

function plan(modules: readonly RelinkModule[], input: Partial<RelinkInput> = {}) {
  return relinkPlan({
    target: someTarget,
    sdk: someSdk,
    additions: { lib: "/additions" },
    modules,
    keepDebug: false,
    exceptionLibraries: undefined,
    sources: "/product/target/c",
    work: "/w",
    output: "/w/python.wasm",
    ...input,
  });
}

describe("the objects of a relink", () => {
  test("have one init function each, of a name that no other module has", () => {
    const { objects } = plan([module("a.b._common", "PyInit__common"), module("a_b._common", "PyInit__common")]);
    expect(objects.map(({ path }) => path)).toEqual(["/w/0-a.b._common.o", "/w/1-a_b._common.o"]);
    const global = objects.map(({ bytes }) => readSymbols(readObject(bytes, "x")).filter((each) => !isLocal(each)));
    expect(global.map((each) => each.map(({ name }) => name))).toEqual([
      ["pywasi_init_a_ob_o__common"],
      ["pywasi_init_a__b_o__common"],
    ]);
  });

  test("have lost the record, which the linker would join into the interpreter", () => {
    const [object] = plan([module("m", "PyInit_m")]).objects;
    expect(findSection(readObject(object?.bytes ?? new Uint8Array(0), "x"), METADATA_SECTION)).toBeUndefined();
  });

  test("are isolated here where something else linked them", () => {
    const symbols = [symbol("function", "PyInit_m", 0, 1), symbol("function", "shared", 0, 2)];
    const [object] = plan([{ name: "m", object: writeObject(smallObject({ symbols })) }]).objects;
    expect(readSymbols(readObject(object?.bytes ?? new Uint8Array(0), "x")).map((each) => each.flags)).toEqual([
      0,
      SymbolFlag.local,
    ]);
  });

  test("are refused without the init function that Python would call", () => {
    expect(() => plan([module("pkg.m", "PyInit_n")])).toThrow(
      "pkg.whl: pkg.m.so does not export PyInit_m, which Python calls to import pkg.m; it has only PyInit_n, PyInit_neighbour.",
    );
    const library = { name: "m", object: writeObject(smallObject()) };
    expect(() => plan([library])).toThrow(/no init function at all/);
  });

  test("are refused with PEP 793's export hook alone, and linked by the init function that is beside it", () => {
    expect(() => plan([module("pkg.m", "PyModExport_m")])).toThrow(
      expect.objectContaining({
        code: "WASI-LINK-EXPORT-HOOK",
        message: expect.stringContaining("has the export hook PyModExport_m (PEP 793) and no PyInit_m"),
      }),
    );
    const [object] = plan([module("neighbour", "PyModExport_neighbour")]).objects;
    const names = readSymbols(readObject(object?.bytes ?? new Uint8Array(), "m")).filter((one) => !isLocal(one));
    expect(names.map(({ name }) => name)).toContain("pywasi_init_neighbour");
    expect(names.map(({ name }) => name)).not.toContain("PyModExport_neighbour");
  });

  test("are refused when two modules have one name", () => {
    expect(() => plan([module("m", "PyInit_m"), { ...module("m", "PyInit_m"), origin: "b.whl" }])).toThrow(
      expect.objectContaining({
        code: "WASI-LINK-FAILED",
        message: "Two extensions are called m: pkg.whl: m.so and b.whl.",
      }),
    );
  });
});

describe("the link command", () => {
  test("has the stack, the libraries and the order of CPython's own link", () => {
    const { link, compiles } = plan([module("m", "PyInit_m")]);
    expect(compiles.map(({ command, args }) => [command, ...args])).toEqual([
      [
        "/sdk/bin/clang",
        "--sysroot=/sdk/sysroot",
        "-O2",
        "-I/w",
        "-I/py/include",
        "-c",
        "/product/target/c/main.c",
        "-o",
        "/w/main.o",
      ],
    ]);
    const isWrap = (argument: string) => argument.startsWith("-Wl,--wrap=");
    expect([link.command, ...link.args.filter((argument) => !isWrap(argument))]).toEqual([
      "/sdk/bin/clang",
      "--sysroot=/sdk/sysroot",
      "-Wl,-z,stack-size=16777216",
      "-Wl,--stack-first",
      `-Wl,--initial-memory=${41943040 + 65536}`,
      "-Wl,--strip-debug",
      "-Wl,--compress-relocations",
      "-Wl,--error-limit=0",
      "-Wl,-no-demangle",
      "/w/main.o",
      "/w/0-m.o",
      "/py/lib/libpython3.13.a",
      "/py/lib/libmpdec.a",
      "-L/additions",
      "-lpywasi",
      "-lpywasi-refusing",
      "-lc-printscan-long-double",
      "-lwasi-emulated-signal",
      "-lwasi-emulated-getpid",
      "-lwasi-emulated-process-clocks",
      "-lwasi-emulated-mman",
      "-o",
      "/w/python.wasm",
    ]);
  });

  test("puts our duplicates of descriptors in front of libc's calls of WASI and of CPython's dup", () => {
    const wrapped = ["-Wl,--wrap=__wasi_fd_close", "-Wl,--wrap=__wasi_path_open", "-Wl,--wrap=_Py_dup"];
    expect(plan([]).link.args).toEqual(expect.arrayContaining(wrapped));
  });

  test("grows the memory by the extensions' data, in whole pages", () => {
    const { link } = plan([]);
    expect(link.args).toContain("-Wl,--initial-memory=41943040");
  });

  test("keeps debug sections where they are asked for", () => {
    expect(plan([], { keepDebug: true }).link.args).not.toContain("-Wl,--strip-debug");
  });

  test("adds what the extensions asked for, without what is empty or doubled", () => {
    const modules = [
      module("a", "PyInit_a", { libraries: ["m", "dl", "stdc++", "pthread"] }),
      module("b", "PyInit_b", { libraries: ["dl"] }),
    ];
    const { link, libraries } = plan(modules);
    expect(libraries.slice(-2)).toEqual(["dl", "c++"]);
    expect(link.command).toBe("/sdk/bin/clang++");
    expect(link.args.filter((each) => each === "-ldl")).toHaveLength(1);
  });

  test("is clang++'s where C++ symbols are undefined, whatever the flags said", () => {
    expect(plan([module("m", "PyInit_m", { imports: ["_Znwm"] })]).link.command).toBe("/sdk/bin/clang++");
    expect(plan([module("m", "PyInit_m", { imports: ["__cxa_atexit"] })]).link.command).toBe("/sdk/bin/clang");
  });

  test("adds setjmp's library where an object calls it", () => {
    const result = plan([module("m", "PyInit_m", { imports: ["__wasm_setjmp"] })]);
    expect(result.libraries).toContain("setjmp");
    expect(result.exceptionHandling).toBe(true);
  });
});

describe("C++ exceptions", () => {
  const throws = module("t", "PyInit_t", { imports: ["__cxa_throw"] });

  test("end the program with a message where the SDK has no libraries for them", () => {
    const result = plan([throws, module("m", "PyInit_m")]);
    expect(result).toMatchObject({ throwing: ["t"], exceptionHandling: false });
    expect(result.link.args).toContain("-lpywasi-throws");
  });

  test("are linked where the SDK has them", () => {
    const caught = module("t", "PyInit_t", { imports: ["__cxa_throw", "__wasm_lpad_context"] });
    const result = plan([caught], { exceptionLibraries: "/sdk/eh" });
    expect(result).toMatchObject({ throwing: [], exceptionHandling: true });
    expect(result.link.args).toEqual(expect.arrayContaining(["-fwasm-exceptions", "-L/sdk/eh", "-lunwind"]));
  });

  test("cost nothing where nobody throws", () => {
    const result = plan([module("m", "PyInit_m", { imports: ["_Znwm"] })], { exceptionLibraries: "/sdk/eh" });
    expect(result.exceptionHandling).toBe(false);
    expect(result.link.args).not.toContain("-fwasm-exceptions");
  });
});

describe("the signatures of an extension", () => {
  const finding = { function: "f", table: "t", slot: "get", name: "a", expected: "e", found: "g", alsoTaken: 0 };
  const audited = (audit: number) => {
    const findings = [
      { ...finding, repaired: true },
      { ...finding, repaired: false },
    ];
    const signatures = { audit, python: "3.13", checked: 2, findings };
    const metadata = { format: 1, init: "PyInit_m", libraries: [], sdk: 24, dropped: [], hidden: [], signatures };
    const symbols = [symbol("function", "PyInit_m", 0, 0)];
    const extra = [custom(METADATA_SECTION, new TextEncoder().encode(JSON.stringify(metadata)))];
    return plan([{ name: "m", object: writeObject(smallObject({ symbols, imports: [], extra })) }]).signatures[0]
      ?.report;
  };

  test("are reported as our own link recorded them", () => {
    expect(audited(AUDIT_VERSION)?.findings).toHaveLength(2);
  });

  test("are looked at again where an older audit recorded them, whose repairs are remembered", () => {
    expect(audited(AUDIT_VERSION - 1)).toEqual({
      audit: AUDIT_VERSION,
      python: "3.13",
      checked: 0,
      findings: [{ ...finding, repaired: true }],
    });
  });
});
