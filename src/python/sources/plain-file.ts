/**
 * `.python-version`, and every version file without a format of its own: one version a line.
 *
 * pyenv (https://github.com/pyenv/pyenv#pyenv-local) and uv write it. A `#` begins a comment; what follows a `/` is the
 * name of a virtual environment (`3.12/envs/app`). Where there are several, actions/setup-python installs all of them
 * and the last is the one that `python` starts then, so the last comes first here.
 */
import type { Statement } from "../request.ts";

/** @param source how to call the place: the file's path, or `python-version` for the input */
export function plainVersions(text: string, source: string): readonly Statement[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/#.*$/, "").split("/")[0]?.trim() ?? "")
    .filter((version) => version !== "")
    .map((version): Statement => ({ text: version, source, dialect: "setup-python" }))
    .reverse();
}
