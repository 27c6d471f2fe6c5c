/** Tests under wasmtime: a process for each guest, the compiled module in wasmtime's own cache. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { engineOptions, type Wasmtime, wasmtimeArguments, wasmtimeResult } from "../runtime/wasmtime.ts";
import type { TestRuntime } from "./guest.ts";
import { startProcess } from "./process-guest.ts";
import { type Sandbox, sandboxed } from "./sandbox.ts";

/**
 * Compiles the module once for all guests, into a folder that the next run finds again; wasmtime would take seconds for
 * each guest. @returns the bundle's module compiled, or as it is where this wasmtime does not compile beforehand
 */
export async function precompiled(host: Host, wasmtime: Wasmtime, module: string, folder: string): Promise<string> {
  const hash = createHash("sha256").update(await host.files.readBytes(module));
  const file = join(folder, `${wasmtime.version}-${hash.digest("hex").slice(0, 16)}.cwasm`);
  if (await host.files.info(file)) return file;
  await host.files.makeFolder(folder);
  const compile = await host.processes.run(wasmtime.path, ["compile", ...engineOptions(wasmtime), "-o", file, module]);
  if (compile.code === 0) return file;
  host.log.info(`wasmtime did not compile beforehand: ${compile.stderr.trim().split("\n")[0] ?? ""}`);
  await host.files.remove(file);
  return module;
}

/** @param module absolute path, the bundle's own or what `precompiled` made of it */
export function wasmtimeRuntime(host: Host, wasmtime: Wasmtime, sandbox: Sandbox, module: string): TestRuntime {
  return {
    name: `wasmtime ${wasmtime.version}`,
    start: (guest) =>
      startProcess(host, {
        command: wasmtime.path,
        args: wasmtimeArguments(wasmtime, { ...sandboxed(sandbox, guest), module }),
        // The backtrace of the guest is wanted, that of wasmtime itself is not.
        env: { ...host.env, RUST_BACKTRACE: "0", RUST_LIB_BACKTRACE: "0", WASMTIME_BACKTRACE_DETAILS: "0" },
        runtimeSpeaks: /^Error: failed to run main module/,
        output: guest.output,
        result: wasmtimeResult,
      }),
  };
}

/** wasmtime knows no read-only folders: its guests get copies of what they must not change. */
export async function copiedSandbox(host: Host, sandbox: Sandbox, folder: string): Promise<Sandbox> {
  const copy = async (from: string, name: string) => {
    await host.files.copy(from, join(folder, name));
    return join(folder, name);
  };
  return {
    ...sandbox,
    bundle: await copy(sandbox.bundle, "bundle"),
    modules: await copy(sandbox.modules, "python"),
    site: sandbox.site === undefined ? undefined : await copy(sandbox.site, "site"),
  };
}
