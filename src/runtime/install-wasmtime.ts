/** Installs the pinned wasmtime once: downloaded, verified, unpacked into the tool cache; later runs only look it up. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { explaining } from "../pins/failures.ts";
import { fetchPinned } from "../pins/fetch.ts";
import type { DownloadSettings, Pin } from "../pins/pin.ts";
import { UserError } from "../report/errors.ts";
import { WASMTIME_VERSION, wasmtimePin, wasmtimeToolVersion } from "./wasmtime-pin.ts";

const TOOL = "wasmtime";

/**
 * @returns absolute path of the program
 * @throws {UserError} WASI-PIN-MISSING, WASI-DOWNLOAD-*, WASI-ARCHIVE-*, WASI-DISK-FULL
 */
export async function installWasmtime(host: Host, settings: DownloadSettings): Promise<string> {
  const pin = wasmtimePin(host.platform, settings);
  const version = wasmtimeToolVersion(pin);
  const program = (folder: string) => join(folder, host.platform.os === "win32" ? "wasmtime.exe" : "wasmtime");
  return explaining({ what: pin.name, mirror: settings.mirror }, async () => {
    const found = await host.tools.find(TOOL, version);
    if (found !== undefined && (await host.files.info(program(found)))) return program(found);
    if (found !== undefined) await host.files.remove(`${found}.complete`);
    host.log.info(`wasmtime is not on PATH: ${WASMTIME_VERSION} is installed`);
    return program(await install(host, version, pin, settings, program));
  });
}

async function install(
  host: Host,
  version: string,
  pin: Pin,
  settings: DownloadSettings,
  program: (folder: string) => string,
): Promise<string> {
  const scratch = await host.files.temporaryFolder("wasmtime");
  try {
    const archive = join(scratch, pin.name);
    await fetchPinned(host, pin, settings, archive);
    return await host.tools.install(TOOL, version, async (staging) => {
      await host.archives.extract(archive, staging, { strip: 1 });
      if (!(await host.files.info(program(staging)))) throw incomplete(pin);
    });
  } finally {
    await host.files.remove(scratch);
  }
}

function incomplete(pin: Pin): UserError {
  return new UserError(
    "WASI-ARCHIVE-DAMAGED",
    `${pin.name} has no program wasmtime in its one folder.`,
    "Its checksum was right, so the archive was pinned in this state: correct the mirror and its manifest.",
  );
}
