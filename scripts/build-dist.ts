/** `npm run build`: makes `dist/` out of the sources; with `--check` it only says what differs. */
import { join } from "node:path";
import { bundle, type DistFile } from "./dist/bundle.ts";
import { differences, writeDist } from "./dist/folder.ts";
import { thirdPartyLicenses } from "./dist/licenses.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "dist");
const { files: bundles, metafile } = await bundle(root).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
const files = new Map<string, DistFile>(bundles).set("THIRD-PARTY.txt", {
  text: thirdPartyLicenses(root, metafile),
  executable: false,
});
const differing = differences(folder, files);
if (process.argv.includes("--check")) {
  for (const name of differing) console.error(`dist/${name} is not what the sources make: npm run build`);
  process.exitCode = differing.length === 0 ? 0 : 1;
} else {
  writeDist(folder, files);
  for (const [name, { text }] of files) console.log(`dist/${name}  ${(Buffer.byteLength(text) / 1000).toFixed(0)} kB`);
}
