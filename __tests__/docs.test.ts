/** What the documentation promises exists: error pages, commands, links. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseArguments } from "../src/inputs/arguments.ts";
import { INPUT_SPECS } from "../src/inputs/table.ts";
import codes from "../src/report/error-codes.json" with { type: "json" };

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));

describe("errors", () => {
  const known = Object.keys(codes).filter((code) => code.startsWith("WASI-"));
  const written = readdirSync(join(root, "docs", "errors"))
    .filter((name) => name.startsWith("WASI-"))
    .map((name) => name.replace(/\.md$/, ""));

  test("each code has a page of its name", () => {
    expect(known.filter((code) => !written.includes(code))).toEqual([]);
  });

  test("each page is of a code that exists", () => {
    expect(written.filter((code) => !known.includes(code))).toEqual([]);
  });

  test("each page begins with its code and says more than the message does", () => {
    const thin = written.filter((code) => {
      const [title, ...rest] = read(`docs/errors/${code}.md`).split("\n");
      return title !== `# ${code}` || rest.join(" ").trim().split(/\s+/).length < 25;
    });
    expect(thin).toEqual([]);
  });

  test("each code is raised somewhere, or it promises a page for nothing", () => {
    const sources = execFileSync(
      "git",
      ["grep", "--untracked", "-h", "-o", "-E", "WASI-[A-Z-]+[A-Z]", "--", "src/*.ts", "python/*.py"],
      {
        cwd: root,
        encoding: "utf8",
      },
    );
    const raised = new Set(sources.split("\n"));
    // `pywasi test` raises it once it exists; the code is part of the documented exit codes already.
    const later = ["WASI-TEST-FAILED"];
    expect(known.filter((code) => !raised.has(code) && !later.includes(code))).toEqual([]);
  });
});

describe("commands", () => {
  const scripts = Object.keys(JSON.parse(read("package.json")).scripts);

  test("each npm command that the documentation names is in package.json", () => {
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/\bnpm (?:run ([a-z:-]+)|(test))\b/g)].map(
        ([, script, test]) => `${page}: ${script ?? test}`,
      ),
    );
    expect(named.filter((entry) => !scripts.includes(entry.split(": ")[1] ?? ""))).toEqual([]);
  });

  test("each script that package.json starts exists", () => {
    const files = [...read("package.json").matchAll(/scripts\/[a-z-]+\.(?:ts|mjs)/g)].map(([path]) => path);
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe("examples", () => {
  test("each input that a workflow gives the action is one of the action's", () => {
    const given = pages.flatMap((page) => actionInputs(read(page)).map((name) => `${page}: ${name}`));
    expect(given.length).toBeGreaterThan(5);
    expect(given.filter((entry) => !INPUT_SPECS[entry.split(": ")[1] ?? ""]?.uses.includes("action"))).toEqual([]);
  });

  test("each line of a shell that starts pywasi has a command and flags that exist", () => {
    const lines = pages.flatMap((page) => commandLines(read(page)).map((line) => `${page}: ${line}`));
    expect(lines.length).toBeGreaterThan(20);
    const refused = lines.filter((entry) => {
      const [, ...words] = entry.slice(entry.indexOf(": ") + 2).split(/\s+/);
      try {
        parseArguments(words, {});
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toEqual([]);
  });
});

/** Names below the `with:` of each step that uses this action. */
function actionInputs(text: string): readonly string[] {
  const lines = text.split("\n");
  const indent = (line: string) => line.search(/[^\s-]/);
  return lines.flatMap((line, at) => {
    if (!/^[\s-]*uses: org\/setup-python-wasi@/.test(line)) return [];
    const step = lines.slice(at + 1);
    const end = step.findIndex((next) => next.trim() !== "" && (indent(next) < indent(line) || /^\s*-/.test(next)));
    const own = step.slice(0, end < 0 ? undefined : end);
    const start = own.findIndex((next) => /^\s*with:/.test(next));
    const depth = indent(own[start + 1] ?? "");
    return start < 0
      ? []
      : own.slice(start + 1).flatMap((next) => (indent(next) === depth ? (/^\s*([\w-]+):/.exec(next)?.[1] ?? []) : []));
  });
}

/** Lines of shell blocks that begin with `pywasi`, without comments and what follows in a pipe. */
function commandLines(text: string): readonly string[] {
  const blocks = [...text.matchAll(/```(?:sh|bash|console)\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  return blocks
    .flatMap((block) => block.replaceAll("\\\n", " ").split("\n"))
    .map((line) => line.replace(/^\$ /, "").replace(/\s+(?:#|\||&&|>).*$/, ""))
    .filter((line) => /^pywasi\s/.test(line));
}

describe("links", () => {
  test("each relative link leads to a file, and its anchor to a heading", () => {
    const broken = pages.flatMap((page) =>
      linksOf(read(page))
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => !resolves(page, link))
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });
});

/** Markdown links outside of code. */
function linksOf(text: string): readonly string[] {
  const prose = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

function resolves(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || !target.endsWith(".md") || anchors(read(target)).includes(anchor);
}

/** As GitHub makes them of headings. */
function anchors(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
