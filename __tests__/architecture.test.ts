/** The rules of AGENTS.md that a machine can check: who may import whom, how long things get, what is never named. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..");

/** What git has, or would have: files that are being written count before they are committed. */
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .filter((path) => path !== "" && isThere(path));
const sources = tracked.filter((path) => /^src\/.*\.ts$/.test(path));

interface Import {
  readonly from: string;
  /** As written. */
  readonly specifier: string;
  /** Relative to the repository, for our own files. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
}

const imports = sources.flatMap(importsOf);
const ENTRY = /^src\/[^/]+\.ts$/;

/** Rooms that take values and return values. */
const PURE = [
  /^src\/(python|lock|cross|object|signature|audit|inputs|report)\//,
  /^src\/link\/.*-plan\.ts$/,
  /^src\/cache\/(key|policy)\.ts$/,
];

/** Longest module, in lines; the exceptions say why they are one thing. */
const LONGEST = 300;
const LONG_FOR_A_REASON: Readonly<Record<string, string>> = {
  "target/libc/src/pthreads.c": "the set has to be one object, or parts of it clash with libpython's",
  "target/libc/src/duplicates.c":
    "each call of WASI that takes a descriptor asks the one table, which is nobody else's",
};

/** Packages that are built with this product all the time, and that no line of it may know. */
const PACKAGES = /\b(numpy|pandas|scipy|markupsafe|ujson|msgpack|lxml|pydantic|cryptography|pillow|matplotlib)\b/i;

describe("imports", () => {
  test("are found in the sources, or the rest of this would pass for nothing", () => {
    expect(imports.length).toBeGreaterThan(sources.length);
  });

  test("nothing but entries imports app/", () => {
    const offenders = imports.filter(
      ({ from, target }) => target?.startsWith("src/app/") && !ENTRY.test(from) && !from.startsWith("src/app/"),
    );
    expect(offenders.map(described)).toEqual([]);
  });

  test("host/ imports nothing else of ours", () => {
    const offenders = imports.filter(
      ({ from, target }) => from.startsWith("src/host/") && target !== undefined && !target.startsWith("src/host/"),
    );
    expect(offenders.map(described)).toEqual([]);
  });

  test("only host/ imports @actions/*, processes and network", () => {
    const offenders = imports.filter(
      ({ from, specifier, typeOnly }) =>
        !from.startsWith("src/host/") &&
        !ENTRY.test(from) &&
        !typeOnly &&
        /^(@actions\/|node:(child_process|fs|http|https|net|tls|dns|worker_threads|process))/.test(specifier),
    );
    expect(offenders.map(described)).toEqual([]);
  });

  test("pure rooms import nothing that does: of Node only paths, no @actions/*, no value of host/", () => {
    const offenders = imports.filter(
      ({ from, specifier, target, typeOnly }) =>
        PURE.some((room) => room.test(from)) &&
        !typeOnly &&
        ((specifier.startsWith("node:") && !specifier.startsWith("node:path")) ||
          specifier.startsWith("@actions/") ||
          target?.startsWith("src/host/")),
    );
    expect(offenders.map(described)).toEqual([]);
  });

  test("every file of ours that is imported exists", () => {
    const missing = imports.filter(({ target }) => target !== undefined && !tracked.includes(target));
    expect(missing.map(described)).toEqual([]);
  });

  test("no two files of src/ import each other in a circle, types aside", () => {
    expect(circles(imports.filter(({ typeOnly }) => !typeOnly))).toEqual([]);
  });
});

describe("size", () => {
  test("entries have at most 40 lines", () => {
    expect(sources.filter((path) => ENTRY.test(path) && lines(path) > 40)).toEqual([]);
  });

  test(`no module has more than ${LONGEST} lines without a reason listed here`, () => {
    const long = tracked.filter((path) => /^(src|python|target|scripts|e2e)\/.*\.(ts|py|c|h|mjs)$/.test(path));
    expect(long.filter((path) => lines(path) > LONGEST && !(path in LONG_FOR_A_REASON))).toEqual([]);
  });
});

describe("names", () => {
  test("no package is known by name in what ships", () => {
    const shipped = tracked.filter((path) => /^(src|python|target)\//.test(path) && !/^python\/tests\//.test(path));
    expect(shipped.filter((path) => PACKAGES.test(withoutProse(path)))).toEqual([]);
  });

  test("there is no room for leftovers: no utils, helpers or common", () => {
    expect(tracked.filter((path) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.[a-z]+$)/.test(path))).toEqual([]);
  });

  test("nothing is kept that a build made, dist/ aside", () => {
    const made = tracked.filter((path) =>
      /\.(?:o|a|so|pyd|wasm|whl|pyc|out)$|(?:^|\/)build\/(?:lib|temp)\./.test(path),
    );
    expect(made).toEqual([]);
  });

  test("no file names the folders of one machine", () => {
    // Written in two halves, so that this line does not find itself.
    const folders = [
      ["ro", "ot"],
      ["wo", "rk"],
    ].map((halves) => `/${halves.join("")}/`);
    expect(textFiles().filter((path) => folders.some((folder) => read(path).includes(folder)))).toEqual([]);
  });

  test("no file names the host of a package registry", () => {
    const hosts = [
      ["pypi", "org"],
      ["pythonhosted", "org"],
      ["registry", "npmjs", "org"],
      ["registry", "yarnpkg", "com"],
      ["deb", "debian", "org"],
      ["security", "debian", "org"],
      ["proxy", "golang", "org"],
      ["static", "crates", "io"],
    ].map((labels) => labels.join("."));
    expect(textFiles().filter((path) => hosts.some((host) => read(path).includes(host)))).toEqual([]);
  });
});

/** The statements at the top, where the linter keeps them; what follows may be text that only looks like one. */
function importsOf(path: string): readonly Import[] {
  const text = read(path);
  const statement =
    /(?:\s|\/\*[\s\S]*?\*\/|\/\/.*\n)*import\s+(type\s+)?(?:([^;"']*?)\s+from\s+)?["']([^"']+)["'][^;]*;/y;
  const found: Import[] = [];
  for (let match = statement.exec(text); match !== null; match = statement.exec(text)) {
    const [, type, names = "", specifier = ""] = match;
    found.push({
      from: path,
      specifier,
      target: ourFile(path, specifier),
      typeOnly: type !== undefined || onlyTypes(names),
    });
  }
  for (const [, specifier = ""] of text.matchAll(/(?:^export [^;"']* from|\bimport\()\s*["'](\.[^"']+)["']/gm)) {
    found.push({ from: path, specifier, target: ourFile(path, specifier), typeOnly: false });
  }
  return found;
}

function ourFile(from: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? join(from, "..", specifier).replaceAll("\\", "/") : undefined;
}

/** `{ type A, type B }` */
function onlyTypes(names: string): boolean {
  const named = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1] ?? "";
  const each = named.split(",").filter((name) => name.trim() !== "");
  return each.length > 0 && each.every((name) => name.trim().startsWith("type "));
}

/** Each circle once, as the path around it. */
function circles(edges: readonly Import[]): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { from, target } of edges)
    if (target?.startsWith("src/")) next.set(from, [...(next.get(from) ?? []), target]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) found.push([...way.slice(start), file].join(" → "));
    if (start >= 0 || done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return found;
}

/** Comments and sentences may have a known package as their example; what the code compares with may not. */
function withoutProse(path: string): string {
  return read(path)
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .replaceAll(/"""[\s\S]*?"""|#.*$/gm, "")
    .replaceAll(/(["'`])(?:(?!\1).)* (?:(?!\1).)*\1/g, "");
}

function described({ from, specifier }: Import): string {
  return `${from} imports ${specifier}`;
}

function textFiles(): readonly string[] {
  return tracked.filter((path) => !/\.(png|wasm|o|a|so|zip|gz|xz|whl)$/.test(path) && !path.startsWith("dist/"));
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function lines(path: string): number {
  return read(path).split("\n").length - 1;
}

function isThere(path: string): boolean {
  try {
    read(path);
    return true;
  } catch {
    return false;
  }
}
