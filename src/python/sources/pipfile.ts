/**
 * `Pipfile`: the `[requires]` table, its full version before its series.
 * https://pipenv.pypa.io/en/latest/pipfile.html
 */
import type { Statement } from "../request.ts";
import { parseToml, textAt } from "./toml.ts";

/**
 * @param path of the file, as the user would write it
 * @throws {UserError} WASI-PYTHON-VERSION where it is not TOML
 */
export function pipfileVersions(text: string, path: string): readonly Statement[] {
  const file = parseToml(text, path);
  for (const key of ["python_full_version", "python_version"]) {
    const version = textAt(file, "requires", key);
    if (version !== undefined) return [{ text: version, source: `${path}: ${key}`, dialect: "setup-python" }];
  }
  return [];
}
