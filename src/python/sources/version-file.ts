/** Which format a version file has, told by its name as actions/setup-python tells it. */
import { posix } from "node:path";
import type { Statement } from "../request.ts";
import { pipfileVersions } from "./pipfile.ts";
import { plainVersions } from "./plain-file.ts";
import { pyprojectVersions } from "./pyproject.ts";
import { toolVersions } from "./tool-versions.ts";

/** What a file says, the statement that counts first. */
export type VersionFormat = (text: string, path: string) => readonly Statement[];

/** Files that are looked for where nothing was asked for, in this order; setup-python's choice stands before them. */
export const VERSION_FILES = [".python-version", ".tool-versions", "pyproject.toml", "Pipfile"] as const;

export function formatOf(path: string): VersionFormat {
  const name = posix.basename(path.replaceAll("\\", "/"));
  if (name.endsWith(".toml")) return pyprojectVersions;
  if (name.includes(".tool-versions")) return toolVersions;
  if (name.includes("Pipfile")) return pipfileVersions;
  return plainVersions;
}
