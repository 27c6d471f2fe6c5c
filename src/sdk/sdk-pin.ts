/** The SDK's archive for a platform, and what it must hash to. */
import type { HostPlatform } from "../host/host.ts";
import { isBarred } from "../lock/lock.ts";
import { committedPin, type PinnedFile } from "../pins/committed.ts";
import type { DownloadSettings, Pin } from "../pins/pin.ts";
import { pinOf } from "../pins/pin-of.ts";
import { UserError } from "../report/errors.ts";
import { OLDEST_SDK, platformsOf, sdkAsset } from "./asset.ts";
import table from "./pins.json" with { type: "json" };
import releases from "./releases.json" with { type: "json" };

const FILES: Readonly<Record<string, PinnedFile>> = table.files;

/**
 * @throws {UserError} WASI-SDK-PLATFORM where no archive exists, WASI-PIN-MISSING where nobody says what it hashes to
 */
export function sdkPin(
  sdk: number,
  platform: Pick<HostPlatform, "os" | "arch">,
  settings: Pick<DownloadSettings, "manifest">,
): Pin {
  const asset = sdkAsset(sdk, platform);
  if (!asset) throw noAsset(sdk, platform);
  return pinOf(committedPin(asset, FILES[asset.name]), settings);
}

/** Whether a pin is the one of the release, or a manifest's own for other bytes. */
export function isReleased(pin: Pin): boolean {
  const file = FILES[pin.name];
  return file !== undefined && file.sha256 === pin.sha256 && file.sha512 === pin.sha512;
}

function noAsset(sdk: number, { os, arch }: Pick<HostPlatform, "os" | "arch">): UserError {
  const platforms = platformsOf(sdk);
  if (platforms.length === 0) {
    return new UserError(
      "WASI-SDK-PLATFORM",
      `WASI SDK ${sdk} is too old: the archives are known from ${OLDEST_SDK} on.`,
      `Ask for ${OLDEST_SDK} or later, or install it yourself and name its folder in wasi-sdk-path.`,
    );
  }
  const next = nextPinned(sdk, { os, arch });
  const offers = [
    `run on one of those${os === "win32" ? " (Windows on arm64 runs the x64 tools when the job's Node is x64)" : ""}: what comes out is the same everywhere`,
    ...(next !== undefined && os === "linux"
      ? [`take its sysroot with the compiler of SDK ${next}, which is released for it (strict: false)`]
      : []),
    `name the folder of one that you have for ${os}-${arch} in wasi-sdk-path`,
    ...(next === undefined
      ? []
      : [
          `build everything, CPython too, with SDK ${next} (wasi-sdk-version: ${next}, strict: false, cpython: source)`,
        ]),
  ];
  return new UserError(
    "WASI-SDK-PLATFORM",
    `WASI SDK ${sdk} is not released for ${os}-${arch}. It is for ${platforms.join(", ")}.`,
    `${capitalised(offers.join("; or "))}.`,
  );
}

/** The next SDK with an archive for the platform that can be checked; barred ones never work. */
export function nextPinned(sdk: number, platform: Pick<HostPlatform, "os" | "arch">): number | undefined {
  const numbers = Object.keys(releases.releases).map(Number);
  return numbers
    .sort((a, b) => a - b)
    .find((number) => {
      const name = sdkAsset(number, platform)?.name;
      return number > sdk && name !== undefined && FILES[name] !== undefined && !isBarred(number);
    });
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
