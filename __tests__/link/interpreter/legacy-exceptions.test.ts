/** setjmp() of an SDK before 33: compiled to the legacy form of exception handling, and translated after the link. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { nodeHost } from "../../../src/host/node-host.ts";
import { hasLegacyExceptions } from "../../../src/link/interpreter/legacy-exceptions.ts";
import { type RelinkResult, runRelink } from "../../../src/link/interpreter/run-relink.ts";
import { runWasmOpt } from "../../../src/link/wasm-opt/run-wasm-opt.ts";
import { readObject } from "../../../src/object/object-file.ts";
import { compile, linkerIn, runWasm, temporaryFolder, testAdditions } from "../sdk.ts";
import { tinyPython } from "../tiny-python.ts";

const features = join(import.meta.dirname, "..", "features");
const folder = temporaryFolder();
const output = join(folder, "python.wasm");
const host = nodeHost({ logStyle: "plain" });

let relinked: RelinkResult;
beforeAll(async () => {
  const linker = await linkerIn(folder);
  const additions = await testAdditions();
  const python = tinyPython(folder);
  const include = ["-I", python.target.include, "-isystem", additions.include];
  const build = (name: string, flags: readonly string[]) => {
    const source = join(features, `${name}.c`);
    const args = ["-shared", "-O1", ...include, ...flags, source, "-o", `${name}.so`];
    const { code, stderr } = compile(linker, args, folder);
    if (code !== 0) throw new Error(stderr);
    return { name, object: new Uint8Array(readFileSync(join(folder, `${name}.so`))) };
  };
  const modules = [build("leaps", ["-mllvm", "-wasm-enable-sjlj"]), build("visibility", ["-fvisibility=hidden"])];
  const product = { ...host.folders, product: join(import.meta.dirname, "..", "..", "..") };
  const options = { ...python, additions, modules, keepDebug: false, output };
  relinked = await runRelink({ ...host, folders: product }, options);
}, 240_000);

describe("setjmp() in the legacy form", () => {
  test("is seen in the module that has it, and makes the interpreter need exception handling", () => {
    expect(relinked).toMatchObject({ legacyExceptions: ["leaps"], exceptionHandling: true });
  });

  test("is gone once wasm-opt has translated it, and the jump still arrives", async () => {
    expect(hasLegacyExceptions(readObject(readFileSync(output), output))).toBe(true);
    await runWasmOpt(host, output, { translateExceptions: true, fpcast: false, optimize: undefined });
    expect(hasLegacyExceptions(readObject(readFileSync(output), output))).toBe(false);
    const { stdout, stderr } = runWasm(output, [], {}, { "/tmp": folder });
    expect(stdout + stderr).toContain("leaps: 7 2\nvisibility: 6");
  }, 240_000);
});
