/**
 * patchlevel.h, made to say the version of the library that it is used with.
 *
 * The released zips have no headers; those of a build Python of the same X.Y serve, for the C API and ABI do not change
 * between patch releases, but they would make an extension believe in another patch level.
 */
import type { PythonVersion } from "../../python/version.ts";

const RELEASE_LEVELS = { alpha: "ALPHA", beta: "BETA", candidate: "GAMMA", final: "FINAL" } as const;

export function patchlevelFor(text: string, version: PythonVersion): string {
  const values: Readonly<Record<string, string>> = {
    PY_MICRO_VERSION: String(version.patch),
    PY_RELEASE_LEVEL: `PY_RELEASE_LEVEL_${RELEASE_LEVELS[version.phase]}`,
    PY_RELEASE_SERIAL: String(version.serial),
    PY_VERSION: `"${version.text}"`,
  };
  return text.replace(/^(#define\s+(\w+)[ \t]+)("[^"\n]*"|\w+)/gm, (line, start: string, name: string) =>
    name in values ? `${start}${values[name]}` : line,
  );
}
