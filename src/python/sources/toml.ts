/** The tables of a TOML file, read with care: what is not of the type that is looked for is not there. */
import { parse, TomlError } from "smol-toml";
import { UserError } from "../../report/errors.ts";

export type TomlTable = Readonly<Record<string, unknown>>;

/** @throws {UserError} WASI-PYTHON-VERSION with the place in the file where it stops to be TOML */
export function parseToml(text: string, path: string): TomlTable {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [reason = ""] = error.message.split("\n");
    throw new UserError(
      "WASI-PYTHON-VERSION",
      `${path} is not TOML: line ${error.line}, column ${error.column}: ${reason.replace(/^Invalid TOML document: /, "")}.`,
      "Correct the file at that place, or say which Python is wanted in python-version.",
    );
  }
}

export function tableAt(table: TomlTable | undefined, ...keys: readonly string[]): TomlTable | undefined {
  const found = valueAt(table, keys);
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as TomlTable) : undefined;
}

export function textAt(table: TomlTable | undefined, ...keys: readonly string[]): string | undefined {
  const found = valueAt(table, keys);
  return typeof found === "string" && found.trim() !== "" ? found : undefined;
}

function valueAt(table: TomlTable | undefined, keys: readonly string[]): unknown {
  let found: unknown = table;
  for (const key of keys) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as TomlTable)[key];
  }
  return found;
}
