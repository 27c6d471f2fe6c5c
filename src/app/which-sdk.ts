/** The WASI SDK of a run: at the path that the user names, at WASI_SDK_PATH, or installed. */
import { isAbsolute, join, relative } from "node:path";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { checkOverride, type Lock } from "../lock/lock.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import { UserError } from "../report/errors.ts";
import { sdkAtPath } from "../sdk/at-path.ts";
import { composition, installComposed } from "../sdk/composed-sdk.ts";
import { type Distribution, distributionAt } from "../sdk/distribution.ts";
import { arrangeDistribution, distributionDeviation } from "../sdk/distribution-sdk.ts";
import { type InstalledSdk, installSdk } from "../sdk/install.ts";
import { sdkLayout } from "../sdk/layout.ts";

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
  const path = wasiSdkPath === undefined ? undefined : userPath(host, wasiSdkPath);
  const distribution = path === undefined ? undefined : await distributed(host, path, lock);
  if (distribution) return arranged(host, number, distribution, strict);
  const given = await (path === undefined
    ? fromEnvironment(host, number, settings)
    : sdkAtPath(host, path, wasiSdkVersion, number));
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

/** What a distribution's packages have at a path that is no SDK's. @throws {UserError} WASI-SDK-PATH where some are missing */
async function distributed(host: Host, path: string, lock: Lock): Promise<Distribution | undefined> {
  if (await isSdkOfItsOwn(host, path)) return undefined;
  const found = await distributionAt(host, path);
  if (!("lacks" in found)) return found;
  if (found.lacks.length === 0) return undefined;
  throw new UserError(
    "WASI-SDK-PATH",
    `${path} has a distribution's wasi-libc, but not all that a WASI SDK is made of: it lacks ${found.lacks.join(" and ")}.`,
    `Install what is missing (the names are Debian's), or leave wasi-sdk-path out to have WASI SDK ${lock.sdk} downloaded.`,
  );
}

/** Arch has the parts of an SDK in `/usr`, at the same places; but no SDK has the programs of a system beside them. */
async function isSdkOfItsOwn(host: Host, path: string): Promise<boolean> {
  const { missing } = await sdkLayout(host, path);
  return missing.length === 0 && (await host.files.info(join(path, "bin", "env"))) === undefined;
}

async function arranged(host: Host, number: number, distribution: Distribution, strict: boolean): Promise<WhichSdk> {
  const deviation = distributionDeviation(number, distribution);
  if (strict) {
    throw new UserError(
      "WASI-LOCK-MISMATCH",
      deviation,
      "Leave wasi-sdk-path out to get the locked SDK, or set strict to false, and cpython to source, to build everything with these.",
    );
  }
  host.log.warning(deviation);
  const sdk = await arrangeDistribution(host, number, distribution);
  host.log.info(`they are arranged as an SDK in ${sdk.path}`);
  return { sdk, deviation };
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
