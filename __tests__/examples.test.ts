/** The examples are what the documentation shows, and there is one for each thing that it speaks of. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const page = read("docs/how-to/back-ends.md");
const examples = readdirSync(join(root, "examples")).filter((name) =>
  existsSync(join(root, "examples", name, "pyproject.toml")),
);

describe("the page about build back ends", () => {
  /** A comment with the file's path, and the block after it. */
  const shown = [...page.matchAll(/<!-- (examples\/\S+) -->\n```\w+\n([\s\S]*?)\n```/g)];

  test("shows files of the examples as they are", () => {
    expect(shown.length).toBeGreaterThan(4);
    const changed = shown.filter(([, path = "", text]) => read(path).trimEnd() !== text);
    expect(changed.map(([, path]) => path)).toEqual([]);
  });

  test("names every example", () => {
    expect(examples.filter((name) => !page.includes(`examples/${name}`))).toEqual([]);
  });
});

describe("an example", () => {
  test.each(examples)("%s has tests that run without any other package", (name) => {
    const tests = readdirSync(join(root, "examples", name, "tests")).filter((file) => /^test_.*\.py$/.test(file));
    expect(tests).not.toEqual([]);
    for (const file of tests) expect(read(`examples/${name}/tests/${file}`)).toContain("import unittest");
  });
});
