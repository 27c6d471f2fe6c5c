/**
 * Pins the newest wasmtime: downloads its archive for each platform, hashes it, and compares with GitHub's own digest.
 *
 * npm run update:wasmtime [-- --releases PLACE]
 */
import { nodeHost } from "../src/host/node-host.ts";
import { readData, writeData } from "./update/data-file.ts";
import { parseReleases } from "./update/github-releases.ts";
import { hashed } from "./update/hashed.ts";
import { placeOf, readPlace } from "./update/place.ts";
import { newWasmtimePin, nextWasmtime, type WasmtimePin } from "./update/wasmtime-pins.ts";

const RELEASES = "https://api.github.com/repos/bytecodealliance/wasmtime/releases?per_page=20";
const PINS = "src/runtime/wasmtime-pins.json";

const host = nodeHost();
const today = new Date().toISOString().slice(0, 10);
const table: { version: string; files: Record<string, WasmtimePin> } = readData(PINS);
const releases = parseReleases(await readPlace(host, placeOf(process.argv.slice(2), "releases", RELEASES)));
const next = nextWasmtime(releases, table.version);
if (next === undefined) {
  console.log(`wasmtime ${table.version} is the newest that has an archive for each platform.`);
} else {
  const files: Record<string, WasmtimePin> = {};
  for (const asset of next.assets) {
    files[asset.name] = newWasmtimePin(asset, await hashed(host, asset.url), today);
    console.log(`${asset.name}: sha256 ${files[asset.name]?.sha256}`);
  }
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeData(PINS, { ...table, version: next.version, files: sorted });
}
