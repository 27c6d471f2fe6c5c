/**
 * Where this machine gets Debian from, read from its own apt sources, so that a company's mirror is used wherever the
 * machine uses it. Both formats of sources.list(5): one line an entry, and deb822 stanzas.
 */

export interface DebianArchive {
  /** The archive's base URIs: the distribution's own, and the one for security updates. */
  readonly main: string;
  readonly security: string;
  /** `Signed-By`, a path or a whole key; undefined where apt's own trusted keys are used. */
  readonly signedBy: string | undefined;
}

interface Entry {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly signedBy: string | undefined;
}

/** Suites whose sources are Debian's; a derivative such as Ubuntu has other names and other packages. */
const DEBIAN_SUITES =
  /^(buster|bullseye|bookworm|trixie|forky|duke|sid|unstable|testing|stable|oldstable|oldoldstable)(-.*)?$/;

/** @param files the texts of `sources.list` and `sources.list.d/*`; @returns undefined where none of them is Debian's */
export function debianArchive(files: readonly string[]): DebianArchive | undefined {
  const entries = files.flatMap((text) => (/^Types:/im.test(text) ? stanzas(text) : lines(text))).filter(isDebian);
  const main = entries.find(({ suites }) => suites.some((suite) => !suite.includes("-")));
  const base = main?.uris[0];
  if (!main || base === undefined) return undefined;
  const security = entries.find(({ suites }) => suites.every((suite) => /-security$|\/updates$/.test(suite)));
  return {
    main: base,
    // Where the machine takes no security updates, they lie beside the archive, as on every mirror of Debian.
    security: security?.uris[0] ?? `${base.replace(/\/$/, "")}-security`,
    signedBy: main.signedBy,
  };
}

function isDebian({ uris, suites }: Entry): boolean {
  return suites.some((suite) => DEBIAN_SUITES.test(suite)) && uris.length > 0;
}

/** `deb [signed-by=/path arch=amd64] URI SUITE COMPONENT…` */
function lines(text: string): Entry[] {
  return text.split("\n").flatMap((line) => {
    const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+main\b/.exec(line.trim());
    const [, options = "", uri, suite] = match ?? [];
    if (uri === undefined || suite === undefined) return [];
    return [{ uris: fetchable([uri]), suites: [suite], signedBy: /signed-by=(\S+)/i.exec(options)?.[1] }];
  });
}

function stanzas(text: string): Entry[] {
  const withoutComments = text.replace(/^#.*\n?/gm, "");
  return withoutComments.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (name: string) =>
      new RegExp(`^${name}:((?:.*)(?:\\n[ \\t].*)*)`, "im").exec(stanza)?.[1]?.trim() || undefined;
    const words = (name: string) => (field(name) ?? "").split(/\s+/).filter((word) => word !== "");
    if (/^no$/i.test(field("Enabled") ?? "") || !words("Types").includes("deb")) return [];
    if (!words("Components").includes("main")) return [];
    return [{ uris: fetchable(words("URIs")), suites: words("Suites"), signedBy: field("Signed-By") }];
  });
}

function fetchable(uris: readonly string[]): string[] {
  return uris.filter((uri) => !uri.startsWith("cdrom:"));
}

/** @param kind `deb` for packages, `deb-src` for source packages; each list is tens of megabytes, so only what is asked for */
export function suiteStanza(archive: DebianArchive, suite: string, kind: "deb" | "deb-src"): string {
  return [
    `Types: ${kind}`,
    `URIs: ${suite.endsWith("-security") ? archive.security : archive.main}`,
    `Suites: ${suite}`,
    "Components: main",
    ...(archive.signedBy === undefined ? [] : [`Signed-By: ${archive.signedBy}`]),
    "",
  ].join("\n");
}
