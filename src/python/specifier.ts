/**
 * What a version specifier asks for: one release, a series (X.Y) or a range.
 *
 * People write versions in two dialects. `requires-python` is PEP 440's, as pip reads it:
 * https://packaging.python.org/en/latest/specifications/version-specifiers/. What stands in a workflow or in
 * `.python-version` is read as actions/setup-python does, in the manner of npm's ranges: `3.x`, `^3.13`, `>=3.11 <3.14`,
 * `3.13-dev`, and `<=3.13` there means the whole of 3.13. Ranges of the second kind are translated into the first.
 */
import { satisfies, validRange } from "@renovatebot/pep440";
import { type PythonVersion, parsePythonVersion } from "./version.ts";

export type Dialect = "setup-python" | "pep440";

export type Specifier =
  | { readonly kind: "exact"; readonly version: PythonVersion }
  | { readonly kind: "series"; readonly minor: PythonVersion["minor"]; readonly prereleases: boolean }
  | {
      readonly kind: "range";
      /** Specifier sets of PEP 440; a version has to satisfy one of them. */
      readonly alternatives: readonly string[];
    };

/** @returns undefined where the text cannot be read */
export function parseSpecifier(text: string, dialect: Dialect): Specifier | undefined {
  const asked = withoutName(text.trim());
  // No part of a version is that long, and JavaScript would write it in another way than it was read.
  // A decimal comma would be read as two clauses that exclude each other.
  if (asked === "" || /\d{6}|^\d+,\d+$/.test(asked)) return undefined;
  const development = /^3\.(\d{1,3})-dev$/.exec(asked);
  if (development) return { kind: "series", minor: `3.${Number(development[1])}`, prereleases: true };
  const alone = /^(?:===?|=|)\s*(3\..*)$/.exec(asked)?.[1] ?? "";
  const version = parsePythonVersion(alone.replace(NPM_PRERELEASE, pythonSpelling));
  if (version) return { kind: "exact", version };
  // Of PEP 440's `==3.13` only 3.13.0 is true; without an operator the series is meant in either dialect.
  const series = /^3\.(\d{1,3})(\.[x*])?$/i.exec(alone);
  if (series && (asked === alone || dialect === "setup-python" || series[2])) {
    return { kind: "series", minor: `3.${Number(series[1])}`, prereleases: false };
  }
  const alternatives = asked.split(/\|\|?/).map((part) => pep440(part, dialect));
  return alternatives.every((part) => part !== undefined) ? { kind: "range", alternatives } : undefined;
}

/** `3.14.0-rc.1`, as setup-python and its list of versions write a pre-release. */
const NPM_PRERELEASE = /^(3\.\d+\.\d+)-(alpha|beta|rc)\.(\d+)$/i;

function pythonSpelling(_text: string, release: string, phase: string, serial: string): string {
  return `${release}${PHASES[phase.toLowerCase()] ?? ""}${serial}`;
}

/** Pre-releases count only where a set names one, as PEP 440 has it. */
export function inRange(version: PythonVersion, alternatives: readonly string[]): boolean {
  return alternatives.some((set) => {
    const prereleases = /\d(?:a|b|rc)\d/.test(set);
    // The library would have each clause of a set name one.
    return (prereleases || version.phase === "final") && satisfies(version.text, set, { prereleases });
  });
}

/**
 * `cpython-3.12`, `python3.12`, `Python 3.12.1` as `python --version` prints it, `v3.12.1`, asdf's `latest:3.12`; in
 * quotes where a `.env` file or a shell kept them. A platform behind it, as uv writes, says nothing here.
 */
function withoutName(text: string): string {
  const bare = text
    .replace(/^(["'])(.*)\1$/, "$2")
    .trim()
    .replace(/^(?:c?python[-@]?\s*|v|latest:)(?=[\d^~<>=*x])/i, "")
    .replace(/^(\d[\w.]*)-(?:linux|macos|windows)-.*$/, "$1");
  return /^latest$/i.test(bare) ? "*" : bare;
}

/** One set of clauses, all of which must hold. @returns undefined where a clause cannot be read */
function pep440(text: string, dialect: Dialect): string | undefined {
  const clauses = text
    .replaceAll(/(\S+)\s+-\s+(\S+)/g, ">=$1,<=$2")
    .replaceAll(/([<>=!~^])\s+/g, "$1")
    .split(/[\s,]+/)
    .filter((clause) => clause !== "")
    .map((clause) => (dialect === "pep440" && validRange(clause) ? clause : translate(clause)));
  return clauses.every((clause) => clause !== undefined) ? clauses.filter(Boolean).join(",") : undefined;
}

interface Bound {
  /** Numbers that were given: none for `*`, one for `3`, three for `3.13.5`. */
  readonly release: readonly number[];
  /** `rc1`. */
  readonly pre: string;
  /** Whether an `x` or `*` stood behind the numbers. */
  readonly wild: boolean;
}

/** A clause of npm's kind in PEP 440's words; the empty string holds for every version. */
function translate(clause: string): string | undefined {
  const [, operator = "", text = ""] = /^([<>=!~^]*)(.*)$/s.exec(clause) ?? [];
  const bound = readBound(text);
  if (!bound) return validRange(clause) ? clause : undefined;
  const { release } = bound;
  if (release.length === 0) return ["", "=", "==", "^", "~", ">="].includes(operator) ? "" : undefined;
  const whole = release.length === 3;
  const lower = `>=${written(bound)}`;
  const equal = whole ? `==${written(bound)}` : `==${release.join(".")}.*`;
  const meanings: Readonly<Record<string, string>> = {
    "": equal,
    "=": equal,
    "==": equal,
    "===": equal,
    "!=": `!=${written(bound)}${bound.wild ? ".*" : ""}`,
    "^": `${lower},<${after(release, 1)}`,
    "~": `${lower},<${after(release, Math.min(release.length, 2))}`,
    "~>": `${lower},<${after(release, Math.min(release.length, 2))}`,
    "~=": `~=${written(bound)}`,
    ">=": lower,
    "<": `<${written(bound)}`,
    ">": whole ? `>${written(bound)}` : `>=${after(release, release.length)}`,
    "<=": whole ? `<=${written(bound)}` : `<${after(release, release.length)}`,
  };
  const meaning = meanings[operator];
  return meaning !== undefined && validRange(meaning) ? meaning : undefined;
}

const PHASES: Readonly<Record<string, string>> = { a: "a", alpha: "a", b: "b", beta: "b", c: "rc", rc: "rc" };

function readBound(text: string): Bound | undefined {
  const match =
    /^(\d{1,4}|[x*])(?:\.(\d{1,4}|[x*]))?(?:\.(\d{1,4}|[x*]))?(?:-?(a|alpha|b|beta|c|rc)\.?(\d{0,3})|(-0))?$/i.exec(
      text,
    );
  if (!match) return undefined;
  const [, major, minor, patch, phase, serial, lowest] = match;
  const given = [major, minor, patch].filter((part) => part !== undefined);
  const wild = given.findIndex((part) => /[x*]/i.test(part));
  const release = given.slice(0, wild < 0 ? given.length : wild).map(Number);
  // `3.13.0-0` is npm's way to say "from its first pre-release on".
  const pre = lowest ? "a0" : phase ? `${PHASES[phase.toLowerCase()] ?? ""}${Number(serial || 0)}` : "";
  return { release, pre, wild: wild >= 0 };
}

function written({ release, pre }: Bound): string {
  return `${release.join(".")}${pre}`;
}

/** The first release behind all that begin with the first `kept` numbers. */
function after(release: readonly number[], kept: number): string {
  return release
    .slice(0, kept)
    .map((part, index) => (index === kept - 1 ? part + 1 : part))
    .join(".");
}
