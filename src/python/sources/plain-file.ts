/**
 * `.python-version`, and every version file without a format of its own: one version a line.
 *
 * pyenv (https://github.com/pyenv/pyenv#pyenv-local) and uv write it. A `#` begins a comment; what follows a `/` is the
 * name of a virtual environment (`3.12/envs/app`). Where there are several, actions/setup-python installs all of them
 * and the last is the one that `python` starts then, so the last comes first here. Several may stand in one line too:
 * pyenv reads words, and a YAML list that went through `toJSON` or `join` comes as `["3.12", "3.13"]` or `3.12, 3.13`.
 */
import type { Statement } from "../request.ts";

/** @param source how to call the place: the file's path, or `python-version` for the input */
export function plainVersions(text: string, source: string): readonly Statement[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/#.*$/, "").split("/")[0]?.trim() ?? "")
    .flatMap(listed)
    .filter((version) => version !== "")
    .map((version): Statement => ({ text: version, source, dialect: "setup-python" }))
    .reverse();
}

/** The words of a line in which each is a version; any other line is one statement, such as a range. */
function listed(line: string): readonly string[] {
  const words = line
    .replace(/^\[(.*)\]$/, "$1")
    .split(/[\s,]+/)
    .map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
  return words.every((word) => /^3\.\d+[\w.+-]*$/.test(word)) ? words : [line];
}
