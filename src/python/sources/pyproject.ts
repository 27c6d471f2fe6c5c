/**
 * `pyproject.toml`: `requires-python` of PEP 621, else the Python that Poetry's own table depends on.
 *
 * https://packaging.python.org/en/latest/specifications/pyproject-toml/#requires-python,
 * https://python-poetry.org/docs/dependency-specification/
 */
import type { Statement } from "../request.ts";
import { parseToml, tableAt, textAt } from "./toml.ts";

/**
 * @param path of the file, as the user would write it
 * @throws {UserError} WASI-PYTHON-VERSION where it is not TOML
 */
export function pyprojectVersions(text: string, path: string): readonly Statement[] {
  const file = parseToml(text, path);
  const source = `${path}: requires-python`;
  const required = textAt(file, "project", "requires-python");
  if (required !== undefined) return [{ text: required, source, dialect: "pep440" }];
  // Without quotes 3.10 is the number 3.1; said to be unreadable, where the reader would take it for missing.
  const value = tableAt(file, "project")?.["requires-python"];
  if (typeof value === "number") return [{ text: `${value} without quotes`, source, dialect: "pep440" }];
  const dependencies = tableAt(file, "tool", "poetry", "dependencies");
  const poetry = textAt(dependencies, "python") ?? textAt(dependencies, "python", "version");
  return poetry === undefined
    ? []
    : [{ text: poetry, source: `${path}: tool.poetry.dependencies.python`, dialect: "pep440" }];
}
