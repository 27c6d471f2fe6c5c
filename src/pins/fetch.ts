/** The one verified download: what arrives has the pinned hash, or it is gone before anyone can unpack it. */

import { withoutCredentials } from "../host/credentials.ts";
import { HostFailure } from "../host/failure.ts";
import type { Digests, Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import { explained } from "./failures.ts";
import { placesOf } from "./mirror.ts";
import type { DownloadSettings, Pin } from "./pin.ts";

export interface Fetched extends Digests {
  readonly bytes: number;
  /** The URL or path that it came from. */
  readonly from: string;
}

/**
 * Downloads a pinned file and compares every hash that the pin has. Nothing is left at `destination` on failure.
 *
 * @param destination absolute path of the file
 * @throws {UserError} WASI-DOWNLOAD-HASH, WASI-DOWNLOAD-NOT-FOUND, WASI-DOWNLOAD-FAILED, WASI-DISK-FULL,
 * WASI-PIN-MISSING for a pin without a hash
 */
export async function fetchPinned(
  host: Pick<Host, "downloads" | "files" | "log">,
  pin: Pin,
  settings: DownloadSettings,
  destination: string,
): Promise<Fetched> {
  if (pin.sha256 === undefined && pin.sha512 === undefined) {
    throw new UserError(
      "WASI-PIN-MISSING",
      `No checksum is known for ${pin.name}, and nothing is installed unchecked.`,
      "Pin it in a manifest-file.",
    );
  }
  const fetched = await download(host, pin, settings, destination);
  const mismatch = (["sha256", "sha512"] as const).find(
    (kind) => pin[kind] !== undefined && pin[kind] !== fetched[kind],
  );
  if (mismatch) {
    await host.files.remove(destination);
    throw new UserError(
      "WASI-DOWNLOAD-HASH",
      `${pin.name} from ${fetched.from} is not the file that was pinned. Expected ${mismatch} ${pin[mismatch]} (${pin.source}), got ${fetched[mismatch]}.`,
      "The file was removed. If a mirror or a manifest is in use, update both together; otherwise someone between the release and here changes files: do not go on before you know who.",
    );
  }
  const megabytes = (fetched.bytes / 1e6).toFixed(1);
  host.log.info(`${pin.name}: ${megabytes} MB from ${fetched.from}, checked against: ${pin.source}`);
  return fetched;
}

async function download(
  host: Pick<Host, "downloads" | "log">,
  pin: Pin,
  settings: DownloadSettings,
  destination: string,
): Promise<Fetched> {
  const below = settings.manifest?.files.find(({ name }) => name === pin.name)?.path;
  const places = placesOf(pin.url, settings.mirror, below);
  for (const [index, place] of places.entries()) {
    try {
      const result = await host.downloads.file(place, destination, {
        githubToken: settings.githubToken,
        withoutSha512: pin.sha512 === undefined,
        onProgress: (done, total) => host.log.progress(pin.name, done, total ?? pin.size),
      });
      return { ...result, from: withoutCredentials(place) };
    } catch (error) {
      const elsewhere = error instanceof HostFailure && error.kind === "not-found" && index + 1 < places.length;
      if (!elsewhere) throw explained(error, { what: pin.name, mirror: settings.mirror });
    }
  }
  throw new Error(`${pin.name} has no place to come from`);
}
