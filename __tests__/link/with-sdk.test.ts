/** The extension link and the relink with a real SDK; what llvm-nm and llvm-objdump say of every edit. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { nodeHost } from "../../src/host/node-host.ts";
import { isolate } from "../../src/link/extension/isolate.ts";
import { readExtension } from "../../src/link/extension-file.ts";
import { METADATA_SECTION } from "../../src/link/extension-metadata.ts";
import { uniqueInit } from "../../src/link/init-symbol.ts";
import { relinkPlan } from "../../src/link/interpreter/relink-plan.ts";
import { runRelink } from "../../src/link/interpreter/run-relink.ts";
import { readArchive } from "../../src/object/archive.ts";
import { writeArchive } from "../../src/object/archive-writer.ts";
import { withCustomSection, withoutCustomSections } from "../../src/object/edit.ts";
import { readObject, writeObject } from "../../src/object/object-file.ts";
import { readSymbols } from "../../src/object/symbol-table.ts";
import { errorOf } from "../user-error.ts";
import { compile, linkerIn, type Ran, runWasm, sdkPath, temporaryFolder, testAdditions, tool } from "./sdk.ts";
import { tinyPython } from "./tiny-python.ts";

const folder = temporaryFolder();
let linker = "";
beforeAll(async () => {
  linker = await linkerIn(folder);
}, 240_000);

function source(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

function extension(output: string, args: readonly string[], env: Record<string, string> = {}): Ran {
  const ran = compile(
    linker,
    ["-shared", "-O2", "-I", join(folder, "python", "include"), ...args, "-o", output],
    folder,
    env,
  );
  if (ran.code !== 0) throw new Error(ran.stderr);
  return ran;
}

const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

/** Global and local symbols by llvm-nm: `T f`, `t g`, `U h`. */
function nm(path: string): string[] {
  const lines = tool("llvm-nm", ["--no-demangle", path], folder).trim().split("\n");
  return lines.map((line) => line.trim().replace(/^[0-9a-f]{8} /, "")).sort();
}

/** A C++ module whose inline function, template static and vtable have the same names in every module. */
const CXX = `
#include <Python.h>
#include <string>
#include <vector>
template <class T> struct Shared { static int value; };
template <class T> int Shared<T>::value = WHO;
inline int count() { static int calls = WHO; return ++calls; }
struct Base { virtual int who() { return WHO; } virtual ~Base() {} };
Base *make() { return new Base; }
static std::vector<std::string> constructed{"a", "b", "c"};
extern "C" int helper(void) { return WHO; }
PyMODINIT_FUNC PyInit__common(void) {
  count();
  static char text[64];
  snprintf(text, sizeof text, "in %s: %d %d %d %d %d", package_context(), Shared<int>::value, count(), make()->who(), helper(), (int)constructed.size());
  return (PyObject *)text;
}`;

describe("wasi-ld with a real SDK", () => {
  test("makes an object that llvm-nm and llvm-objdump read, with one global definition", () => {
    tinyPython(folder);
    source("one.cc", CXX);
    extension("one.so", [
      "-DWHO=1",
      "-std=c++17",
      "one.cc",
      "-Wl,--start-group",
      "-Wl,-soname,one.so",
      "-lm",
      "-Wl,--end-group",
    ]);
    expect(nm("one.so").filter((line) => /^[A-Z] /.test(line) && !line.startsWith("U"))).toEqual(["T PyInit__common"]);
    expect(tool("llvm-objdump", ["-h", "one.so"], folder)).toContain(METADATA_SECTION);
    expect(readExtension(bytesOf("one.so"), "one.so").metadata).toMatchObject({
      init: "PyInit__common",
      libraries: ["m", "c++", "c++abi", "c"],
      dropped: ["--start-group", "-soname", "one.so", "--end-group"],
      hidden: [],
    });
  }, 60_000);

  test("respects archives: what is needed, and all of one under --whole-archive", () => {
    source("used.c", "int used(void) { return 1; }");
    source("unused.c", "int unused(void) { return 2; }");
    for (const name of ["used", "unused"]) tool("clang", ["-c", `${name}.c`, "-o", `${name}.o`], folder);
    tool("llvm-ar", ["rcs", "libparts.a", "used.o", "unused.o"], folder);
    source(
      "parts.c",
      "#include <Python.h>\nint used(void);\nPyMODINIT_FUNC PyInit_parts(void) { return used() ? NULL : NULL; }",
    );
    extension("parts.so", ["parts.c", "-L.", "-lparts"]);
    expect(nm("parts.so")).toEqual(expect.arrayContaining(["T PyInit_parts", "t used"]));
    expect(nm("parts.so").join()).not.toContain("unused");
    extension("whole.so", ["parts.c", "-Wl,--whole-archive,libparts.a,--no-whole-archive"]);
    expect(nm("whole.so")).toContain("t unused");
  }, 60_000);

  test("links LTO bitcode", () => {
    extension("lto.so", ["-flto", "parts.c", "used.c"]);
    expect(nm("lto.so")).toContain("T PyInit_parts");
  }, 60_000);

  test("links programs that Meson and CMake would ask about, and they run", () => {
    source("hello.c", '#include <stdio.h>\nint main(void) { puts("hello"); return 3; }');
    const ran = compile(
      linker,
      ["hello.c", "-Wl,--start-group,-lm,--end-group", "-Wl,--as-needed", "-Wl,-z,relro", "-o", "hello.wasm"],
      folder,
    );
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(runWasm(join(folder, "hello.wasm"))).toMatchObject({ code: 3, stdout: "hello\n" });
  }, 60_000);

  test("writes the log that the report reads", () => {
    const log = join(folder, "link.log");
    extension("parts.so", ["parts.c", "used.c"], { PYWASI_LINK_LOG: log });
    expect(JSON.parse(readFileSync(log, "utf8"))).toMatchObject({
      kind: "extension",
      inits: ["PyInit_parts"],
      output: join(folder, "parts.so"),
    });
  }, 60_000);

  test("ends with the linker's own message where that stops, and leaves no file", () => {
    const ran = compile(linker, ["-shared", "gone.o", "-o", "gone.so"], folder);
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toContain("gone.o");
    expect(existsSync(join(folder, "gone.so"))).toBe(false);
  }, 60_000);
});

describe("the object library, on objects of the SDK", () => {
  const sysroot = () => join(sdkPath(), "share", "wasi-sysroot", "lib", "wasm32-wasi");

  test("writes archives byte for byte as llvm-ar", () => {
    const members = readArchive(new Uint8Array(readFileSync(join(sysroot(), "libc.a"))), "libc.a").members.slice(
      0,
      200,
    );
    const ours = writeArchive(members.map(({ name, bytes }) => ({ name, bytes: bytes ?? new Uint8Array(0) })));
    writeFileSync(join(folder, "ours.a"), ours);
    writeFileSync(join(folder, "theirs.a"), ours);
    tool("llvm-ranlib", ["-D", "theirs.a"], folder);
    expect(Buffer.compare(bytesOf("theirs.a"), ours)).toBe(0);
  }, 60_000);

  test("reads thin archives of llvm-ar", () => {
    tool("llvm-ar", ["rcs", "--thin", "thin.a", "used.o", "unused.o"], folder);
    expect(readArchive(bytesOf("thin.a"), "thin.a").members.map(({ name }) => name)).toEqual(["used.o", "unused.o"]);
  });

  test("agrees with llvm-nm about every symbol, before and after an edit", () => {
    const object = readObject(bytesOf("one.so"), "one.so");
    const named = readSymbols(object).filter((each) => each.kind !== "section");
    expect(
      nm("one.so")
        .map((line) => line.slice(2))
        .sort(),
    ).toEqual(named.map((each) => each.name).sort());
    const edited = withoutCustomSections(
      withCustomSection(isolate(object).object, "mine", Uint8Array.of(1)),
      METADATA_SECTION,
    );
    writeFileSync(join(folder, "edited.o"), writeObject(edited));
    expect(nm("edited.o")).toEqual(nm("one.so"));
    const dump = (name: string) => tool("llvm-objdump", ["-d", "-r", name], folder).replace(name, "");
    expect(dump("edited.o")).toBe(dump("one.so"));
  });
});

describe("the relink with a real SDK", () => {
  const host = { ...nodeHost({ env: { ...process.env, PYWASI_CACHE_DIR: join(folder, "cache") } }) };
  const product = { ...host, folders: { ...host.folders, product: join(import.meta.dirname, "..", "..") } };
  const relink = async (
    modules: { name: string; object: Uint8Array }[],
    keepDebug = false,
    undefinedSymbols: "error" | "trap" = "error",
  ) =>
    runRelink(product, {
      ...tinyPython(folder),
      additions: await testAdditions(),
      exceptionLibraries: undefined,
      undefined: undefinedSymbols,
      modules,
      keepDebug,
      output: join(folder, "python.wasm"),
    });

  test("gives two packages with the same names inside their own: functions, statics, vtables", async () => {
    extension("two.so", ["-DWHO=2", "-std=c++17", "one.cc"]);
    const result = await relink([
      { name: "a.b._common", object: bytesOf("one.so") },
      { name: "a_b._common", object: bytesOf("two.so") },
    ]);
    expect(result.libraries).toContain("c++");
    const { stdout, stderr } = runWasm(join(folder, "python.wasm"));
    expect(stderr).toBe("");
    expect(stdout).toContain("a.b._common: in a.b._common: 1 3 1 1 3\n");
    expect(stdout).not.toContain("left behind");
    expect(stdout).toContain("a_b._common: in a_b._common: 2 4 2 2 3\n");
    for (const module of ["a.b._common", "a_b._common"]) expect(nm("python.wasm").join()).toContain(uniqueInit(module));
  }, 60_000);

  test("says of a symbol that nobody has which function wants it, in readable C++", async () => {
    source(
      "wants.cc",
      "#include <Python.h>\nnamespace ns { void gone(int); }\nvoid user() { ns::gone(1); }\nPyMODINIT_FUNC PyInit_wants(void) { user(); return 0; }",
    );
    extension("wants.so", ["-O0", "wants.cc"]);
    const error = await errorOf(() => relink([{ name: "wants", object: bytesOf("wants.so") }]));
    expect(error.code).toBe("WASI-LINK-UNDEFINED");
    expect(error.details[0]).toMatch(/^ns::gone\(int\): /);
    expect(error.details[1]).toContain("wanted by wants in user()");
  }, 60_000);

  test("makes functions that nobody defines end the program with their name, where it is asked to", async () => {
    source(
      "trapped.c",
      "#include <Python.h>\nlong long nowhere(int, double, float); void elsewhere(void);\n" +
        "PyObject *user(int call) { if (call) elsewhere(); return nowhere(1, 2.0, 3.0f) ? NULL : NULL; }\n" +
        'PyMODINIT_FUNC PyInit_trapped(void) { printf("before"); return user(0); }',
    );
    extension("trapped.so", ["-O1", "-fno-inline", "trapped.c"]);
    const { stubbed, warnings } = await relink([{ name: "trapped", object: bytesOf("trapped.so") }], false, "trap");
    expect(stubbed).toEqual(["elsewhere (wanted by trapped in user)", "nowhere (wanted by trapped in user)"]);
    expect(warnings).toEqual([]);
    const { code, stdout, stderr } = runWasm(join(folder, "python.wasm"));
    expect(stdout).toContain("before");
    expect(stderr).toContain("fatal: nowhere() was called, which nothing in this python.wasm defines");
    expect(code).not.toBe(0);
  }, 60_000);

  test("explains data that nobody defines even so", async () => {
    source(
      "data.c",
      "#include <Python.h>\nextern int table[]; void gone(void);\nPyMODINIT_FUNC PyInit_data(void) { gone(); return (PyObject *)table; }",
    );
    extension("data.so", ["data.c"]);
    const error = await errorOf(() => relink([{ name: "data", object: bytesOf("data.so") }], false, "trap"));
    expect(error).toMatchObject({ code: "WASI-LINK-UNDEFINED" });
    expect(error.details.join()).toContain("table");
  }, 60_000);

  test("ends a program that throws with the exception's type, after its output", async () => {
    source(
      "throws.cc",
      '#include <Python.h>\n#include <stdexcept>\nPyMODINIT_FUNC PyInit_throws(void) { printf("before"); throw std::runtime_error("x"); }',
    );
    extension("throws.so", ["throws.cc"]);
    const result = await relink([{ name: "throws", object: bytesOf("throws.so") }]);
    expect(result.throwing).toEqual(["throws"]);
    const ran = runWasm(join(folder, "python.wasm"));
    expect(ran.stdout).toContain("before");
    expect(ran.stderr).toContain("fatal: a C++ exception (std::runtime_error) was thrown by throws,");
    expect(ran.code).not.toBe(0);
  }, 60_000);

  test("leaves debug sections out, and names of functions in", async () => {
    source(
      "debug.c",
      '#include <Python.h>\nint helper(int a) { return a + 1; }\nPyMODINIT_FUNC PyInit_debug(void) { return helper(1) ? (PyObject *)"d" : NULL; }',
    );
    extension("debug.so", ["-g", "-O0", "debug.c"]);
    await relink([{ name: "debug", object: bytesOf("debug.so") }]);
    const sections = () => tool("llvm-objdump", ["-h", "python.wasm"], folder);
    expect(sections()).not.toContain(".debug_line");
    expect(nm("python.wasm").join()).toContain("helper");
    await relink([{ name: "debug", object: bytesOf("debug.so") }], true);
    expect(sections()).toContain(".debug_line");
  }, 60_000);

  test("plans for the size of the extensions' data", () => {
    source(
      "big.c",
      '#include <Python.h>\nchar big[50000000];\nPyMODINIT_FUNC PyInit_big(void) { big[1] = 1; return (PyObject *)"b"; }',
    );
    extension("big.so", ["big.c"]);
    const { link } = relinkPlan({
      ...tinyPython(folder),
      additions: { lib: "a" },
      modules: [{ name: "big", object: bytesOf("big.so") }],
      keepDebug: false,
      exceptionLibraries: undefined,
      sources: "s",
      work: "w",
      output: "o",
    });
    const memory = Number(/--initial-memory=(\d+)/.exec(link.args.join(" "))?.[1]);
    expect(memory).toBeGreaterThan(50_000_000);
  }, 60_000);
});
