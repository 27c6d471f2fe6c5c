/** `pywasi env`: the cross environment as text for a shell, a program or a `.env` file. */
import {
  environmentAsDotenv,
  environmentAsJson,
  environmentAsShell,
  SHELLS,
  type ShellFamily,
} from "../cross/environment-text.ts";
import { UserError } from "../report/errors.ts";
import type { Setup } from "./setup.ts";

/** @param shell as `shellFamily` reads it */
export function env(ready: Setup, switches: ReadonlySet<string>, shell: ShellFamily): string {
  const { jobVariables: variables } = ready.cross;
  if (switches.has("json")) return environmentAsJson(variables).trimEnd();
  if (switches.has("dotenv")) return environmentAsDotenv(variables).trimEnd();
  return environmentAsShell(variables, shell).trimEnd();
}

/**
 * The shell that `pywasi env --shell NAME` names; without a name a POSIX one.
 *
 * @throws {UserError} WASI-INPUT-VALUE
 */
export function shellFamily([name = "sh"]: readonly string[]): ShellFamily {
  const family = Object.hasOwn(SHELLS, name) ? SHELLS[name] : undefined;
  if (family) return family;
  throw new UserError(
    "WASI-INPUT-VALUE",
    `pywasi env does not know the shell "${name}".`,
    `Name one of ${Object.keys(SHELLS).join(", ")}; or take --json or --dotenv, which tools of any shell can read.`,
  );
}
