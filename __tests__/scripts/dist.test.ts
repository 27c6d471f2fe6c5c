import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { differences, writeDist } from "../../scripts/dist/folder.ts";

const files = new Map([
  ["cli.mjs", { text: "#!/usr/bin/env node\n", executable: true }],
  ["main.mjs", { text: "export {};\n", executable: false }],
]);
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pywasi-dist-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("what was just written does not differ", () => {
  writeDist(folder, files);
  expect(differences(folder, files)).toEqual([]);
  expect(readFileSync(join(folder, "main.mjs"), "utf8")).toBe("export {};\n");
});

test("the command is executable, the rest is not", () => {
  writeDist(folder, files);
  expect(statSync(join(folder, "cli.mjs")).mode & 0o111).not.toBe(0);
  expect(statSync(join(folder, "main.mjs")).mode & 0o111).toBe(0);
});

test("other bytes, a lost run bit, a missing and a superfluous file are named", () => {
  writeDist(folder, files);
  writeFileSync(join(folder, "main.mjs"), "export { };\n");
  chmodSync(join(folder, "cli.mjs"), 0o644);
  writeFileSync(join(folder, "old.mjs"), "");
  expect(differences(folder, files)).toEqual(["cli.mjs", "main.mjs", "old.mjs"]);
  expect(differences(join(folder, "nowhere"), files)).toEqual(["cli.mjs", "main.mjs"]);
});

test("writing removes what no source makes any more", () => {
  writeFileSync(join(folder, "old.mjs"), "");
  writeDist(folder, files);
  expect(readdirSync(folder).sort()).toEqual(["cli.mjs", "main.mjs"]);
});
