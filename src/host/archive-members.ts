/**
 * Whether an archive stays in its folder.
 *
 * Names are followed as the file system would follow them, through the links that the archive itself makes: a link
 * whose text looks harmless can climb out over another one (`deep/up -> ../..`, then `out -> deep/up/..`).
 */

export interface Member {
  /** As the archive has it, `/` between the parts. */
  readonly name: string;
  readonly kind: "file" | "folder" | "symlink" | "hardlink" | "other";
  /** Where a link points: a symlink from its own folder, a hard link from the archive's root. */
  readonly target?: string | undefined;
}

/** Symbolic links that one look-up may pass; as `ELOOP` on Linux. */
const MOST_LINKS = 40;

/** Members without their first `strip` folders, as `tar --strip-components` takes them off; others vanish. */
export function stripped(members: readonly Member[], strip: number): readonly Member[] {
  return members.flatMap((member) => {
    const name = strippedName(member.name, strip);
    if (name === undefined) return [];
    // A hard link names another member, whose folders go as well; a symlink's text stays as it is.
    const target = member.kind === "hardlink" ? strippedName(member.target ?? "", strip) : member.target;
    return [{ ...member, name, target }];
  });
}

/** The name below `strip` folders, or undefined where nothing is left of it. */
export function strippedName(name: string, strip: number): string | undefined {
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  return parts.length > strip ? parts.slice(strip).join("/") : undefined;
}

/**
 * Looks at members in the order in which they are unpacked. One that is admitted may be written at once: none lies behind
 * a link that the archive has made before, so nothing is ever written outside, whatever links come later. What those
 * would open for whoever reads the folder is for `finish` to say, and the folder has to go then.
 */
export class MemberGuard {
  readonly #strip: number;
  readonly #inside: Member[] = [];
  readonly #links = new Map<string, string>();

  /** @param strip folders that are taken off each name */
  constructor(strip: number) {
    this.#strip = strip;
  }

  /** @returns why the member may not be unpacked, in words */
  admit(member: Member): string | undefined {
    const outright = refusedOutright(member);
    if (outright !== undefined) return outright;
    const [inside] = stripped([member], this.#strip);
    if (inside === undefined) return undefined;
    this.#inside.push(inside);
    if (inside.kind === "symlink") this.#links.set(folded(inside.name), inside.target ?? "");
    return refusedWith(inside, this.#links);
  }

  /** @returns why the archive is not one to keep, now that all its links are known */
  finish(): string | undefined {
    for (const member of this.#inside) {
      const reason = refusedWith(member, this.#links);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }
}

/** Why an archive may not be unpacked, in words; undefined where all members stay inside. */
export function escapeOf(members: readonly Member[], strip: number): string | undefined {
  const guard = new MemberGuard(strip);
  for (const member of members) {
    const reason = guard.admit(member);
    if (reason !== undefined) return reason;
  }
  return guard.finish();
}

/** By the names alone, before stripping, which would take a leading `..` or root away without a word. */
function refusedOutright({ name, kind, target = "" }: Member): string | undefined {
  if (isAbsolute(name)) return `"${name}" is an absolute path`;
  if (name.split(/[/\\]/).includes("..")) return `"${name}" leaves the folder`;
  if (kind === "hardlink" && (isAbsolute(target) || target.split("/").includes(".."))) {
    return `the link "${name}" points outside, to "${target}"`;
  }
  return undefined;
}

function refusedWith({ name, kind, target = "" }: Member, links: ReadonlyMap<string, string>): string | undefined {
  if (isBehindLink(name, links)) return `"${name}" lies behind a link`;
  if (kind === "other") return `"${name}" is neither file, folder nor link`;
  // A second name for a link would point from another folder, where its text means another place.
  if (kind === "hardlink" && (links.has(folded(target)) || isBehindLink(target, links))) {
    return `"${name}" is a hard link to a link`;
  }
  if (kind !== "symlink") return undefined;
  const leaves = isAbsolute(target) || resolveInside(`${folderOf(name)}${target}`, links) === undefined;
  return leaves ? `the link "${name}" points outside, to "${target}"` : undefined;
}

/** No program that packs a tree follows its links; an archive that writes through one wants to be misread. */
function isBehindLink(name: string, links: ReadonlyMap<string, string>): boolean {
  const parts = name.split("/");
  return parts.some((_part, index) => index > 0 && links.has(folded(parts.slice(0, index).join("/"))));
}

/** Two names that macOS or Windows takes for one count as one. */
function folded(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** @returns the real path below the folder, or undefined where it leaves it */
function resolveInside(path: string, links: ReadonlyMap<string, string>): string | undefined {
  const waiting = path.split("/").reverse();
  const real: string[] = [];
  for (let passed = 0; waiting.length > 0; ) {
    const part = waiting.pop();
    if (part === undefined || part === "" || part === ".") continue;
    if (part === "..") {
      if (real.pop() === undefined) return undefined;
      continue;
    }
    real.push(part);
    const target = links.get(folded(real.join("/")));
    if (target === undefined) continue;
    passed += 1;
    if (passed > MOST_LINKS || isAbsolute(target)) return undefined;
    real.pop();
    waiting.push(...target.split("/").reverse());
  }
  return real.join("/");
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

/** On any system: what is absolute on Windows is unwelcome on Linux too. */
function isAbsolute(path: string): boolean {
  return /^([/\\]|[a-zA-Z]:)/.test(path);
}
