import { describe, expect, test } from "@jest/globals";
import type { RunResult } from "../../../src/host/host.ts";
import { runRelink } from "../../../src/link/interpreter/run-relink.ts";
import { writeObject } from "../../../src/object/object-file.ts";
import { SymbolFlag } from "../../../src/object/symbol-table.ts";
import { type FakeHostOptions, type FakeProgram, fakeHost } from "../../host/fake-host.ts";
import { smallObject, symbol } from "../../object/small-object.ts";
import { errorOf } from "../../user-error.ts";
import { someSdk, someTarget } from "../some-target.ts";

const symbols = [symbol("function", "shmget", SymbolFlag.undefined, 0), symbol("function", "PyInit_m", 0, 1)];
const modules = [
  { name: "m", object: writeObject(smallObject({ symbols, imports: ["shmget"] })), origin: "p.whl: m.so" },
];
const options = {
  target: someTarget,
  sdk: someSdk,
  additions: { lib: "/additions" },
  exceptionLibraries: undefined,
  undefined: "error" as const,
  modules,
  keepDebug: false,
  output: "/out/python.wasm",
};

/** A clang that compiles, and links to a file or to an error. */
function clang(link: Partial<RunResult> = {}, compile: Partial<RunResult> = {}): FakeProgram {
  return async ({ args }, host) => {
    const output = args[args.indexOf("-o") + 1] ?? "";
    const result = output.endsWith(".wasm") ? link : compile;
    if (!result.code) await host.files.write(output, "a program");
    return result;
  };
}

function host(program: FakeProgram, more: FakeHostOptions = {}) {
  return fakeHost({
    ...more,
    files: { "/out/python.wasm": "the old one", ...more.files },
    programs: { clang: program, "clang++": program, ...more.programs },
  });
}

describe("a relink", () => {
  test("puts the interpreter in its place and reports what is in it", async () => {
    const fake = host(
      clang({
        stderr:
          "wasm-ld: warning: function signature mismatch: f\n>>> defined as (i32) -> i32 in a.o\n>>> defined as () -> i32 in b.o\n",
      }),
    );
    const result = await runRelink(fake, options);
    expect(fake.text("/out/python.wasm")).toBe("a program");
    expect(result).toMatchObject({
      output: "/out/python.wasm",
      bytes: 9,
      modules: [{ name: "m" }],
      throwing: [],
      warnings: ["function signature mismatch: f >>> defined as (i32) -> i32 in a.o >>> defined as () -> i32 in b.o"],
    });
    expect(fake.below("/temp")).toEqual([]);
  });

  test("uses the SDK's exception libraries where they are and somebody throws", async () => {
    const throwing = writeObject(
      smallObject({
        symbols: [symbol("function", "__cxa_throw", SymbolFlag.undefined, 0), symbol("function", "PyInit_m", 0, 1)],
        imports: ["__cxa_throw"],
      }),
    );
    const eh = "/sdk/sysroot/lib/wasm32-wasip1/eh";
    const fake = host(clang());
    const modules = [{ name: "m", object: throwing }];
    const result = await runRelink(fake, { ...options, exceptionLibraries: eh, modules });
    expect(result.exceptionHandling).toBe(true);
    expect(fake.runs.at(-1)?.args).toContain(`-L${eh}`);
  });

  test("that finds symbols undefined explains them, with readable names where the SDK has a demangler", async () => {
    const stderr = "wasm-ld: error: /temp/relink-1/0-m.o: undefined symbol: shmget\n";
    const cxxfilt: FakeProgram = ({ options: { input } }) => ({
      stdout: String(input).replace("wanted by", "WANTED BY"),
    });
    const fake = host(clang({ code: 1, stderr }), {
      files: { "/sdk/bin/llvm-cxxfilt": "" },
      programs: { "llvm-cxxfilt": cxxfilt },
    });
    const error = await errorOf(() => runRelink(fake, options));
    expect(error).toMatchObject({
      code: "WASI-LINK-UNDEFINED",
      details: [expect.stringContaining("shmget: WASI"), "  WANTED BY p.whl: m.so in PyInit_m"],
    });
    expect(fake.text("/out/python.wasm")).toBe("the old one");
    expect(fake.below("/temp")).toEqual([]);
  });

  test.each([
    [
      "link",
      clang({ code: 1, stderr: "wasm-ld: error: duplicate symbol: x\n" }),
      "The interpreter did not link.",
      "duplicate symbol: x",
    ],
    [
      "compile",
      clang({}, { code: 1, stderr: "main.c:1: error: no Python.h\n" }),
      "The interpreter's main did not compile.",
      "no Python.h",
    ],
  ])("that does not %s shows the SDK's own words", async (_, program, message, words) => {
    const error = await errorOf(() => runRelink(host(program), options));
    expect(error).toMatchObject({ code: "WASI-LINK-FAILED", message });
    expect(error.details.join()).toContain(words);
  });
});
