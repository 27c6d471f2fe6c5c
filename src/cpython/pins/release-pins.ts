/**
 * The two zips of a release of brettcannon/cpython-wasi-build: the interpreter with its standard library, and what is
 * left of its build folder. Their names say which SDK built them; that cannot be computed, only looked up (3.12.12
 * was built with 20, not with the locked 21).
 */
import type { DownloadSettings, Pin } from "../../pins/pin.ts";
import type { PythonVersion } from "../../python/version.ts";
import table from "./releases.json" with { type: "json" };

export const RELEASES_REPOSITORY = "brettcannon/cpython-wasi-build";

export interface ReleasePins {
  readonly python: Pin;
  readonly build: Pin;
}

interface PinnedZip {
  readonly sha256: string | null;
  /** Bytes. */
  readonly size?: number;
  readonly sources?: string;
}

interface PinnedRelease {
  readonly sdk: number;
  readonly python: PinnedZip;
  readonly build: PinnedZip;
}

const VERSIONS: Readonly<Record<string, PinnedRelease>> = table.versions;

/** Versions with a release in the committed table, and the SDK that built it. */
export const PINNED_RELEASES: readonly { readonly text: string; readonly sdk: number }[] = Object.entries(VERSIONS).map(
  ([text, { sdk }]) => ({ text, sdk }),
);

/**
 * The pair as the committed table has it; a zip that the table does not know, or knows no hash of, has none.
 * @param sdk the locked SDK, part of the names
 */
export function committedRelease(version: PythonVersion, sdk: number): ReleasePins {
  const pinned = VERSIONS[version.text];
  const known = pinned?.sdk === sdk ? pinned : undefined;
  return {
    python: pin(`python-${version.text}-wasi_sdk-${sdk}.zip`, version, known?.python),
    build: pin(`_build-python-${version.text}-wasi_sdk-${sdk}.zip`, version, known?.build),
  };
}

/** What is known without asking anybody: whether the pair is in the manifest, or pinned in the committed table. */
export function releaseIsPinned(release: ReleasePins, { manifest }: Pick<DownloadSettings, "manifest">): boolean {
  return [release.python, release.build].every(({ name, sha256 }) =>
    manifest ? manifest.files.some((file) => file.name === name) : sha256 !== undefined,
  );
}

/** `python-3.13.9-wasi_sdk-24.zip` → 3.13.9 and 24 */
export function partsOfRelease(file: string): { readonly text: string; readonly sdk: number } | undefined {
  const match = /^python-(.+)-wasi_sdk-(\d+)\.zip$/.exec(file);
  return match ? { text: match[1] ?? "", sdk: Number(match[2]) } : undefined;
}

function pin(name: string, version: PythonVersion, zip: PinnedZip | undefined): Pin {
  return {
    name,
    url: `https://github.com/${RELEASES_REPOSITORY}/releases/download/v${version.text}/${name}`,
    sha256: zip?.sha256 ?? undefined,
    sha512: undefined,
    size: zip?.size,
    source: zip?.sources === "several" ? "committed table (several sources)" : "committed table (one source)",
  };
}
