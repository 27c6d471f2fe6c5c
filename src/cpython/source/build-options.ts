/**
 * What a user may change about the build from source: optimisation, assertions, more arguments for configure.
 *
 * Nothing that changes the ABI: wheels for the target would no longer fit, and their names would not say so.
 */
import type { PythonVersion } from "../../python/version.ts";
import { UserError } from "../../report/errors.ts";
import type { Branch } from "./build-recipe.ts";

export interface BuildOptions {
  /** `Os`; undefined leaves CPython's own, O3. */
  readonly optimization: string | undefined;
  /** `assert` in C, without the changes of a debug build to the ABI. */
  readonly assertions: boolean;
  readonly configure: readonly string[];
}

export const NO_OPTIONS: BuildOptions = { optimization: undefined, assertions: false, configure: [] };

export function isPlain({ optimization, assertions, configure }: BuildOptions): boolean {
  return optimization === undefined && !assertions && configure.length === 0;
}

const OURS = /^--(host|build|target|with-build-python|srcdir|prefix|exec-prefix|disable-test-modules)(=|$)/;

/** By argument: what it would do to WASI. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/^--(disable-gil|without-gil)$/, "CPython has no free-threaded build for WASI"],
  [/^--(with-pydebug|with-trace-refs)(=|$)/, "a debug build has an ABI of its own, and wheels for it another name"],
  [/^--enable-shared(=|$)/, "WASI 0.1 has no shared libraries"],
  [/^--enable-wasm-pthreads(=|$)/, "threads need another target, wasm32-wasi-threads, which is not supported"],
];

/**
 * The arguments for configure.
 * @throws {UserError} WASI-INPUT-VALUE for one that cannot work, before anything is downloaded
 */
export function configureOptions(
  { assertions, configure }: BuildOptions,
  minor: PythonVersion["minor"],
  branch: Pick<Branch, "dynamicLinking">,
): readonly string[] {
  for (const argument of configure) {
    if (!/^(-|[A-Za-z_]\w*=)/.test(argument)) throw refused(argument, "it is neither an option nor NAME=VALUE");
    if (OURS.test(argument)) throw refused(argument, "it is set already");
    const reason = REFUSED.find(([pattern]) => pattern.test(argument))?.[1];
    if (reason !== undefined) throw refused(argument, reason);
    if (/^--enable-wasm-dynamic-linking(=yes)?$/.test(argument) && branch.dynamicLinking !== true) {
      throw refused(argument, `configure of ${minor} refuses it for WASI; 3.15 is the first that takes it`);
    }
  }
  return [...(assertions ? ["--with-assertions"] : []), ...configure];
}

function refused(argument: string, reason: string): UserError {
  return new UserError(
    "WASI-INPUT-VALUE",
    `cpython-configure: ${argument} cannot be used: ${reason}.`,
    /pydebug/.test(argument) ? "Set cpython-assertions to true." : "Leave it out.",
  );
}
