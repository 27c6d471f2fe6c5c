/**
 * C++ exceptions and setjmp() with an SDK that has libraries for them, as releases do from 33 on: two tiny modules, one of
 * which catches what the other throws. `npm run exceptions:prove` does it with real bindings and a real CPython.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { nodeHost } from "../../src/host/node-host.ts";
import { type RelinkResult, runRelink } from "../../src/link/interpreter/run-relink.ts";
import { EXCEPTION_FLAGS, exceptionLibraries } from "../../src/sdk/exceptions.ts";
import { compile, linkerIn, runWasm, temporaryFolder, testAdditions } from "./sdk.ts";
import { tinyPython } from "./tiny-python.ts";

// Named by scripts/testing/test-mirror.ts where there is one: it takes minutes to make.
const path = process.env.PYWASI_TEST_SDK_33;
const features = join(import.meta.dirname, "features");
const folder = temporaryFolder();
const output = join(folder, "python.wasm");
const host = nodeHost({ logStyle: "plain" });

(path === undefined ? describe.skip : describe)("with an SDK that has libraries for exceptions", () => {
  let relinked: RelinkResult;
  let said: string;
  beforeAll(async () => {
    const sdk = { number: 33, path: path ?? "" };
    const additions = await testAdditions(sdk);
    const python = tinyPython(folder, sdk);
    const libraries = await exceptionLibraries(host, python.sdk, "on");
    const linker = await linkerIn(folder, process.execPath, { ...sdk, exceptionLibraries: libraries });
    const include = ["-I", python.target.include, "-isystem", additions.include];
    const modules = ["throws", "catches"].map((name) => {
      const args = ["-shared", "-O1", ...include, ...EXCEPTION_FLAGS, join(features, `${name}.cc`)];
      const { code, stderr } = compile(linker, [...args, "-o", `${name}.so`], folder, {}, sdk.path);
      if (code !== 0) throw new Error(stderr);
      return { name, object: new Uint8Array(readFileSync(join(folder, `${name}.so`))) };
    });
    const product = { ...host.folders, product: join(import.meta.dirname, "..", "..") };
    const options = { ...python, additions, modules, keepDebug: false, exceptionLibraries: libraries, output };
    relinked = await runRelink({ ...host, folders: product }, options);
    const ran = runWasm(output, [], {}, { "/tmp": folder });
    said = ran.stdout + ran.stderr;
  }, 240_000);

  test("an exception is caught in its own module, and destructors run on the way", () => {
    expect(said).toContain("throws: too far, destroyed 1\n");
  });

  test("another module catches it by its base class, an int by its type, and longjmp() lands beside them", () => {
    expect(said).toContain("catches: too far, 42, 3\n");
  });

  test("the interpreter needs exception handling, in the form that engines run without translation", () => {
    expect(relinked).toMatchObject({ exceptionHandling: true, throwing: [], legacyExceptions: [], warnings: [] });
  });
});
