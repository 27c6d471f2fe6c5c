/** Runs wasm-opt over a linked interpreter. */
import { dirname, join } from "node:path";
import type { Host } from "../../host/host.ts";
import { readObject } from "../../object/object-file.ts";
import { UserError } from "../../report/errors.ts";
import { findWasmOpt } from "./wasm-opt.ts";
import { type WasmOptPasses, wasmOptArguments } from "./wasm-opt-plan.ts";

/**
 * @param module absolute path; replaced
 * @returns its new size in bytes, and the milliseconds that it took
 * @throws {UserError} WASI-LINK-WASM-OPT; then the module is as it was
 */
export async function runWasmOpt(
  host: Host,
  module: string,
  passes: WasmOptPasses,
): Promise<{ readonly bytes: number; readonly milliseconds: number }> {
  const start = performance.now();
  const [program, ...first] = await findWasmOpt(host);
  const output = join(dirname(module), "python.wasm-opt.wasm");
  const args = wasmOptArguments(readObject(await host.files.readBytes(module), module), passes, module, output);
  const { code, stdout, stderr } = await host.processes.run(program, [...first, ...args]);
  if (code !== 0) {
    await host.files.remove(output);
    throw new UserError(
      "WASI-LINK-WASM-OPT",
      `${program} could not rewrite python.wasm.`,
      "An old wasm-opt on PATH may not know a feature that the SDK's compiler uses: take it off PATH, and one of a known version is installed.",
      `${stdout}${stderr}`.trim().split("\n").slice(-20),
    );
  }
  await host.files.rename(output, module);
  return { bytes: (await host.files.info(module))?.size ?? 0, milliseconds: performance.now() - start };
}
