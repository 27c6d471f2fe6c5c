/** The cross environment in the forms in which people and tools take variables. */
import { quoted } from "./shell-words.ts";

type Variables = Readonly<Record<string, string>>;

/** Families of shells that set a variable in the same words. */
export type ShellFamily = "posix" | "fish" | "powershell";

/** As people call them. */
export const SHELLS: Readonly<Record<string, ShellFamily>> = {
  sh: "posix",
  bash: "posix",
  dash: "posix",
  ksh: "posix",
  zsh: "posix",
  fish: "fish",
  powershell: "powershell",
  pwsh: "powershell",
};

/** `export K='V'` lines, to be pasted into a shell or sourced. */
export function environmentAsShell(variables: Variables, family: ShellFamily = "posix"): string {
  return lines(variables, ASSIGNMENTS[family]);
}

/**
 * fish has two escapes in single quotes (https://fishshell.com/docs/current/language.html#quotes), PowerShell has one:
 * the quote is doubled (about_Quoting_Rules).
 */
const ASSIGNMENTS: Readonly<Record<ShellFamily, (name: string, value: string) => string>> = {
  posix: (name, value) => `export ${name}=${quoted(value)}`,
  fish: (name, value) => `set -gx ${name} '${value.replace(/[\\']/g, "\\$&")}'`,
  powershell: (name, value) => `$env:${name} = '${value.replaceAll("'", "''")}'`,
};

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
