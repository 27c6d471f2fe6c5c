/** CPython's source tarball on python.org, and what it must hash to. */
import type { DownloadSettings, Pin } from "../../pins/pin.ts";
import type { PythonVersion } from "../../python/version.ts";
import table from "./sources.json" with { type: "json" };

interface PinnedSource {
  readonly "tar.xz"?: string;
  readonly tgz?: string;
  readonly sources: string;
}

const VERSIONS: Readonly<Record<string, PinnedSource>> = table.versions;

/** The smaller one first. */
const KINDS = ["tar.xz", "tgz"] as const;

/** Versions whose sources the committed table pins. */
export const PINNED_SOURCES: readonly string[] = Object.keys(VERSIONS);

/** The tarball that is to be had. @returns undefined where nobody says what one hashes to */
export function sourcePin(version: PythonVersion, { manifest }: Pick<DownloadSettings, "manifest">): Pin | undefined {
  const pinned = VERSIONS[version.text];
  for (const kind of KINDS) {
    const pin = committedPin(version, kind, pinned);
    const listed = manifest?.files.find(({ name }) => name === pin.name);
    if (manifest ? listed : pin.sha256) return pin;
  }
  return undefined;
}

/** `Python-3.13.5.tar.xz` → `3.13.5` */
export function versionOfSource(file: string): string | undefined {
  return /^Python-(.+)\.(?:tar\.xz|tgz)$/.exec(file)?.[1];
}

function committedPin(version: PythonVersion, kind: (typeof KINDS)[number], pinned: PinnedSource | undefined): Pin {
  const name = `Python-${version.text}.${kind}`;
  return {
    name,
    // Pre-releases lie in the folder of their release.
    url: `https://www.python.org/ftp/python/${version.minor}.${version.patch}/${name}`,
    sha256: pinned?.[kind],
    sha512: undefined,
    size: undefined,
    source: pinned?.sources === "several" ? "committed table (several sources)" : "committed table (one source)",
  };
}
