/** Writes what is generated from the sources: `npm run generate`; with `--check` it only says what differs. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { actionFile, actionTypesFile, commandsPage, inputsPage, outputsPage } from "../src/inputs/action-file.ts";
import { additionsPage } from "../src/libc/additions-page.ts";

const root = join(import.meta.dirname, "..");
const files: Readonly<Record<string, string>> = {
  "action.yml": actionFile(),
  "action-types.yml": actionTypesFile(),
  "docs/reference/inputs.md": inputsPage(),
  "docs/reference/outputs.md": outputsPage(),
  "docs/reference/commands.md": commandsPage(),
  "docs/reference/libc.md": additionsPage(),
};

const differing = Object.entries(files).filter(([path, text]) => read(path) !== text);
if (process.argv.includes("--check")) {
  for (const [path] of differing) console.error(`${path} is not what the sources make of it: npm run generate`);
  process.exitCode = differing.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of differing) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}
