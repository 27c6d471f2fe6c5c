/**
 * The archive of the pinned wasmtime for a platform, and what it must hash to.
 *
 * Names as wasmtime's own releases have them: ci/build-tarballs.sh in bytecodealliance/wasmtime.
 */
import type { HostPlatform } from "../host/host.ts";
import { committedPin, type PinnedFile } from "../pins/committed.ts";
import type { DownloadSettings, Pin } from "../pins/pin.ts";
import { pinOf } from "../pins/pin-of.ts";
import table from "./wasmtime-pins.json" with { type: "json" };

const FILES: Readonly<Record<string, PinnedFile>> = table.files;
const SYSTEMS = { linux: "linux.tar.xz", darwin: "macos.tar.xz", win32: "windows.zip" } as const;
const PROCESSORS = { x64: "x86_64", arm64: "aarch64" } as const;

/** `49.0.1` */
export const WASMTIME_VERSION = table.version;

export function wasmtimeAsset(
  { os, arch }: Pick<HostPlatform, "os" | "arch">,
  version: string = WASMTIME_VERSION,
): Pick<Pin, "name" | "url"> {
  const name = `wasmtime-v${version}-${PROCESSORS[arch]}-${SYSTEMS[os]}`;
  return { name, url: `https://github.com/bytecodealliance/wasmtime/releases/download/v${version}/${name}` };
}

/** @throws {UserError} WASI-PIN-MISSING where the manifest that the user gave does not have it */
export function wasmtimePin(
  platform: Pick<HostPlatform, "os" | "arch">,
  settings: Pick<DownloadSettings, "manifest">,
): Pin {
  const asset = wasmtimeAsset(platform);
  return pinOf(committedPin(asset, FILES[asset.name]), settings);
}

/** Another file than the released one carries its hash as a pre-release, so that neither is taken for the other. */
export function wasmtimeToolVersion({ name, sha256 }: Pin): string {
  return FILES[name]?.sha256 === sha256 ? WASMTIME_VERSION : `${WASMTIME_VERSION}-m${(sha256 ?? "").slice(0, 12)}`;
}
