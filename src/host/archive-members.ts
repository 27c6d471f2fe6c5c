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

/** Why an archive may not be unpacked, in words; undefined where all members stay inside. */
export function escapeOf(members: readonly Member[], strip: number): string | undefined {
  for (const { name, kind, target = "" } of members) {
    // Looked at before stripping, which would take a leading `..` or root away without a word.
    if (isAbsolute(name)) return `"${name}" is an absolute path`;
    if (name.split(/[/\\]/).includes("..")) return `"${name}" leaves the folder`;
    if (kind === "hardlink" && (isAbsolute(target) || target.split("/").includes(".."))) {
      return `the link "${name}" points outside, to "${target}"`;
    }
  }
  const inside = stripped(members, strip);
  const links = new Map<string, string>();
  for (const { name, kind, target } of inside) if (kind === "symlink") links.set(folded(name), target ?? "");
  for (const { name, kind, target = "" } of inside) {
    if (isBehindLink(name, links)) return `"${name}" lies behind a link`;
    if (kind === "other") return `"${name}" is neither file, folder nor link`;
    // A second name for a link would point from another folder, where its text means another place.
    if (kind === "hardlink" && (links.has(folded(target)) || isBehindLink(target, links))) {
      return `"${name}" is a hard link to a link`;
    }
    if (kind !== "symlink") continue;
    if (isAbsolute(target) || resolveInside(`${folderOf(name)}${target}`, links) === undefined) {
      return `the link "${name}" points outside, to "${target}"`;
    }
  }
  return undefined;
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
