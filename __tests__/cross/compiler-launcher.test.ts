/** The compiler launcher as a program: a clang that prints its arguments shows what comes through. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compilerLauncher } from "../../src/cross/compiler-launcher.ts";

let folder: string;
const launcher = () => join(folder, "wasi-cc");
const dropLog = () => join(folder, "drops");

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "launcher it's "));
  const compiler = join(folder, "clang");
  writeFileSync(compiler, '#!/bin/sh\nfor a do printf "%s\\0" "$a"; done\n');
  const text = compilerLauncher({
    name: "wasi-cc",
    compiler,
    include: "/target/include/python3.13",
    flags: ["-O2"],
    systemIncludes: ["/product/include"],
    exceptions: false,
    linker: "/cross/bin/wasi-ld",
    libraries: ["-lwasi-emulated-signal"],
    buildPrefix: "/opt/python/3.13",
    cache: undefined,
  });
  writeFileSync(launcher(), text);
  for (const program of [compiler, launcher()]) chmodSync(program, 0o755);
});
beforeEach(() => rmSync(dropLog(), { force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the compiler gets, without the headers of the SDK's that come after all others. */
function passed(args: readonly string[]): readonly string[] {
  const output = execFileSync(launcher(), args, { env: { PYWASI_DROP_LOG: dropLog() }, encoding: "utf8" });
  const all = output.split("\0").slice(0, -1);
  const added = all.indexOf("/product/include") - 1;
  expect(all.slice(added, added + 2)).toEqual(["-isystem", "/product/include"]);
  return all.toSpliced(added, 2);
}

function dropped(): readonly string[] {
  return existsSync(dropLog()) ? readFileSync(dropLog(), "utf8").split("\n").slice(0, -1) : [];
}

describe("the compiler launcher", () => {
  test("puts its own flags first, so that a project's choice wins", () => {
    expect(passed(["-c", "-O3", "x.c"])).toEqual(["-O2", "-c", "-O3", "x.c"]);
  });

  test("links with wasi-ld and the emulation libraries", () => {
    expect(passed(["x.o", "-o", "x"])).toEqual([
      "-fuse-ld=/cross/bin/wasi-ld",
      "-O2",
      "x.o",
      "-o",
      "x",
      "-lwasi-emulated-signal",
    ]);
  });

  test.each(["-c", "-E", "-S", "-M", "-MM", "-fsyntax-only", "--version", "-print-search-dirs", "-dumpversion"])(
    "does not link with %s",
    (mode) => {
      expect(passed([mode, "x.c"])).toEqual(["-O2", mode, "x.c"]);
    },
  );

  test.each([
    [["-I/usr/include"]],
    [["-I", "/usr/include/x"]],
    [["-I/usr/local/include"]],
    [["-isystem", "/usr/include/x86_64-linux-gnu"]],
    [["-isystem/opt/homebrew/include"]],
    [["-I/opt/python/3.13/include"]],
    [["-I/opt/python/3.13/include/python3.13"]],
    [["-I/somewhere/venv/include/python3.12"]],
    [["-I/usr/local/include/python3.13d"]],
    [["-L/usr/lib"]],
    [["-L/usr/lib/x86_64-linux-gnu"]],
    [["-L", "/usr/local/lib"]],
    [["-L/lib64"]],
    [["-L/opt/python/3.13/lib"]],
    [["-march=native"]],
    [["-mtune=generic"]],
    [["-msse4.1"]],
    [["-mavx512f"]],
    [["-m64"]],
    [["-pthread"]],
    [["-fopenmp"]],
    [["-fcommon"]],
    [["-fopenmp=libomp"]],
    [["-fPIC"]],
    [["-Wl,-rpath,/x"]],
    [["-Wl,-rpath=/x"]],
    [["-isysroot", "/SDKs/MacOSX.sdk"]],
    [["-arch", "arm64"]],
    [["-mmacosx-version-min=11.0"]],
  ])("keeps %j from the compiler and says so", (args) => {
    expect(passed(["-c", ...args, "x.c"])).toEqual(["-O2", "-c", "x.c"]);
    expect(dropped()).toEqual([args.join(" ")]);
  });

  test.each([
    [["-I/target/include/python3.13"]],
    [["-I", "/target/include/python3.13"]],
    [["-I/usr/includes"]],
    [["-I/home/me/usr/include"]],
    [["-I", "include"]],
    [["-L/libraries"]],
    [["-lz"]],
    [["-msimd128"]],
    [["-mllvm", "-wasm-enable-sjlj"]],
    [["-mcpu=generic"]],
    [["-fno-strict-aliasing"]],
    [["-Wall"]],
    [["-D", "X=/usr/include"]],
    [["-DPREFIX=/usr/include"]],
    [["-o", "a b.o"]],
    [["-I"]],
    [["-L"]],
  ])("lets %j through", (args) => {
    expect(passed(["-c", ...args])).toEqual(["-O2", "-c", ...args]);
    expect(dropped()).toEqual([]);
  });

  test("keeps the order, spaces, quotes and empty arguments of what it lets through", () => {
    const arg = fc.constantFrom("", "a b", "it's", '"q"', "$HOME", "*", "-DX='y z'", "x.c", "\\", "`id`", "-Dü=\n");
    fc.assert(
      fc.property(fc.array(arg, { maxLength: 8 }), (args) => {
        expect(passed(["-c", "-fPIC", ...args])).toEqual(["-O2", "-c", ...args]);
      }),
      { numRuns: 25 },
    );
  });

  test("writes no log where none is asked for", () => {
    execFileSync(launcher(), ["-c", "-fPIC", "x.c"], { env: {} });
    expect(existsSync(dropLog())).toBe(false);
  });
});

describe("a compiler cache", () => {
  const cached = (args: readonly string[]) => {
    const cache = join(folder, "ccache");
    writeFileSync(cache, '#!/bin/sh\nprintf "cached "; exec "$@"\n');
    const path = join(folder, "wasi-cc-cached");
    writeFileSync(
      path,
      compilerLauncher({
        name: "wasi-cc",
        compiler: join(folder, "clang"),
        include: "/target/include/python3.13",
        flags: ["-O2"],
        linker: "/cross/bin/wasi-ld",
        systemIncludes: [],
        exceptions: false,
        libraries: [],
        buildPrefix: "/opt/python/3.13",
        cache,
      }),
    );
    for (const program of [cache, path]) chmodSync(program, 0o755);
    return execFileSync(path, args, { encoding: "utf8" });
  };

  test("compiles, and sees what the compiler would have been given", () => {
    expect(cached(["-c", "-fPIC", "a.c", "-o", "a.o"])).toBe("cached -O2\0-c\0a.c\0-o\0a.o\0");
  });

  test("has no part in links and questions", () => {
    for (const args of [["a.o", "-o", "a.wasm"], ["--version"], ["-E", "a.c"]])
      expect(cached(args)).not.toMatch(/^cached/);
  });
});
