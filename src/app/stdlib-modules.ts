/** `stdlib-modules`: parts of the standard library that are linked into the interpreter with a C library. */
import type { Host } from "../host/host.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { UserError } from "../report/errors.ts";
import { type BuiltModule, installModules } from "../stdlib/install-modules.ts";
import { wantedModules } from "../stdlib/stdlib-module.ts";
import type { Setup } from "./setup.ts";

/** Why the usual modules may be left out without a word of the user's: their sources are out of reach. */
const OUT_OF_REACH = /^WASI-(?:PIN-MISSING|DOWNLOAD-(?:FAILED|NOT-FOUND))$/;

/** @throws {UserError} WASI-LIBRARY-*, WASI-INPUT-VALUE; WASI-PIN-MISSING and WASI-DOWNLOAD-* for modules asked for */
export async function stdlibModules(
  host: Host,
  { stdlibModules: asked }: Pick<Inputs, "stdlibModules">,
  { target, libraryInstall }: Pick<Setup, "target" | "libraryInstall">,
): Promise<readonly BuiltModule[]> {
  const modules = wantedModules(asked);
  try {
    return await installModules(host, { ...libraryInstall, modules, target });
  } catch (error) {
    if (asked !== "auto" || !(error instanceof UserError && OUT_OF_REACH.test(error.code))) throw error;
    const names = modules.map(({ name }) => name).join(", ");
    host.log.info(`Without ${names}: ${error.message} stdlib-modules: none leaves it out without trying.`);
    return [];
  }
}
