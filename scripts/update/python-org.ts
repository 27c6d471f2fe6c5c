/**
 * What python.org's download folders say: an HTML index of folders by release, in each the tarballs with their Sigstore
 * bundles (PEP 761). The bundle's digest is compared; its signature is not checked here.
 */
export const PYTHON_FTP = "https://www.python.org/ftp/python/";

/** Folders of releases of some branches: `3.13.5`. */
export function releaseFolders(index: string, branches: readonly string[]): readonly string[] {
  return linked(index, /^(3\.\d+\.\d+)\/$/).filter((version) =>
    branches.some((branch) => version.startsWith(`${branch}.`)),
  );
}

/** Source tarballs of a release's folder, pre-releases among them. */
export function tarballs(index: string): readonly string[] {
  return linked(index, /^(Python-3\.\d+\.\d+(?:(?:a|b|rc)\d+)?\.(?:tar\.xz|tgz))$/);
}

/** The sha256 that a Sigstore bundle is about. @returns undefined where it names none */
export function sigstoreDigest(bundle: string): string | undefined {
  const { algorithm, digest } = JSON.parse(bundle)?.messageSignature?.messageDigest ?? {};
  if (algorithm !== "SHA2_256" || typeof digest !== "string") return undefined;
  return Buffer.from(digest, "base64").toString("hex");
}

function linked(index: string, name: RegExp): readonly string[] {
  const names = [...index.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => name.exec(href)?.[1]);
  return [...new Set(names.filter((found) => found !== undefined))];
}
