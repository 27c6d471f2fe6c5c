/** The proof that a stand-in SDK works: C and C++ programs compile without a flag and say what they should. */
import { join } from "node:path";
import { mirrorError } from "./failure.ts";
import type { Workshop } from "./workshop.ts";

const PROGRAMS = [
  {
    driver: "clang",
    file: "hello.c",
    text: '#include <stdio.h>\nint main(void) { printf("%s %.1f\\n", "hello", 1.5); return 0; }\n',
    says: "hello 1.5",
  },
  {
    driver: "clang++",
    file: "hello.cc",
    text: "#include <iostream>\n#include <vector>\nint main() { for (int n : std::vector<int>{1, 2, 3}) std::cout << n; }\n",
    says: "123",
  },
] as const;

/** Runs a WASI command with Node alone; its file is the only argument. */
const RUNNER = `
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";
const wasi = new WASI({ version: "preview1" });
const module = await WebAssembly.compile(readFileSync(process.argv[1]));
process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));
`;

/** @throws {UserError} WASI-MIRROR where a program does not compile or does not run */
export async function checkSdk(shop: Workshop, sdk: string): Promise<void> {
  shop.say("check that it compiles C and C++");
  const { files, platform } = shop.host;
  for (const { driver, file, text, says } of PROGRAMS) {
    const source = join(shop.scratch, file);
    const module = `${source}.wasm`;
    await files.write(source, text);
    // The libraries must be found by where they lie, not by what this shell was set up with.
    const env = { ...shop.host.env, LD_LIBRARY_PATH: undefined };
    await shop.run(`compile ${file}`, join(sdk, "bin", driver), ["-O1", source, "-o", module], { env });
    const args = ["--no-warnings", "--input-type=module", "--eval", RUNNER, module];
    const { stdout } = await shop.run(`run ${file}`, platform.node, args, { timeoutMs: 60_000 });
    if (stdout.trim() !== says) {
      throw mirrorError(
        `The stand-in SDK is not sound: ${file} printed "${stdout.trim()}" in place of "${says}".`,
        "Please report it with the versions of the packages; the mirror does not offer an SDK that fails this check.",
      );
    }
  }
}
