/** What a file must hash to: as the committed table says, or, where the user gives a manifest, as that alone says. */
import { UserError } from "../report/errors.ts";
import type { DownloadSettings, Manifest, Pin } from "./pin.ts";

/** Names that an error lists before it only counts the rest. */
const MOST_NAMES = 12;

/**
 * @param committed the file as the committed table has it; without a hash where it has none
 * @throws {UserError} WASI-PIN-MISSING where nobody knows what the file hashes to
 */
export function pinOf(committed: Pin, settings: Pick<DownloadSettings, "manifest">): Pin {
  const { manifest } = settings;
  if (manifest) return manifestPin(committed, manifest);
  if (committed.sha256 !== undefined || committed.sha512 !== undefined) return committed;
  throw new UserError(
    "WASI-PIN-MISSING",
    `No checksum is known for ${committed.name}, and nothing is installed unchecked.`,
    `Take a version that has one, or download ${committed.url} yourself, check where it comes from, and pin it in a manifest-file.`,
  );
}

function manifestPin(committed: Pin, manifest: Manifest): Pin {
  const file = manifest.files.find(({ name }) => name === committed.name);
  if (!file) {
    throw new UserError(
      "WASI-PIN-MISSING",
      `The manifest does not have ${committed.name}. ${inventory(manifest)}`,
      "Add the file to the mirror and its manifest, ask for a version that is there, or leave manifest-file out to use the committed checksums.",
    );
  }
  // The same bytes as the release's: then it is the release, and everything else that is known about it holds.
  if (file.sha256 === committed.sha256) return committed;
  const source = manifest.standIn === undefined ? "manifest" : "manifest of stand-ins";
  return { ...committed, sha256: file.sha256, sha512: undefined, size: file.size, source };
}

function inventory(manifest: Manifest): string {
  const names = manifest.files.map(({ name }) => name);
  if (names.length === 0) return "It has no files at all.";
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return `It has ${names.slice(0, MOST_NAMES).join(", ")}${more}.`;
}
