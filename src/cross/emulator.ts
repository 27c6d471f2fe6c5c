/**
 * `wasi-run`: runs what configure checks compile, as Meson's exe_wrapper and CMAKE_CROSSCOMPILING_EMULATOR.
 *
 * The guest sees the machine's whole file system, for a check reads and writes in its build folder. WASI has no current
 * folder: relative paths start at /, which checks do not use.
 */
import { quoted } from "./shell-words.ts";

export function emulatorLauncher(node: string, script: string): string {
  return `#!/bin/sh
# wasi-run: a WebAssembly program under node:wasi.
exec ${quoted(node)} --disable-warning=ExperimentalWarning ${quoted(script)} "$@"
`;
}

/** CMake's FindPython starts the build machine's interpreter through the emulator too: such a program runs as it is. */
export const EMULATOR_SCRIPT = `import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const [program, ...args] = process.argv.slice(2);
const bytes = readFileSync(program);
if (bytes.readUInt32BE(0) !== 0x0061736d) {
  const { status } = spawnSync(program, args, { stdio: "inherit" });
  process.exit(status ?? 1);
}
const wasi = new WASI({
  version: "preview1",
  args: [program, ...args],
  env: process.env,
  preopens: { "/": "/" },
  returnOnExit: true,
});
const { instance } = await WebAssembly.instantiate(bytes, wasi.getImportObject());
process.exitCode = wasi.start(instance);
`;
