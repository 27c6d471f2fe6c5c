/** The `mirror`, `manifest-file` and `github-token` inputs, made ready: paths absolute, the manifest read. */
import { isAbsolute, resolve } from "node:path";
import type { Host } from "../host/host.ts";
import { explaining } from "./failures.ts";
import { parseManifest } from "./manifest.ts";
import { isUrl } from "./mirror.ts";
import type { DownloadSettings, Manifest } from "./pin.ts";

export interface DownloadInputs {
  readonly mirror: string | undefined;
  /** A path, relative to the working folder, or a URL. */
  readonly manifestFile: string | undefined;
  readonly githubToken: string | undefined;
}

/** @throws {UserError} WASI-MANIFEST, and WASI-DOWNLOAD-* where the manifest cannot be had */
export async function downloadSettings(
  host: Pick<Host, "downloads" | "files" | "folders" | "log">,
  inputs: DownloadInputs,
): Promise<DownloadSettings> {
  const { mirror, manifestFile, githubToken } = inputs;
  const place = (given: string) => (isUrl(given) || isAbsolute(given) ? given : resolve(host.folders.work, given));
  const manifest = manifestFile === undefined ? undefined : await readManifest(host, place(manifestFile), githubToken);
  // Said once: whatever is built from here on does not come from the projects' own releases.
  if (manifest?.standIn !== undefined) host.log.info(`The manifest ${manifestFile} has stand-ins. ${manifest.standIn}`);
  return { mirror: mirror === undefined ? undefined : place(mirror), manifest, githubToken };
}

async function readManifest(
  host: Pick<Host, "downloads" | "files">,
  place: string,
  githubToken: string | undefined,
): Promise<Manifest> {
  if (!isUrl(place)) {
    const text = await explaining({ what: "The manifest" }, () => host.files.readText(place));
    return parseManifest(text, place);
  }
  const value = await explaining({ what: "The manifest" }, () => host.downloads.json(place, { githubToken }));
  return parseManifest(JSON.stringify(value), place);
}
