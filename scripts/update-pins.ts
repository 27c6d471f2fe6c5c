/**
 * Pins the archives of the WASI SDK that the table lacks: downloads each, hashes it, and compares with GitHub's own
 * digest where there is one. LLVM's version and wasi-libc's commit come from the archive's VERSION file.
 *
 * npm run update:pins [-- --releases PLACE]
 */
import { join } from "node:path";
import { nodeHost } from "../src/host/node-host.ts";
import { readData, writeData } from "./update/data-file.ts";
import { parseReleases } from "./update/github-releases.ts";
import { placeOf, readPlace } from "./update/place.ts";
import { missingAssets, newPin, type SdkPins, sortedPins, unpinnedAssets } from "./update/sdk-pins.ts";
import { type SdkReleases, sdkParts } from "./update/sdk-version-file.ts";

const RELEASES = "https://api.github.com/repos/WebAssembly/wasi-sdk/releases?per_page=20";
const PINS = "src/sdk/pins.json";
const PARTS = "src/sdk/releases.json";

const host = nodeHost();
const argv = process.argv.slice(2);
const today = new Date().toISOString().slice(0, 10);
const releases = parseReleases(await readPlace(host, placeOf(argv, "releases", RELEASES)));
const pinned: { files: SdkPins } = readData(PINS);
const known: SdkReleases = readData(PARTS);

for (const name of missingAssets(releases)) console.log(`${name} is not published; src/sdk/asset.ts believes it is.`);
let files = pinned.files;
let parts = known.releases;
for (const { sdk, asset } of unpinnedAssets(releases, files)) {
  const folder = await host.files.temporaryFolder("update");
  try {
    const archive = join(folder, asset.name);
    const got = await host.downloads.file(asset.url, archive, { githubToken: host.env.GITHUB_TOKEN });
    files = { ...files, [asset.name]: newPin(asset, got, files[asset.name], today) };
    console.log(`${asset.name}: sha256 ${got.sha256}`);
    if (!parts[sdk]?.llvm) {
      await host.archives.extract(archive, join(folder, "sdk"), { strip: 1 });
      const text = await host.files.readText(join(folder, "sdk", "VERSION"));
      parts = { ...parts, [sdk]: sdkParts(text, sdk) };
    }
  } finally {
    await host.files.remove(folder);
  }
}
if (files !== pinned.files) writeData(PINS, { ...pinned, files: sortedPins(files) });
if (parts !== known.releases) writeData(PARTS, { ...known, releases: parts });
if (files === pinned.files) console.log("Every published archive of the WASI SDK is pinned.");
