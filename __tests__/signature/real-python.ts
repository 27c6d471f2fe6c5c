/** CPython 3.11 for WASI out of the test mirror, for extensions that are compiled and run. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TargetPython } from "../../src/cpython/target-python.ts";
import type { WasiSdk } from "../../src/sdk/sdk.ts";
import { type Ran, sdkPath } from "../link/sdk.ts";
import { someSdk, someTarget } from "../link/some-target.ts";

/** @throws {Error} with the command that assembles it */
export function realPython(): { readonly target: TargetPython; readonly sdk: WasiSdk } {
  const prefix = join(process.env.PYWASI_TEST_MIRROR ?? "", "prefixes", "cpython-3.11.8");
  if (!existsSync(join(prefix, "lib", "libpython3.11.a"))) {
    throw new Error(`There is no CPython in "${prefix}". Run the tests with: npm test -- unit/signature`);
  }
  const target: TargetPython = {
    ...someTarget,
    version: { text: "3.11.8", minor: "3.11", patch: 8, phase: "final", serial: 0 },
    path: prefix,
    include: join(prefix, "include", "python3.11"),
    library: join(prefix, "lib", "libpython3.11.a"),
    archives: [join(prefix, "lib", "libmpdec.a"), join(prefix, "lib", "libexpat.a")],
    stdlib: join(prefix, "lib", "python3.11"),
    stackSize: 1 << 20,
    initialMemory: 10 << 20,
    systemLibraries: ["dl", "wasi-emulated-signal", "wasi-emulated-getpid", "wasi-emulated-process-clocks", "m"],
  };
  return { target, sdk: { ...someSdk, path: sdkPath(), sysroot: join(sdkPath(), "share", "wasi-sysroot") } };
}

/** Runs a python.wasm under node:wasi with the prefix as its `/`, on a thread whose stack is as large as the product's. */
export function runPython(module: string, root: string, code: string): Ran {
  const guest = `
    import { readFileSync } from "node:fs";
    import { WASI } from "node:wasi";
    const wasi = new WASI({
      version: "preview1",
      args: ${JSON.stringify(["python", "-B", "-c", code])},
      preopens: { "/": ${JSON.stringify(root)} },
      returnOnExit: true,
    });
    const module = await WebAssembly.compile(readFileSync(${JSON.stringify(module)}));
    process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));`;
  const script = `
    import { Worker } from "node:worker_threads";
    const url = new URL("data:text/javascript," + encodeURIComponent(${JSON.stringify(guest)}));
    new Worker(url, { resourceLimits: { stackSizeMb: 64 } }).on("exit", (code) => { process.exitCode = code; });`;
  const args = ["--no-warnings", "--input-type=module", "-e", script];
  const result = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}
