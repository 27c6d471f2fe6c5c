/** `pywasi run`: Python code in the linked interpreter. */
import { isAbsolute, join } from "node:path";
import type { Guests } from "../host/guests.ts";
import type { Host } from "../host/host.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { UserError } from "../report/errors.ts";
import type { BundleRecord, Suspect } from "../runtime/bundle.ts";
import { guestView } from "../runtime/guest-view.ts";
import { rustPanic } from "../runtime/rust-panic.ts";
import { trappedCall } from "../runtime/trapped-call.ts";

/** CPython's own recursion limit must be met before the thread's stack ends; 64 MiB are reserved, not used. */
const STACK_MEGABYTES = 64;

export interface RunRequest {
  readonly inputs: Inputs;
  /** What follows `python`: `-c CODE`, `-m MODULE`, `FILE`, with their arguments. */
  readonly operands: readonly string[];
  readonly dirs: readonly string[];
  readonly env: readonly string[];
}

/**
 * @returns the guest's exit code
 * @throws {UserError} WASI-RUN-NO-INTERPRETER, WASI-RUN-TRAP, WASI-RUN-PANIC
 */
export async function run(host: Host, guests: Guests, request: RunRequest): Promise<number> {
  const bundle = absolute(host, join(request.inputs.outDir, "bundle"));
  const module = join(bundle, "python.wasm");
  if (!(await host.files.info(module))) {
    throw new UserError(
      "WASI-RUN-NO-INTERPRETER",
      `There is no ${module}.`,
      "Run pywasi build PACKAGE in this folder first, or name the folder of an earlier build with --out-dir.",
    );
  }
  const view = guestView(
    bundle,
    host.folders.work,
    request.dirs.map((dir) => absoluteDir(host, dir)),
    request.env,
  );
  const result = await guests.run({
    module,
    args: ["python", ...request.operands],
    ...view,
    stackMegabytes: STACK_MEGABYTES,
  });
  if (result.trap) {
    const panic = rustPanic(result.trap.lastWords);
    if (panic) {
      throw new UserError(
        "WASI-RUN-PANIC",
        `Rust code panicked at ${panic.place}: ${panic.message}`,
        "A panic ends the interpreter: Rust's standard library for WASI cannot unwind, so that there is no PanicException to catch. Threads, processes and sockets, which WASI lacks, are the usual cause.",
        result.trap.frames.slice(0, 20).map((frame) => `in ${frame}`),
      );
    }
    const call = trappedCall(result.trap.message, result.trap.frames, await suspectsOf(host, bundle));
    throw new UserError(
      "WASI-RUN-TRAP",
      `The interpreter trapped: ${result.trap.message}${call ? `, in ${call.caller}` : ""}.`,
      call?.remedy ?? "The frames show the function that trapped first.",
      [
        ...result.trap.frames.slice(0, 20).map((frame) => `in ${frame}`),
        ...(call?.suspects ?? []).map((suspect) => `likely called: ${suspect}`),
      ],
    );
  }
  return result.exitCode;
}

async function suspectsOf(host: Host, bundle: string): Promise<readonly Suspect[]> {
  const path = join(bundle, "pywasi.json");
  if (!(await host.files.info(path))) return [];
  const record = JSON.parse(await host.files.readText(path)) as BundleRecord;
  return record.suspects ?? [];
}

function absolute(host: Host, path: string): string {
  return isAbsolute(path) ? path : join(host.folders.work, path);
}

function absoluteDir(host: Host, dir: string): string {
  const [path = "", ...guest] = dir.split("::");
  return [path === "" ? "" : absolute(host, path), ...guest].join("::");
}
