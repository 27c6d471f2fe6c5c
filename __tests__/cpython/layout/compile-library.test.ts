import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { compileLibrary } from "../../../src/cpython/layout/compile-library.ts";
import { nodeHost } from "../../../src/host/node-host.ts";
import { fakeHost } from "../../host/fake-host.ts";
import { scratchFolder } from "../../host/scratch.ts";
import { someTarget } from "../../link/some-target.ts";

const scratch = scratchFolder();
const GUEST = "/lib/python3.13/site-packages";
const buildPython = {
  version: someTarget.version,
  executable: "python3",
  include: "",
  basePrefix: "",
  source: "a test",
};

/** A library below a folder with a space and a letter that is not ASCII, as people's home folders have them. */
function library(files: Record<string, string>): string {
  const folder = join(mkdtempSync(join(scratch, "library-")), "für alle");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe("a library", () => {
  test("is compiled, all but what is left to who imports it, with the guest's paths", async () => {
    const folder = library({
      "pkg/__init__.py": "A = 1\n",
      "pkg/größe.py": "B = 2\n",
      "pkg/data.txt": "",
      "pkg/tests/test_pkg.py": "C = 3\n",
    });
    await compileLibrary(nodeHost(), buildPython, folder, GUEST, /(?:^|\/)tests\//);
    const compiled = readdirSync(join(folder, "pkg", "__pycache__")).sort();
    expect(compiled.map((name) => name.split(".")[0])).toEqual(["__init__", "größe"]);
    expect(readdirSync(join(folder, "pkg", "tests"))).toEqual(["test_pkg.py"]);
    for (const name of compiled) {
      const bytes = readFileSync(join(folder, "pkg", "__pycache__", name));
      expect(bytes.readUInt32LE(4)).toBe(1); // PEP 552: by hash, and unchecked.
      expect(bytes.toString("utf8")).toContain(`${GUEST}/pkg/`);
      expect(bytes.toString("utf8")).not.toContain(folder);
    }
  });

  test("keeps a core busy each, with every file once", async () => {
    const files = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [`/lib/${name}.py`, ""]));
    const host = fakeHost({ files, programs: { python3: () => ({}) }, platform: { cores: 2 } });
    await compileLibrary(host, buildPython, "/lib", GUEST);
    const inputs = host.runs.map(({ options }) => String(options.input).trim().split("\n"));
    expect(inputs).toHaveLength(2);
    expect(inputs.flat().sort()).toEqual(Object.keys(files));
  });

  test("without Python files needs no Python", async () => {
    const host = fakeHost({ files: { "/lib/a.txt": "" } });
    await compileLibrary(host, buildPython, "/lib", GUEST);
    expect(host.runs).toEqual([]);
  });

  test("with a file of another Python's syntax has the rest compiled, and a line in the log", async () => {
    const folder = library({ "good.py": "A = 1\n", "bad.py": "print 'two'\n" });
    const lines: string[] = [];
    const host = nodeHost();
    const log = { ...host.log, info: (line: string) => void lines.push(line) };
    await compileLibrary({ ...host, log }, buildPython, folder, GUEST);
    expect(readdirSync(join(folder, "__pycache__")).map((name) => name.split(".")[0])).toEqual(["good"]);
    expect(lines.join("\n")).toMatch(/^Parts of \/lib\/python3\.13\/site-packages were not compiled/);
  });
});
