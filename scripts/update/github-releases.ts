/**
 * The list of releases that GitHub's API gives for a repository.
 * https://docs.github.com/en/rest/releases/releases#list-releases
 */
export interface ReleaseAsset {
  readonly name: string;
  readonly url: string;
  /** Bytes. */
  readonly size: number;
  /** What GitHub computed when the file was uploaded; files from before mid-2025 have none. */
  readonly sha256: string | undefined;
}

export interface Release {
  readonly tag: string;
  readonly assets: readonly ReleaseAsset[];
}

/** Published ones only. @throws {Error} where the answer is not such a list */
export function parseReleases(text: string): readonly Release[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new Error("GitHub's answer is no list of releases.");
  return list
    .filter((release) => release?.draft !== true)
    .map((release) => ({
      tag: String(release?.tag_name ?? ""),
      assets: Array.isArray(release?.assets) ? release.assets.map(asAsset) : [],
    }));
}

function asAsset(asset: Readonly<Record<string, unknown>> | null): ReleaseAsset {
  return {
    name: String(asset?.name ?? ""),
    url: String(asset?.browser_download_url ?? ""),
    size: Number(asset?.size),
    sha256: /^sha256:([0-9a-f]{64})$/.exec(String(asset?.digest))?.[1],
  };
}
