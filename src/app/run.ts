/** `pywasi run`: Python code in the linked interpreter. */
import { dirname, join, relative } from "node:path";
import type { Guests } from "../host/guests.ts";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { UserError } from "../report/errors.ts";
import type { BundleRecord, Suspect } from "../runtime/bundle.ts";
import { guestFolder } from "../runtime/guest-folder.ts";
import { guestPath, guestView } from "../runtime/guest-view.ts";
import { rustPanic } from "../runtime/rust-panic.ts";
import { scriptPlace } from "../runtime/script.ts";
import { trappedCall } from "../runtime/trapped-call.ts";

/** CPython's own recursion limit must be met before the thread's stack ends; 64 MiB are reserved, not used. */
const STACK_MEGABYTES = 64;

export interface RunRequest {
  readonly inputs: Inputs;
  /** What follows `python`: `-c CODE`, `-m MODULE`, `FILE`, with their arguments. */
  readonly operands: readonly string[];
  readonly dirs: readonly string[];
  readonly env: readonly string[];
  /** MiB, as given; undefined for the default. */
  readonly stack?: string | undefined;
}

/**
 * @returns the guest's exit code
 * @throws {UserError} WASI-RUN-NO-INTERPRETER, WASI-RUN-TRAP, WASI-RUN-PANIC
 */
export async function run(host: Host, guests: Guests, request: RunRequest): Promise<number> {
  const bundle = userPath(host, join(request.inputs.outDir, "bundle"));
  const module = join(bundle, "python.wasm");
  if (!(await host.files.info(module))) {
    throw new UserError(
      "WASI-RUN-NO-INTERPRETER",
      `There is no ${module}.`,
      "Run pywasi build PACKAGE in this folder first, or name the folder of an earlier build with --out-dir.",
    );
  }
  const script = await outsideScript(host, request);
  const dirs = request.dirs.map((dir) => guestFolder(host, dir));
  const view = guestView(bundle, host.folders.work, [...(script?.dirs ?? []), ...dirs], request.env);
  const result = await guests.run({
    module,
    args: ["python", ...(script?.operands ?? request.operands)],
    ...view,
    stackMegabytes: request.stack === undefined ? STACK_MEGABYTES : megabytes(request.stack),
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

/**
 * A script that lies outside the working folder: whoever names it wants it run, so the guest sees its folder, which is
 * also where Python looks for what it imports. Undefined for scripts inside, which the guest sees anyway.
 */
async function outsideScript(
  host: Host,
  { operands }: RunRequest,
): Promise<{ readonly operands: readonly string[]; readonly dirs: readonly string[] } | undefined> {
  const place = scriptPlace(operands);
  if (place === undefined) return undefined;
  const script = join(userPath(host, operands[place] ?? ""));
  const inside = !/^\.\.(?:[\\/]|$)/.test(relative(host.folders.work, script));
  if (inside || (await host.files.info(script)) === undefined) return undefined;
  return { operands: operands.with(place, guestPath(script)), dirs: [dirname(script)] };
}

function megabytes(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 4096) return number;
  throw new UserError(
    "WASI-INPUT-VALUE",
    `--stack-mb: "${text}" is no size of a stack.`,
    "Write a number of MiB from 1 to 4096.",
  );
}

async function suspectsOf(host: Host, bundle: string): Promise<readonly Suspect[]> {
  const path = join(bundle, "pywasi.json");
  if (!(await host.files.info(path))) return [];
  const record = JSON.parse(await host.files.readText(path)) as BundleRecord;
  return record.suspects ?? [];
}
