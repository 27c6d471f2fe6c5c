/**
 * C++ exceptions and setjmp() of an SDK. Releases have from 33 on a second set of C++ libraries for them
 * (CppExceptions.md in wasi-sdk); what counts is whether the folder is there, for one may be built with them.
 */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import type { WasiSdk } from "./sdk.ts";

/**
 * What clang is told to compile for them. The standard form of exception handling, which wasmtime and Node 24 run; up to
 * LLVM 22 the default is another. setjmp() is done through the same. A project's own -fno-exceptions comes later and wins.
 */
export const EXCEPTION_FLAGS: readonly string[] = [
  "-fwasm-exceptions",
  ...["-mllvm", "-wasm-use-legacy-eh=false"],
  ...["-mllvm", "-wasm-enable-sjlj"],
];

export type ExceptionsInput = "auto" | "on" | "off";

/**
 * Absolute folder of the libraries; undefined where there are none or none are to be used.
 *
 * @throws {UserError} WASI-INPUT-VALUE where they are asked for and the SDK has none
 */
export async function exceptionLibraries(
  host: Pick<Host, "files">,
  sdk: WasiSdk,
  asked: ExceptionsInput,
): Promise<string | undefined> {
  if (asked === "off") return undefined;
  for (const triple of ["wasm32-wasip1", "wasm32-wasi"]) {
    const folder = join(sdk.sysroot, "lib", triple, "eh");
    if (await host.files.info(join(folder, "libunwind.a"))) return folder;
  }
  if (asked === "auto") return undefined;
  throw new UserError(
    "WASI-INPUT-VALUE",
    `exceptions: on, but WASI SDK ${sdk.number} has no C++ libraries with exceptions.`,
    "They come with WASI SDK 33, to which Python 3.15 is locked. With auto, what throws is linked, and a throw ends the program.",
  );
}
