/** Which versions of CPython for WASI can be had without asking anybody: what the manifest has, else what is pinned. */
import { LOCK_ROWS } from "../lock/lock.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import { comparePythonVersions, type PythonVersion, parsePythonVersion } from "../python/version.ts";
import { PINNED_RELEASES, partsOfRelease } from "./pins/release-pins.ts";
import { PINNED_SOURCES, versionOfSource } from "./pins/source-pin.ts";

/** Where CPython may come from: `source` and `release` narrow what `auto` takes. */
export type CPythonWay = "auto" | "release" | "source";

/** Oldest first. Releases count only where the locked SDK built them. */
export function availableVersions(
  settings: Pick<DownloadSettings, "manifest">,
  way: CPythonWay = "auto",
): readonly PythonVersion[] {
  const files = settings.manifest?.files.map(({ name }) => name);
  const sources = files ? files.map(versionOfSource) : PINNED_SOURCES;
  const releases = files ? releasesAmong(files) : PINNED_RELEASES;
  const texts = [
    ...(way === "release" ? [] : sources),
    ...(way === "source" ? [] : releases.filter(isLocked).map(({ text }) => text)),
  ];
  return [...new Set(texts)]
    .map((text) => (text === undefined ? undefined : parsePythonVersion(text)))
    .filter((version) => version !== undefined)
    .sort(comparePythonVersions);
}

interface Release {
  readonly text: string;
  readonly sdk: number;
}

/** Both zips are needed. */
function releasesAmong(files: readonly string[]): readonly Release[] {
  return files
    .filter((name) => files.includes(`_build-${name}`))
    .map(partsOfRelease)
    .filter((release) => release !== undefined);
}

function isLocked({ text, sdk }: Release): boolean {
  const minor = parsePythonVersion(text)?.minor;
  return LOCK_ROWS.some((row) => row.python === minor && row.sdk === sdk);
}
