/** docs/explanation/comparison.md: what we say of ourselves there is shown by a test that exists. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";

const page = join(import.meta.dirname, "..", "docs", "explanation", "comparison.md");

const rows = readFileSync(page, "utf8")
  .split("\n")
  .filter((line) => /^\| (?!---|\*\*|[ |])/.test(line))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));

test("every row has a cell of ours, and no cell is empty", () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((row) => row.length !== 5 || row.some((cell) => cell.trim() === ""))).toEqual([]);
});

test("each cell of ours names a test, and the file has it", () => {
  const unproven = rows.filter((row) => {
    const [, file = "", name = ""] = /^\[[^\]]+\]\(\.\.\/\.\.\/(\S+) "(.+)"\)$/.exec(row[4] ?? "") ?? [];
    const path = join(import.meta.dirname, "..", file);
    return name === "" || !existsSync(path) || !hasTest(readFileSync(path, "utf8"), name);
  });
  expect(unproven).toEqual([]);
});

test("no cell of ours is a no", () => {
  expect(rows.filter((row) => /^\[(no|–)\b/.test(row[4] ?? ""))).toEqual([]);
});

function hasTest(text: string, name: string): boolean {
  return (
    text.includes(`("${name}"`) || text.includes(`("${name.replaceAll('"', '\\"')}"`) || text.includes(`def ${name}(`)
  );
}
