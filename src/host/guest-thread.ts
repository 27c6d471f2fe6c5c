/** What happens in a guest's thread: an instance of the module, its system calls, its end. */
import { closeSync, openSync } from "node:fs";
import { WASI } from "node:wasi";
import { guarded } from "./guest-guard.ts";
import type { GuestAnswer, GuestWork } from "./guests.ts";
import { type GuestMemory, lastWordsOf } from "./last-words.ts";

/** Deep stacks matter for a trap: the frame that made the bad call is what the user needs. */
const FRAMES = 100;

/** @throws {Error} what is no trap: a module that does not fit, a folder that is not there */
export async function runGuest({ request, module }: GuestWork): Promise<GuestAnswer> {
  Error.stackTraceLimit = FRAMES;
  const output = request.output === undefined ? undefined : openSync(request.output, "a");
  const input =
    request.output === undefined ? undefined : openSync(process.platform === "win32" ? "NUL" : "/dev/null", "r");
  const wasi = new WASI({
    version: "preview1",
    args: [...request.args],
    env: { ...request.env },
    preopens: { ...request.preopens },
    returnOnExit: true,
    ...(output === undefined ? {} : { stdout: output, stderr: output }),
    ...(input === undefined ? {} : { stdin: input }),
  });
  let instance: WebAssembly.Instance | undefined;
  const memory = () => instance?.exports.memory as GuestMemory;
  const imports = wasi.getImportObject() as WebAssembly.Imports;
  const lastWords = lastWordsOf(imports, memory);
  const rules = request.guard;
  if (rules) {
    for (const [name, calls] of Object.entries(imports)) {
      imports[name] = guarded(calls as Parameters<typeof guarded>[0], Object.keys(request.preopens), rules, memory);
    }
  }
  instance = await WebAssembly.instantiate(module, imports);
  try {
    return { exitCode: wasi.start(instance), trap: undefined };
  } catch (error) {
    // A RangeError is the host's own stack that ran out below the guest.
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    return { exitCode: 134, trap: { message: error.message, stack: error.stack ?? "", lastWords: lastWords() } };
  } finally {
    for (const descriptor of [output, input]) if (descriptor !== undefined) closeSync(descriptor);
  }
}
