/** Programs over what is added to libc, compiled with a real SDK and run. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { ADDITION_LIBRARIES, ADDITIONS, type AdditionKind } from "../../src/libc/additions.ts";
import { reason } from "../../src/link/undefined/undefined-symbols.ts";
import { readArchive } from "../../src/object/archive.ts";
import { readObject } from "../../src/object/object-file.ts";
import { isDefined, isLocal, readSymbols } from "../../src/object/symbol-table.ts";
import { compile, linkerIn, type Ran, runWasm, temporaryFolder, testAdditions } from "../link/sdk.ts";

const EMULATIONS = ["SIGNAL", "PROCESS_CLOCKS", "MMAN", "GETPID", "PTHREAD"].map((name) => `-D_WASI_EMULATED_${name}`);
const LIBRARIES = ["signal", "process-clocks", "mman", "getpid"].map((name) => `-lwasi-emulated-${name}`);
const programs = join(import.meta.dirname, "programs");
const folder = temporaryFolder();
let linker = "";
let include = "";
let lib = "";
beforeAll(async () => {
  linker = await linkerIn(folder);
  ({ include, lib } = await testAdditions());
}, 240_000);

function build(source: string, output: string, more: readonly string[] = []): Ran {
  const flags = source.endsWith(".cc") ? ["-std=c++20"] : ["-std=gnu17"];
  const args = [...flags, ...EMULATIONS, "-isystem", include, `-I${programs}`, join(programs, source)];
  return compile(linker, [...args, ...LIBRARIES, ...more, "-o", output], folder);
}

function run(output: string, env: Record<string, string> = {}): Ran {
  return runWasm(join(folder, output), [], { HOME: "/", ...env }, { "/tmp": folder });
}

describe("a program with what is added to libc", () => {
  test.each(["identity.c", "processes.c", "signals.c", "names.c"])(
    "%s finds each function as documented",
    (source) => {
      expect(build(source, `${source}.wasm`)).toMatchObject({ code: 0, stderr: "" });
      expect(run(`${source}.wasm`)).toEqual({ code: 0, stdout: "", stderr: "" });
    },
    60_000,
  );

  test("makes temporary files, sets what files do not have, and logs to standard error", () => {
    expect(build("files.c", "files.wasm")).toMatchObject({ code: 0, stderr: "" });
    expect(run("files.wasm")).toEqual({ code: 0, stdout: "", stderr: "program: 3 apples\n" });
  }, 60_000);

  test("duplicates descriptors in the interpreter's way of linking, and refuses to without it", () => {
    const wraps = ADDITIONS.flatMap((each) => each.wraps ?? []).map((name) => `-Wl,--wrap=${name}`);
    expect(build("duplicates.c", "duplicates.wasm", wraps)).toMatchObject({ code: 0, stderr: "" });
    expect(run("duplicates.wasm")).toEqual({ code: 0, stdout: "to the host\n", stderr: "" });
    expect(build("duplicates.c", "without.wasm")).toMatchObject({ code: 0, stderr: "" });
    expect(run("without.wasm").stdout).toContain("copy >= 0");
  }, 60_000);

  test("locks for one thread, and says what would wait for ever", () => {
    expect(build("threads.c", "threads.wasm")).toMatchObject({ code: 0, stderr: "" });
    const { code, stdout, stderr } = run("threads.wasm");
    expect(stdout).toBe("");
    expect(stderr).toContain("fatal: pthread_cond_wait() would wait for ever: WASI 0.1 has no threads");
    expect(code).not.toBe(0);
  }, 60_000);

  test("describes functions by libffi, and says why it cannot call one, its output not lost", () => {
    expect(build("ffi.c", "ffi.wasm", ["-lffi"])).toMatchObject({ code: 0, stderr: "" });
    const { code, stdout, stderr } = run("ffi.wasm");
    expect(stdout).toBe("before the call\n");
    expect(stderr).toContain("fatal: ffi_call() was called");
    expect(code).not.toBe(0);
  }, 60_000);

  test("has libc++'s locks, futures and file streams", () => {
    expect(build("threads.cc", "cxx.wasm")).toMatchObject({ code: 0, stderr: "" });
    expect(run("cxx.wasm")).toEqual({ code: 0, stdout: "thread_local destructed\n", stderr: "" });
  }, 60_000);

  test("ends where it starts a std::thread, with a message that says so", () => {
    const { code, stderr } = run("cxx.wasm", { START_A_THREAD: "1" });
    expect(stderr).toContain("thread constructor failed");
    expect(code).not.toBe(0);
  });

  test("is told by a configure check that fork() is missing and getuid() is there", () => {
    writeFileSync(join(folder, "fork.c"), "char fork(); int main(void) { return fork(); }");
    writeFileSync(join(folder, "getuid.c"), "char getuid(); int main(void) { return getuid(); }");
    const check = (name: string) => compile(linker, [`${name}.c`, "-o", "conftest"], folder).code;
    expect(check("fork")).not.toBe(0);
    expect(check("getuid")).toBe(0);
  }, 60_000);
});

describe("the list of additions", () => {
  // What begins with the product's name is called by the relink alone, and no header declares it.
  const SHOULD_HAVE_BEEN_LISTED = /^(?!_Z|__original_main$|pywasi_)/;

  test("names what the libraries define, less what this SDK has itself", () => {
    for (const kind of Object.keys(ADDITION_LIBRARIES) as AdditionKind[]) {
      const listed = ADDITIONS.filter((each) => each.kind === kind).flatMap(({ functions, wraps = [] }) => [
        ...functions,
        ...wraps.map((name) => `__wrap_${name}`),
      ]);
      const file = join(lib, `lib${ADDITION_LIBRARIES[kind]}.a`);
      const built = readArchive(new Uint8Array(readFileSync(file)), file).members.flatMap(({ name, bytes }) =>
        readSymbols(readObject(bytes ?? new Uint8Array(0), name))
          .filter((symbol) => symbol.kind !== "section" && isDefined(symbol) && !isLocal(symbol))
          .map((symbol) => symbol.name),
      );
      expect(built.filter((name) => SHOULD_HAVE_BEEN_LISTED.test(name) && !listed.includes(name))).toEqual([]);
      expect(new Set(built).size).toBe(built.length);
    }
  });

  test("has no function of which an undefined symbol's explanation says that it is missing", () => {
    const functions = ADDITIONS.flatMap((each) => each.functions).filter((name) => !/^_?pthread_/.test(name));
    const why = reason("a_function_that_nobody_knows").why;
    expect(functions.filter((name) => reason(name).why !== why)).toEqual([]);
  });

  test("has each of its headers, or the SDK has", () => {
    const headers = [...new Set(ADDITIONS.flatMap((each) => each.headers))];
    const c = headers.filter((name) => name.endsWith(".h"));
    writeFileSync(join(folder, "all.c"), c.map((name) => `#include <${name}>\n`).join(""));
    writeFileSync(join(folder, "all.cc"), headers.map((name) => `#include <${name}>\n`).join(""));
    for (const [source, standard] of [
      ["all.c", "-std=c99"],
      ["all.c", "-std=gnu23"],
      ["all.cc", "-std=c++17"],
      ["all.cc", "-std=c++23"],
    ] as const) {
      const args = [standard, ...EMULATIONS, "-Wall", "-Wextra", "-isystem", include, "-c", source, "-o", "all.o"];
      expect(compile(linker, args, folder)).toEqual({
        code: 0,
        stdout: "",
        stderr: expect.not.stringContaining("error"),
      });
    }
  }, 60_000);
});
