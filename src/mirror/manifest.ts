/** The manifest of a mirror: every file that its finished parts offer, and what the stand-ins are. */
import type { Manifest } from "../pins/pin.ts";
import type { Made } from "./made.ts";

export function manifestOf(parts: readonly Made[]): Manifest {
  const files = parts.flatMap((part) => part.files);
  const standIns = files.flatMap((file) => (file.standIn === undefined ? [] : [`${file.name}: ${file.standIn}`]));
  return {
    schema: 1,
    standIn:
      standIns.length === 0
        ? undefined
        : `Assembled out of package registries, not released by the projects whose names the files have. ${standIns.join(". ")}.`,
    files: files.map(({ name, sha256, size, path }) => ({ name, sha256, size, path })),
  };
}
