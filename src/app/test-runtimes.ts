/** The runtimes that a test command runs in, each out of the inputs that choose it. */
import { join } from "node:path";
import type { BuildPython } from "../cpython/build-python/build-python.ts";
import type { Guests } from "../host/guests.ts";
import type { Host } from "../host/host.ts";
import type { Inputs, TestInputs } from "../inputs/inputs.ts";
import { downloadSettings } from "../pins/settings.ts";
import type { Bundle, BundleRecord } from "../runtime/bundle.ts";
import { findWasmtime } from "../runtime/wasmtime.ts";
import type { TestRuntime } from "../testing/guest.ts";
import { installNative } from "../testing/native-environment.ts";
import { nativeRuntime } from "../testing/native-runtime.ts";
import { nodeRuntime } from "../testing/node-runtime.ts";
import type { Sandbox } from "../testing/sandbox.ts";
import { copiedSandbox, precompiled, wasmtimeRuntime } from "../testing/wasmtime-runtime.ts";

/**
 * node:wasi, or the wasmtime that was asked for over copies of the folders, its module compiled beforehand.
 *
 * @throws {UserError} WASI-RUNTIME, and as `installWasmtime`
 */
export async function runtimeFor(
  host: Host,
  guests: Guests,
  inputs: Inputs,
  sandbox: Sandbox,
  { scratch, outDir, exceptions }: { readonly scratch: string; readonly outDir: string; readonly exceptions: boolean },
): Promise<TestRuntime> {
  const { runtime } = inputs.test;
  if (runtime === "node") return nodeRuntime(guests, sandbox);
  const wasmtime = await findWasmtime(host, runtime, await downloadSettings(host, inputs), exceptions);
  const module = await precompiled(host, wasmtime, join(sandbox.bundle, "python.wasm"), join(outDir, "test-cache"));
  return wasmtimeRuntime(host, wasmtime, await copiedSandbox(host, sandbox, join(scratch, "copies")), module);
}

/** The build machine's own Python with the same packages. @throws {UserError} as `installNative` */
export async function nativeFor(
  host: Host,
  want: {
    readonly buildPython: BuildPython;
    readonly record: BundleRecord;
    readonly requirements: { readonly requirements: readonly string[]; readonly groups: readonly string[] };
    readonly options: TestInputs;
    readonly scratch: string;
    readonly bundle: Bundle;
  },
): Promise<TestRuntime> {
  const python = await host.log.group("Native environment", () =>
    installNative(host, {
      buildPython: want.buildPython,
      packages: want.record.packages,
      ...want.requirements,
      folder: join(want.scratch, "native"),
    }),
  );
  return nativeRuntime(host, {
    python,
    version: want.buildPython.version.text,
    work: host.folders.work,
    modules: join(host.folders.product, "target", "testing"),
    env: want.options.environment,
  });
}
