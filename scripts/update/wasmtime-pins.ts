/** Which wasmtime to pin next, and the table that pins it. */
import { wasmtimeAsset } from "../../src/runtime/wasmtime-pin.ts";
import { SDK_PLATFORMS } from "../../src/sdk/asset.ts";
import type { Release, ReleaseAsset } from "./github-releases.ts";
import { agree, type Hashed } from "./hashed.ts";

export interface WasmtimePin {
  readonly sha256: string;
  readonly sources: "one" | "several";
  readonly seenIn: readonly string[];
}

export interface WasmtimeRelease {
  readonly version: string;
  readonly assets: readonly ReleaseAsset[];
}

/** @returns the newest release after the pinned one that has an archive for each platform; older lines get fixes later than newer ones, so the list's order says nothing */
export function nextWasmtime(releases: readonly Release[], pinned: string): WasmtimeRelease | undefined {
  const whole = releases.flatMap(({ tag, assets }) => {
    const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
    if (version === undefined || compare(version, pinned) <= 0) return [];
    const ours = assetNames(version).map((name) => assets.find((asset) => asset.name === name));
    const found = ours.filter((asset) => asset !== undefined);
    return found.length === ours.length ? [{ version, assets: found }] : [];
  });
  return whole.sort((a, b) => compare(b.version, a.version))[0];
}

/** A digest of GitHub's own says no more than that the file arrived as GitHub has it. @throws {Error} where it is another */
export function newWasmtimePin(asset: ReleaseAsset, got: Hashed, today: string): WasmtimePin {
  agree(asset.name, got, { sha256: asset.sha256 });
  const github = asset.sha256 === undefined ? [] : ["GitHub's digest of the asset"];
  return { sha256: got.sha256, sources: "one", seenIn: [`github.com, downloaded ${today}`, ...github] };
}

function assetNames(version: string): readonly string[] {
  return SDK_PLATFORMS.map((platform) => {
    const [os, arch] = platform.split("-") as ["linux", "x64"];
    return wasmtimeAsset({ os, arch }, version).name;
  });
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
