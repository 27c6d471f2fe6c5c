/** What C and C++ can do besides calling functions, each in a tiny extension of its own; all linked into one interpreter. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { nodeHost } from "../../src/host/node-host.ts";
import { type RelinkResult, runRelink } from "../../src/link/interpreter/run-relink.ts";
import { compile, linkerIn, runWasm, temporaryFolder, testAdditions } from "./sdk.ts";
import { tinyPython } from "./tiny-python.ts";

const features = join(import.meta.dirname, "features");
const folder = temporaryFolder();
const EXPECTED: Readonly<Record<string, { sources: readonly string[]; flags?: readonly string[]; says: string }>> = {
  weak_symbols: { sources: ["weak_symbols.c", "weak_symbols_strong.c"], says: "15 null" },
  constructors: { sources: ["constructors.cc"], says: "3: 1 2 3, 7" },
  common_symbols: { sources: ["common_symbols.c", "common_symbols_other.c"], says: "4" },
  long_double: { sources: ["long_double.c"], says: "16 0.1 1" },
  file_offsets: { sources: ["file_offsets.c"], says: "8 5368709120 1 5368709121" },
  visibility: { sources: ["visibility.c"], flags: ["-fvisibility=hidden"], says: "6" },
  rtti: { sources: ["rtti.cc"], says: "2 1 4Both" },
  thread_local_: { sources: ["thread_local.cc"], says: "1 1 0 4 4" },
  own_wasi: { sources: ["own_wasi.c"], says: "8 1 diverted!" },
  jumps: { sources: ["jumps.c"], says: "5" },
};

let relinked: RelinkResult;
let said: string;
beforeAll(async () => {
  const linker = await linkerIn(folder);
  const additions = await testAdditions();
  const python = tinyPython(folder);
  for (const [name, { sources, flags = [] }] of Object.entries(EXPECTED)) {
    const files = sources.map((source) => join(features, source));
    const include = ["-I", python.target.include, "-isystem", additions.include];
    const { code, stderr } = compile(
      linker,
      ["-shared", "-O1", ...include, ...flags, ...files, "-o", `${name}.so`],
      folder,
    );
    if (code !== 0) throw new Error(stderr);
  }
  const host = nodeHost({ logStyle: "plain" });
  const product = { ...host.folders, product: join(import.meta.dirname, "..", "..") };
  const modules = Object.keys(EXPECTED).map((name) => ({
    name,
    object: new Uint8Array(readFileSync(join(folder, `${name}.so`))),
  }));
  const output = join(folder, "python.wasm");
  relinked = await runRelink(
    { ...host, folders: product },
    { ...python, additions, modules, keepDebug: false, output },
  );
  const ran = runWasm(output, [], {}, { "/tmp": folder });
  said = ran.stdout + ran.stderr;
}, 240_000);

describe("an extension with", () => {
  test.each(Object.keys(EXPECTED))("%s behaves as anywhere else", (name) => {
    expect(said.split("\n")).toContain(`${name}: ${EXPECTED[name]?.says}`);
  });

  test("none of it makes the interpreter need exception handling, or the linker warn", () => {
    expect(relinked).toMatchObject({ exceptionHandling: false, throwing: [], warnings: [] });
  });

  test("longjmp() on an SDK without setjmp ends the program where it jumps, and says why", () => {
    const { code, stdout, stderr } = runWasm(join(folder, "python.wasm"), [], { JUMP: "1" }, { "/tmp": folder });
    expect(stdout).toContain("rtti: 2 1 4Both");
    expect(stderr).toContain("fatal: longjmp(2) was called in code that was compiled without setjmp");
    expect(code).not.toBe(0);
  });
});
