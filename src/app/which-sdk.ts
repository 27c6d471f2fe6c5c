/** The WASI SDK of a run: at the path that the user names, at WASI_SDK_PATH, or installed. */
import { isAbsolute, relative } from "node:path";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { checkOverride, type Lock } from "../lock/lock.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import { UserError } from "../report/errors.ts";
import { sdkAtPath } from "../sdk/at-path.ts";
import { composition, installComposed } from "../sdk/composed-sdk.ts";
import { type InstalledSdk, installSdk } from "../sdk/install.ts";

export interface WhichSdk {
  readonly sdk: InstalledSdk;
  /** Why it is not the locked one, where it is another and the user allows it. */
  readonly deviation: string | undefined;
}

/** @throws {UserError} WASI-LOCK-MISMATCH, WASI-LOCK-BARRED, WASI-SDK-*, WASI-PIN-MISSING, WASI-DOWNLOAD-*, WASI-ARCHIVE-* */
export async function whichSdk(
  host: Host,
  inputs: Pick<Inputs, "wasiSdkPath" | "wasiSdkVersion" | "strict">,
  lock: Lock,
  settings: DownloadSettings,
): Promise<WhichSdk> {
  const { wasiSdkPath, wasiSdkVersion, strict } = inputs;
  const number = wasiSdkVersion ?? lock.sdk;
  // Before anything is downloaded or run.
  const asked = checkOverride(number, lock, strict);
  const given = await (wasiSdkPath === undefined
    ? fromEnvironment(host, number, settings)
    : sdkAtPath(host, userPath(host, wasiSdkPath), wasiSdkVersion, number));
  // A path without a number beside it may lead to any SDK; then that one has to fit the lock.
  const deviation = given ? checkOverride(given.number, lock, strict) : asked;
  if (deviation) host.log.warning(deviation);
  if (given) {
    host.log.info(`WASI SDK ${given.number} in ${given.path}`);
    return { sdk: { ...given, installed: false }, deviation };
  }
  const composed = strict ? undefined : composition(number, host.platform, settings);
  if (composed === undefined) return { sdk: await installSdk(host, number, settings), deviation };
  host.log.warning(composed.deviation);
  const sdk = await installComposed(host, composed, settings);
  return { sdk, deviation: deviation === undefined ? composed.deviation : `${deviation} ${composed.deviation}` };
}

/**
 * WASI_SDK_PATH is what CPython's scripts, CMake toolchains and setup-wasi-sdk-action name an installed SDK in. It is a
 * habit and not a request: where it does not fit it is passed over. One of our own is found by the tool cache.
 */
async function fromEnvironment(host: Host, number: number, { mirror, manifest }: DownloadSettings) {
  const path = host.env.WASI_SDK_PATH;
  // Where a mirror or manifest is given, that says where files come from.
  if (!path || !isAbsolute(path) || mirror !== undefined || manifest || isOurs(path, host.folders.tools)) {
    return undefined;
  }
  try {
    return await sdkAtPath(host, path, number);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    host.log.info(`WASI_SDK_PATH is not used: ${error.message}`);
    return undefined;
  }
}

/** `wasi-sdk/24.0.0/x64` in the tool cache; setup-wasi-sdk-action installs into `wasi-sdk` there. */
function isOurs(path: string, tools: string): boolean {
  return /^wasi-sdk[\\/]\d+\.\d+\.\d+[^\\/]*[\\/][^\\/]+$/.test(relative(tools, path));
}
