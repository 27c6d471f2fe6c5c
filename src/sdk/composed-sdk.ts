/**
 * An SDK for a Linux machine that it was not released for: what it has for the target, under a newer SDK's programs.
 *
 * Up to 22 there is no archive for arm64 on Linux. What is linked into a program, libc, the C++ libraries and
 * compiler-rt, is WebAssembly and the same in each archive of a release, so it is taken from that of another platform;
 * the compiler, linker and archiver come from the next SDK that is released for this one, and bring their own headers.
 * PEP 11 locks the SDK as a whole, so this is a deviation from the lock.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Host, HostPlatform } from "../host/host.ts";
import { explaining } from "../pins/failures.ts";
import { fetchPinned } from "../pins/fetch.ts";
import type { DownloadSettings, Pin } from "../pins/pin.ts";
import { UserError } from "../report/errors.ts";
import { sdkAsset } from "./asset.ts";
import { type InstalledSdk, SDK_TOOL } from "./install.ts";
import { sdkLayout } from "./layout.ts";
import { isReleased, nextPinned, sdkPin } from "./sdk-pin.ts";
import { isUsed } from "./unused-files.ts";

/** The platform whose archive of each SDK is pinned by several sources. */
const ORIGIN_OF_TARGET: Pick<HostPlatform, "os" | "arch"> = { os: "linux", arch: "x64" };

export interface Composition {
  readonly number: number;
  /** Has the sysroot and compiler-rt. */
  readonly target: Pin;
  /** Number of the SDK whose programs run here. */
  readonly compiler: number;
  readonly programs: Pin;
  /** In the tool cache. */
  readonly version: string;
  /** Why it is not the locked SDK, for the log and the summary. */
  readonly deviation: string;
}

/**
 * @returns undefined where the SDK is released for the platform, or no other can stand in for its programs
 * @throws {UserError} WASI-PIN-MISSING where an archive is not pinned
 */
export function composition(
  number: number,
  platform: Pick<HostPlatform, "os" | "arch">,
  settings: Pick<DownloadSettings, "manifest">,
): Composition | undefined {
  const compiler = compilerFor(number, platform);
  if (compiler === undefined) return undefined;
  const target = sdkPin(number, ORIGIN_OF_TARGET, settings);
  const programs = sdkPin(compiler, platform, settings);
  const content = [target, programs].map(({ sha256, sha512 }) => sha256 ?? sha512).join("+");
  return {
    number,
    target,
    compiler,
    programs,
    version: `${number}.0.0-c${createHash("sha256").update(content).digest("hex").slice(0, 12)}`,
    deviation: `WASI SDK ${number} is not released for ${platform.os}-${platform.arch}: its sysroot is used with the compiler of SDK ${compiler}.`,
  };
}

/** Number of the SDK whose programs can stand in; undefined where none is needed or none fits. */
export function compilerFor(number: number, platform: Pick<HostPlatform, "os" | "arch">): number | undefined {
  if (platform.os !== "linux" || sdkAsset(number, platform) || !sdkAsset(number, ORIGIN_OF_TARGET)) return undefined;
  return nextPinned(number, platform);
}

/** @throws {UserError} WASI-DOWNLOAD-*, WASI-ARCHIVE-*, WASI-DISK-* */
export async function installComposed(
  host: Host,
  { number, target, compiler, programs, version }: Composition,
  settings: DownloadSettings,
): Promise<InstalledSdk> {
  const found = await host.tools.find(SDK_TOOL, version);
  const whole = found !== undefined && (await sdkLayout(host, found)).missing.length === 0;
  if (found !== undefined && !whole) {
    host.log.warning(`The WASI SDK in ${found} is damaged and is installed again.`);
    await host.files.remove(`${found}.complete`);
  }
  const path = whole
    ? found
    : await host.tools.install(SDK_TOOL, version, async (staging) => {
        await unpacked(host, programs, settings, staging, isProgram);
        const scratch = await host.files.temporaryFolder("wasi-sdk-target");
        try {
          await unpacked(host, target, settings, scratch, isForTarget);
          await host.files.copy(join(scratch, "share", "wasi-sysroot"), join(staging, "share", "wasi-sysroot"));
          const builtins = await resourcesOf(host, scratch, target);
          await host.files.copy(join(builtins, "lib"), join(await resourcesOf(host, staging, programs), "lib"));
        } finally {
          await host.files.remove(scratch);
        }
        await host.files.write(join(staging, "VERSION"), `${number}.0\nprograms of wasi-sdk ${compiler}.0\n`);
      });
  if (whole) host.log.info(`WASI SDK ${number} found in ${path}`);
  const { sysroot } = await sdkLayout(host, path);
  const origin = `${target.name} with the programs of ${programs.name}`;
  const standIn = settings.manifest?.standIn !== undefined && !(isReleased(target) && isReleased(programs));
  return { number, path, sysroot, origin, standIn, compiler, installed: !whole };
}

async function unpacked(
  host: Host,
  pin: Pin,
  settings: DownloadSettings,
  folder: string,
  wanted: (path: string) => boolean,
): Promise<void> {
  await explaining({ what: pin.name, mirror: settings.mirror }, async () => {
    const scratch = await host.files.temporaryFolder("wasi-sdk");
    try {
      const archive = join(scratch, pin.name);
      await fetchPinned(host, pin, settings, archive);
      await host.archives.extract(archive, folder, { strip: 1, wanted: (path) => isUsed(path) && wanted(path) });
    } finally {
      await host.files.remove(scratch);
    }
  });
}

/** clang's own headers belong to the compiler, compiler-rt beside them to the target. */
function isForTarget(path: string): boolean {
  return /^(?:share|lib|lib\/clang|lib\/clang\/[^/]+)\/?$|^(?:share\/wasi-sysroot|lib\/clang\/[^/]+\/lib)(?:\/|$)/.test(
    path,
  );
}

function isProgram(path: string): boolean {
  return !/^(?:share\/wasi-sysroot|lib\/clang\/[^/]+\/lib|VERSION)(?:\/|$)/.test(path);
}

/** `lib/clang/18`, of which each SDK has one; before LLVM 16 it was named after the full version. */
async function resourcesOf(host: Host, sdk: string, pin: Pin): Promise<string> {
  const folder = join(sdk, "lib", "clang");
  const [version] = (await host.files.info(folder)) ? await host.files.list(folder) : [];
  if (version !== undefined) return join(folder, version);
  throw new UserError(
    "WASI-ARCHIVE-DAMAGED",
    `${pin.name} is not a whole WASI SDK: it lacks lib/clang.`,
    "Its checksum was right, so the archive was pinned in this state: correct the mirror and its manifest.",
  );
}
