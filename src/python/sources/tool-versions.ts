/**
 * `.tool-versions` of asdf and mise: a tool and its versions a line, of which the first that is there is used.
 * https://asdf-vm.com/manage/configuration.html#tool-versions
 */
import type { Statement } from "../request.ts";

/** Values that name no version: the machine's own, a commit, a folder. */
const NO_VERSION = /^(system$|ref:|path:)/;

/** @param path of the file, as the user would write it */
export function toolVersions(text: string, path: string): readonly Statement[] {
  const line = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/#.*$/, "").trim())
    .find((line) => /^python\s/.test(line));
  return (line?.split(/\s+/).slice(1) ?? [])
    .filter((version) => !NO_VERSION.test(version))
    .map((version) => ({ text: version, source: path, dialect: "setup-python" }));
}
