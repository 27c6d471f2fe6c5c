/** What `build` may name: a folder, an sdist or wheel on disk, a URL, or a requirement for the package index. */

export type PackageReference =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "url"; readonly url: string; readonly file: string; readonly sha256: string | undefined }
  | { readonly kind: "requirement"; readonly text: string };

const ARCHIVE = /\.(?:tar\.gz|tgz|tar\.xz|zip|whl)$/i;

/**
 * As pip reads it: a text with a slash, `.` or an archive's name is a path, so that a folder that happens to be called
 * like a project never takes its place.
 */
export function packageReference(text: string): PackageReference {
  // PEP 508's direct reference, `name @ URL`; the name is known from the archive.
  const direct = /^[\w.-]+(?:\[[^\]]*\])?\s*@\s*(\S+)$/.exec(text)?.[1] ?? text;
  if (/^https?:\/\//i.test(direct)) return urlReference(direct);
  const local = direct.replace(/^file:\/\//i, "");
  if (local === "." || local === ".." || local.includes("/") || ARCHIVE.test(local))
    return { kind: "path", path: local };
  return { kind: "requirement", text };
}

function urlReference(text: string): PackageReference {
  const url = new URL(text);
  const sha256 = new URLSearchParams(url.hash.slice(1)).get("sha256")?.toLowerCase() ?? undefined;
  url.hash = "";
  const file = decodeURIComponent(url.pathname.split("/").at(-1) ?? "");
  return { kind: "url", url: url.href, file, sha256 };
}

export function isWheel(file: string): boolean {
  return file.toLowerCase().endsWith(".whl");
}

/** `name` of `name-1.2.tar.gz`; the whole stem where the name has no version. */
export function projectOf(file: string): string {
  const stem = file.replace(ARCHIVE, "");
  return /^(.+?)-\d/.exec(stem)?.[1] ?? stem;
}
