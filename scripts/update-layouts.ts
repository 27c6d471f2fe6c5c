/**
 * Writes src/signature/layouts.json: `node scripts/update-layouts.ts 3.13=FOLDER …`, each folder with the Python.h of a
 * version of that series; WASI_SDK_PATH names the compiler. Series that are not named stay as they are.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { probeLayout } from "./layouts/probe.ts";

const path = join(import.meta.dirname, "..", "src", "signature", "layouts.json");
const sdk = process.env.WASI_SDK_PATH;
const named = process.argv.slice(2).map((argument) => argument.split("="));
if (sdk === undefined || named.length === 0) {
  console.error("Name a WASI SDK in WASI_SDK_PATH and folders of headers: 3.13=/usr/include/python3.13 …");
  process.exit(2);
}

const present = JSON.parse(readFileSync(path, "utf8"));
for (const [series = "", folder = ""] of named) {
  present.layouts[series] = probeLayout(folder, sdk);
  console.log(`${series}: headers of ${present.layouts[series].headers}`);
}
const byNumber = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });
present.layouts = Object.fromEntries(Object.entries(present.layouts).sort(([a], [b]) => byNumber(a, b)));
// One field a line, so that a diff reads as a table.
const text = JSON.stringify(present, undefined, 2).replaceAll(
  /\{\s+("(?:offset|flags)": [^{}]*?)\s+\}/g,
  (_, fields: string) => `{ ${fields.replaceAll(/\s+/g, " ")} }`,
);
writeFileSync(path, `${text}\n`);
