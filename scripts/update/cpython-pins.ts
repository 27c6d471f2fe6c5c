/** The tables of CPython's sources and of its releases for WASI, and what of the published files they lack. */
import { partsOfRelease } from "../../src/cpython/pins/release-pins.ts";
import { comparePythonVersions, parsePythonVersion } from "../../src/python/version.ts";
import type { Release, ReleaseAsset } from "./github-releases.ts";
import { agree, type Hashed } from "./hashed.ts";

export interface SourcePins {
  readonly [version: string]: { readonly "tar.xz"?: string; readonly tgz?: string; readonly sources: string };
}

export interface ZipPin {
  readonly sha256: string | null;
  /** Bytes. */
  readonly size?: number;
  readonly sources?: string;
}

export interface ReleasePins {
  readonly [version: string]: { readonly sdk: number; readonly python: ZipPin; readonly build: ZipPin };
}

export interface PublishedRelease {
  readonly version: string;
  readonly sdk: number;
  readonly python: ReleaseAsset;
  readonly build: ReleaseAsset;
}

/** `Python-3.13.6.tar.xz` → its version and kind. */
export function tarballParts(name: string): { readonly version: string; readonly kind: "tar.xz" | "tgz" } | undefined {
  const [, version, kind] = /^Python-(.+?)\.(tar\.xz|tgz)$/.exec(name) ?? [];
  return version === undefined ? undefined : { version, kind: kind as "tar.xz" | "tgz" };
}

/** @throws {Error} where another hash was pinned before, or is published beside the file */
export function withSource(pins: SourcePins, name: string, got: Hashed, published: string | undefined): SourcePins {
  const parts = tarballParts(name);
  if (!parts) throw new Error(`${name} is no source tarball.`);
  const { version, kind } = parts;
  const known = pins[version];
  agree(name, got, { sha256: known?.[kind] });
  agree(name, got, { sha256: published });
  // What python.org says beside its own file is no second source.
  const entry = { ...known, [kind]: got.sha256, sources: known?.sources ?? "one" };
  return sorted({ ...pins, [version]: entry });
}

/** The pairs of zips that the table lacks, or knows no hash of. */
export function unpinnedReleases(releases: readonly Release[], pins: ReleasePins): readonly PublishedRelease[] {
  return releases.flatMap(({ assets }) =>
    assets.flatMap((python) => {
      const parts = partsOfRelease(python.name);
      const build = assets.find(({ name }) => name === `_build-${python.name}`);
      if (!parts || !build || !parsePythonVersion(parts.text)) return [];
      const known = pins[parts.text];
      const whole = known?.sdk === parts.sdk && known.python.sha256 !== null && known.build.sha256 !== null;
      return whole ? [] : [{ version: parts.text, sdk: parts.sdk, python, build }];
    }),
  );
}

/** @throws {Error} where a zip is not the one that was pinned before, or that GitHub has */
export function withRelease(
  pins: ReleasePins,
  { version, sdk, python, build }: PublishedRelease,
  got: { readonly python: Hashed; readonly build: Hashed },
): ReleasePins {
  const known = pins[version]?.sdk === sdk ? pins[version] : undefined;
  const zip = (asset: ReleaseAsset, hashes: Hashed, before: ZipPin | undefined): ZipPin => {
    agree(asset.name, hashes, { sha256: asset.sha256 });
    agree(asset.name, hashes, { sha256: before?.sha256 ?? undefined });
    return { sha256: hashes.sha256, size: hashes.bytes, sources: before?.sha256 ? "several" : "one" };
  };
  const entry = { sdk, python: zip(python, got.python, known?.python), build: zip(build, got.build, known?.build) };
  return sorted({ ...pins, [version]: entry });
}

function sorted<T>(pins: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const order = (a: string, b: string) => {
    const [left, right] = [parsePythonVersion(a), parsePythonVersion(b)];
    return left && right ? comparePythonVersions(left, right) : 0;
  };
  return Object.fromEntries(Object.entries(pins).sort(([a], [b]) => order(a, b)));
}
