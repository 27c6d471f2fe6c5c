/**
 * Where a file is to be had: at its origin, or at the mirror that stands for every origin.
 *
 * A mirror keeps the path part of the origin's URL, so that one copied with `wget --recursive`, or a caching proxy
 * in front of the origin, is a mirror already. A folder may also hold the files side by side.
 */
import { posix, win32 } from "node:path";

/**
 * The places to try, in this order, as `Downloads.file` takes them: URLs or absolute paths.
 *
 * @param origin URL of the release
 * @param mirror base URL or absolute folder path
 * @param below where the mirror's manifest says the file lies, a relative path that is not percent-encoded
 */
export function placesOf(origin: string, mirror: string | undefined, below: string | undefined): readonly string[] {
  if (mirror === undefined) return [origin];
  const encoded =
    below === undefined ? new URL(origin).pathname.slice(1) : below.split("/").map(encodeURIComponent).join("/");
  if (isUrl(mirror)) return [withPath(mirror, encoded)];
  const path = decodeURIComponent(encoded);
  const { join } = isWindowsPath(mirror) ? win32 : posix;
  const places = [join(mirror, path), join(mirror, posix.basename(path))];
  return [...new Set(places)];
}

/** A drive letter is no scheme. */
export function isUrl(mirror: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9+.-]+:\/\//.test(mirror);
}

/** Puts the path behind the base's own; a query of the base (a signature, say) stays. */
function withPath(base: string, encoded: string): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/${encoded}`;
  url.hash = "";
  return url.href;
}

function isWindowsPath(path: string): boolean {
  return /^([a-zA-Z]:|\\\\)/.test(path);
}
