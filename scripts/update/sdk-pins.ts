/** The table of SDK archives, and which of the published ones it lacks. */
import { OLDEST_SDK, SDK_PLATFORMS, sdkAsset } from "../../src/sdk/asset.ts";
import type { Release, ReleaseAsset } from "./github-releases.ts";
import { agree, type Hashed } from "./hashed.ts";

export interface SdkPin {
  readonly sha256?: string;
  readonly sha512?: string;
  /** Bytes. */
  readonly size?: number;
  readonly sources: "one" | "several";
  readonly seenIn: readonly string[];
}

export type SdkPins = Readonly<Record<string, SdkPin>>;

export interface UnpinnedAsset {
  readonly sdk: number;
  readonly asset: ReleaseAsset;
}

/** Names of our own hand-made table count, so that a renamed archive is found out here and not by a user. */
export function unpinnedAssets(releases: readonly Release[], pins: SdkPins): readonly UnpinnedAsset[] {
  return releases.flatMap(({ tag, assets }) => {
    const sdk = Number(/^wasi-sdk-(\d+)$/.exec(tag)?.[1] ?? 0);
    if (sdk < OLDEST_SDK) return [];
    const names = namesOf(sdk);
    return assets
      .filter(({ name }) => names.includes(name) && pins[name]?.sha256 === undefined)
      .map((asset) => ({ sdk, asset }));
  });
}

/** Archives that we believe a release to have, and that it has not: the names changed again. */
export function missingAssets(releases: readonly Release[]): readonly string[] {
  return releases.flatMap(({ tag, assets }) => {
    const sdk = Number(/^wasi-sdk-(\d+)$/.exec(tag)?.[1] ?? 0);
    if (sdk < OLDEST_SDK || assets.length === 0) return [];
    return namesOf(sdk).filter((name) => !assets.some((asset) => asset.name === name));
  });
}

/**
 * The pin of a file that was downloaded just now. GitHub's digest says no more than that the file arrived as GitHub has
 * it, so alone it is one source; a hash that was pinned before makes it several.
 *
 * @throws {Error} where the file is not the one that was pinned or that GitHub has
 */
export function newPin(asset: ReleaseAsset, got: Hashed, known: SdkPin | undefined, today: string): SdkPin {
  agree(asset.name, got, { sha256: asset.sha256 });
  agree(asset.name, got, { sha256: known?.sha256, sha512: known?.sha512 });
  const github = asset.sha256 === undefined ? [] : ["GitHub's digest of the asset"];
  return {
    sha256: got.sha256,
    sha512: got.sha512,
    size: got.bytes,
    sources: known === undefined ? "one" : "several",
    seenIn: [...(known?.seenIn ?? []), `github.com, downloaded ${today}`, ...github],
  };
}

/** Ascending by SDK, then by name. */
export function sortedPins(pins: SdkPins): SdkPins {
  const key = (name: string) => Number(/^wasi-sdk-(\d+)/.exec(name)?.[1]);
  const names = Object.keys(pins).sort((a, b) => key(a) - key(b) || (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, pins[name] as SdkPin]));
}

function namesOf(sdk: number): readonly string[] {
  const names = SDK_PLATFORMS.map((platform) => {
    const [os, arch] = platform.split("-") as ["linux", "x64"];
    return sdkAsset(sdk, { os, arch })?.name;
  });
  return [...new Set(names.filter((name) => name !== undefined))];
}
