/** Modules of the standard library that CPython for WASI lacks for want of a C library, and which of them are wanted. */
import { UserError } from "../report/errors.ts";
import table from "./modules.json" with { type: "json" };

export interface StdlibModule {
  /** As users say it: `bz2`. */
  readonly name: string;
  /** The compiled part: `_bz2`. */
  readonly module: string;
  /** Name of the library's recipe; undefined where the library is one of what is added to libc. */
  readonly library?: string;
  /** Libraries, without `-l`. */
  readonly link: readonly string[];
  /** Below CPython's source tree; a folder, with a slash at its end, stands for its C files. */
  readonly sources: readonly string[];
  /** Files of such a folder that are no part of it. */
  readonly without?: readonly string[];
  readonly flags: readonly string[];
}

const MODULES: readonly StdlibModule[] = Object.entries(table.modules).map(([name, module]) => ({ name, ...module }));

/** What `auto` asks for: docs/decisions/0009-stdlib-modules.md. */
const USUAL = ["zlib"];

/** @throws {UserError} WASI-INPUT-VALUE for a name that is none of them */
export function wantedModules(asked: "auto" | readonly string[]): readonly StdlibModule[] {
  return [...new Set(asked === "auto" ? USUAL : asked)].map((name) => {
    const found = MODULES.find((module) => module.name === name);
    if (found) return found;
    throw new UserError(
      "WASI-INPUT-VALUE",
      `stdlib-modules: "${name}" is not a module that can be built in.`,
      `Name any of ${MODULES.map((module) => module.name).join(", ")}, or none.`,
    );
  });
}
