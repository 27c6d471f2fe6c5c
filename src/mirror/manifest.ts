/** The manifest of a mirror: every file that its finished parts offer, and whether some are stand-ins. */
import type { Manifest } from "../pins/pin.ts";
import type { Made } from "./made.ts";

/** Short, since it stands in the log of each download; what a file is made of, `pywasi mirror` and its VERSION tell. */
const STAND_IN = "assembled by pywasi mirror out of packages of Debian and PyPI, in place of the released files";

export function manifestOf(parts: readonly Made[]): Manifest {
  const files = parts.flatMap((part) => part.files);
  return {
    schema: 1,
    standIn: files.some(({ standIn }) => standIn !== undefined) ? STAND_IN : undefined,
    files: files.map(({ name, sha256, size, path }) => ({ name, sha256, size, path })),
  };
}
