/** `pywasi env`: the cross environment as text for a shell, a program or a `.env` file. */
import { environmentAsDotenv, environmentAsJson, environmentAsShell } from "../cross/environment-text.ts";
import type { Setup } from "./setup.ts";

export function env(ready: Setup, switches: ReadonlySet<string>): string {
  const { jobVariables: variables } = ready.cross;
  if (switches.has("json")) return environmentAsJson(variables).trimEnd();
  if (switches.has("dotenv")) return environmentAsDotenv(variables).trimEnd();
  return environmentAsShell(variables).trimEnd();
}
