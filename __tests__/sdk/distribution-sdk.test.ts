/** The real arrangement: the parts of an SDK, laid out as Debian lays out its packages, compile what they should. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { nodeHost } from "../../src/host/node-host.ts";
import { distributionAt } from "../../src/sdk/distribution.ts";
import { arrangeDistribution } from "../../src/sdk/distribution-sdk.ts";
import { runWasm, sdkPath, temporaryFolder } from "../link/sdk.ts";

const folder = temporaryFolder();

/** `usr` as clang-N, lld-N, llvm-N, wasi-libc and libclang-rt-N-dev-wasm32 fill it; clang's headers stay where they are. */
function debianPrefix(folder: string): string {
  const sdk = sdkPath();
  const prefix = join(folder, "it's usr");
  const [version = ""] = readdirSync(join(sdk, "lib", "clang"));
  const llvm = join(prefix, "lib", `llvm-${version}`);
  mkdirSync(join(llvm, "lib"), { recursive: true });
  mkdirSync(join(prefix, "include"));
  symlinkSync(join(sdk, "bin"), join(llvm, "bin"));
  for (const part of ["include", "lib"]) {
    symlinkSync(join(sdk, "share", "wasi-sysroot", part, "wasm32-wasi"), join(prefix, part, "wasm32-wasi"));
  }
  return prefix;
}

describe("an SDK arranged out of a distribution's packages", () => {
  test("compiles C and C++ without a flag, and is found again", async () => {
    const host = nodeHost({ env: { ...process.env, PYWASI_CACHE_DIR: join(folder, "cache") }, logStyle: "plain" });
    const found = await distributionAt(host, debianPrefix(folder));
    if ("lacks" in found) throw new Error(`the prefix lacks ${found.lacks}`);
    const sdk = await arrangeDistribution(host, 24, found);
    expect(sdk).toMatchObject({ number: 24, standIn: true, installed: true });
    const sources = {
      "a.c": '#include <stdio.h>\nint main(void) { puts("C"); }\n',
      "a.cc": '#include <iostream>\nint main() { std::cout << "C++\\n"; }\n',
    };
    for (const [name, text] of Object.entries(sources)) {
      const source = join(folder, name);
      writeFileSync(source, text);
      const driver = name.endsWith(".cc") ? "clang++" : "clang";
      execFileSync(join(sdk.path, "bin", driver), [source, "-o", `${source}.wasm`]);
      expect(runWasm(`${source}.wasm`).stdout.trim()).toBe(name === "a.c" ? "C" : "C++");
    }
    for (const tool of ["ar", "llvm-ar", "llvm-nm", "ranlib", "strip", "wasm-ld"]) {
      expect(existsSync(join(sdk.path, "bin", tool))).toBe(true);
    }
    expect(await arrangeDistribution(host, 24, found)).toEqual({ ...sdk, installed: false });
  });
});
