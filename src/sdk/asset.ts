/**
 * What a WASI SDK's archive is called, by version and platform.
 *
 * Read off wasi-sdk's own packaging at each tag (Makefile, tar_from_installation.sh, cmake/wasi-sdk-sysroot.cmake):
 * up to 22 one archive a system, macOS universal from 18 on; from 23 on one archive a system and processor.
 */
import type { HostPlatform } from "../host/host.ts";

export interface SdkAsset {
  readonly name: string;
  readonly url: string;
}

export type SdkPlatform = `${HostPlatform["os"]}-${HostPlatform["arch"]}`;

export const SDK_PLATFORMS: readonly SdkPlatform[] = [
  "linux-x64",
  "linux-arm64",
  "darwin-x64",
  "darwin-arm64",
  "win32-x64",
  "win32-arm64",
];

/** Older ones have other targets and flags, and no CPython was ever built with them. */
export const OLDEST_SDK = 16;
const FIRST_BY_PROCESSOR = 23;
/** https://github.com/WebAssembly/wasi-sdk/releases/tag/wasi-sdk-26 */
const FIRST_WINDOWS_ARM64 = 26;

const SYSTEMS = { linux: "linux", darwin: "macos", win32: "windows" } as const;
const PROCESSORS = { x64: "x86_64", arm64: "arm64" } as const;
/** The Windows archives of the time are named after the compiler that made them. */
const MINGW: Readonly<Record<number, string>> = { 20: "m-mingw", 21: "m-mingw", 22: "m-mingw64" };

/** @returns undefined where no archive is released for the platform */
export function sdkAsset(sdk: number, { os, arch }: Pick<HostPlatform, "os" | "arch">): SdkAsset | undefined {
  if (sdk < OLDEST_SDK) return undefined;
  if (sdk < FIRST_BY_PROCESSOR) return oldAsset(sdk, os, arch);
  if (os === "win32" && arch === "arm64" && sdk < FIRST_WINDOWS_ARM64) return undefined;
  return asset(sdk, `wasi-sdk-${sdk}.0-${PROCESSORS[arch]}-${SYSTEMS[os]}.tar.gz`);
}

function oldAsset(sdk: number, os: HostPlatform["os"], arch: HostPlatform["arch"]): SdkAsset | undefined {
  switch (os) {
    case "darwin":
      // 16 and 17 are x86_64 only: on arm64 they run under Rosetta.
      return asset(sdk, `wasi-sdk-${sdk}.0-macos.tar.gz`);
    case "linux":
      return arch === "x64" ? asset(sdk, `wasi-sdk-${sdk}.0-linux.tar.gz`) : undefined;
    case "win32": {
      const maker = MINGW[sdk];
      return arch === "x64" && maker !== undefined ? asset(sdk, `wasi-sdk-${sdk}.0.${maker}.tar.gz`) : undefined;
    }
  }
}

function asset(sdk: number, name: string): SdkAsset {
  return { name, url: `https://github.com/WebAssembly/wasi-sdk/releases/download/wasi-sdk-${sdk}/${name}` };
}

/** Platforms that an SDK is released for. */
export function platformsOf(sdk: number): readonly SdkPlatform[] {
  return SDK_PLATFORMS.filter((platform) => {
    const [os, arch] = platform.split("-") as [HostPlatform["os"], HostPlatform["arch"]];
    return sdkAsset(sdk, { os, arch }) !== undefined;
  });
}
