/** The cross environment in the forms in which people and tools take variables. */
import { quoted } from "./shell-words.ts";

type Variables = Readonly<Record<string, string>>;

/** `export K='V'` lines, to be pasted into a shell or sourced. */
export function environmentAsShell(variables: Variables): string {
  return lines(variables, (name, value) => `export ${name}=${quoted(value)}`);
}

export function environmentAsJson(variables: Variables): string {
  return `${JSON.stringify(variables, undefined, 2)}\n`;
}

/**
 * A `.env` file. Values are in double quotes, with backslash, quote and dollar escaped, which python-dotenv, Docker
 * Compose and direnv read alike.
 */
export function environmentAsDotenv(variables: Variables): string {
  return lines(variables, (name, value) => `${name}="${value.replace(/[\\"$]/g, "\\$&")}"`);
}

function lines(variables: Variables, line: (name: string, value: string) => string): string {
  return Object.entries(variables)
    .map(([name, value]) => `${line(name, value)}\n`)
    .join("");
}
