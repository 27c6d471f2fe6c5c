/** Installs a WASI SDK once: downloaded, verified, unpacked into the tool cache; later runs only look it up. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { explaining } from "../pins/failures.ts";
import { fetchPinned } from "../pins/fetch.ts";
import type { DownloadSettings, Pin } from "../pins/pin.ts";
import { UserError } from "../report/errors.ts";
import { sdkLayout } from "./layout.ts";
import type { WasiSdk } from "./sdk.ts";
import { isReleased, sdkPin } from "./sdk-pin.ts";
import { isUsed } from "./unused-files.ts";

/** Name in the tool cache. */
export const SDK_TOOL = "wasi-sdk";

export interface InstalledSdk extends WasiSdk {
  /** Whether this run installed it; false where it was found. */
  readonly installed: boolean;
}

/**
 * The SDK out of the tool cache, put there first where need be.
 *
 * @throws {UserError} WASI-SDK-PLATFORM, WASI-PIN-MISSING, WASI-DOWNLOAD-*, WASI-ARCHIVE-*, WASI-DISK-FULL
 */
export async function installSdk(host: Host, number: number, settings: DownloadSettings): Promise<InstalledSdk> {
  const pin = sdkPin(number, host.platform, settings);
  const version = toolVersion(number, pin);
  const wanted = { what: pin.name, mirror: settings.mirror };
  return explaining(wanted, async () => {
    const found = await host.tools.find(SDK_TOOL, version);
    const whole = found !== undefined && (await sdkLayout(host, found)).missing.length === 0;
    if (found !== undefined && !whole) {
      host.log.warning(`The WASI SDK in ${found} is damaged and is installed again.`);
      await host.files.remove(`${found}.complete`);
    }
    const path = whole ? found : await install(host, version, pin, settings);
    if (whole) host.log.info(`WASI SDK ${number} found in ${path}`);
    const { sysroot } = await sdkLayout(host, path);
    const standIn = settings.manifest?.standIn !== undefined && !isReleased(pin);
    return { number, path, sysroot, origin: pin.name, standIn, installed: !whole };
  });
}

/**
 * The version in the tool cache: always a full one, for `24.0` would never be found there. A file that is not the
 * released one carries its hash as a pre-release, so that it is taken for the released one nowhere, nor for another.
 */
export function toolVersion(number: number, pin: Pin): string {
  if (isReleased(pin)) return `${number}.0.0`;
  return `${number}.0.0-m${(pin.sha256 ?? pin.sha512 ?? "").slice(0, 12)}`;
}

async function install(host: Host, version: string, pin: Pin, settings: DownloadSettings): Promise<string> {
  const scratch = await host.files.temporaryFolder("wasi-sdk");
  try {
    const archive = join(scratch, pin.name);
    await fetchPinned(host, pin, settings, archive);
    return await host.tools.install(SDK_TOOL, version, async (staging) => {
      // The top folder's name differs between versions and systems; all have exactly one.
      await host.archives.extract(archive, staging, { strip: 1, wanted: isUsed });
      const { missing } = await sdkLayout(host, staging);
      if (missing.length > 0) throw incomplete(pin, missing);
    });
  } finally {
    await host.files.remove(scratch);
  }
}

function incomplete(pin: Pin, missing: readonly string[]): UserError {
  return new UserError(
    "WASI-ARCHIVE-DAMAGED",
    `${pin.name} is not a whole WASI SDK: it lacks ${missing.join(", ")}.`,
    "Its checksum was right, so the archive was pinned in this state: correct the mirror and its manifest.",
  );
}
