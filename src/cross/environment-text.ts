/** The cross environment in the forms in which people and tools take variables. */
import type { CrossEnvironment } from "./cross-environment.ts";
import { quoted } from "./shell-words.ts";

/** `export K='V'` lines, to be pasted into a shell or sourced. */
export function environmentAsShell(environment: CrossEnvironment): string {
  return lines(environment, (name, value) => `export ${name}=${quoted(value)}`);
}

export function environmentAsJson(environment: CrossEnvironment): string {
  return `${JSON.stringify(environment.variables, undefined, 2)}\n`;
}

/**
 * A `.env` file. Values are in double quotes, with backslash, quote and dollar escaped, which python-dotenv, Docker
 * Compose and direnv read alike.
 */
export function environmentAsDotenv(environment: CrossEnvironment): string {
  return lines(environment, (name, value) => `${name}="${value.replace(/[\\"$]/g, "\\$&")}"`);
}

function lines(environment: CrossEnvironment, line: (name: string, value: string) => string): string {
  return Object.entries(environment.variables)
    .map(([name, value]) => `${line(name, value)}\n`)
    .join("");
}
