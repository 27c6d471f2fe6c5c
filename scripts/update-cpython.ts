/**
 * Pins CPython's source tarballs of the locked branches, and the releases of brettcannon/cpython-wasi-build, as far as
 * the tables lack them: downloads each, hashes it, and compares with what is published beside it.
 *
 * npm run update:cpython [-- --python PLACE --releases PLACE]
 */
import { RELEASES_REPOSITORY } from "../src/cpython/pins/release-pins.ts";
import { HostFailure } from "../src/host/failure.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { LOCK_ROWS } from "../src/lock/lock.ts";
import {
  type ReleasePins,
  type SourcePins,
  tarballParts,
  unpinnedReleases,
  withRelease,
  withSource,
} from "./update/cpython-pins.ts";
import { readData, writeData } from "./update/data-file.ts";
import { parseReleases } from "./update/github-releases.ts";
import { hashed } from "./update/hashed.ts";
import { placeOf, readPlace } from "./update/place.ts";
import { PYTHON_FTP, releaseFolders, sigstoreDigest, tarballs } from "./update/python-org.ts";

const RELEASES = `https://api.github.com/repos/${RELEASES_REPOSITORY}/releases?per_page=30`;
const SOURCES_FILE = "src/cpython/pins/sources.json";
const RELEASES_FILE = "src/cpython/pins/releases.json";

const host = nodeHost();
const argv = process.argv.slice(2);
await updateSources();
await updateReleases();

async function updateSources(): Promise<void> {
  const ftp = placeOf(argv, "python", PYTHON_FTP).replace(/\/?$/, "/");
  const table: { versions: SourcePins } = readData(SOURCES_FILE);
  let versions = table.versions;
  const branches = LOCK_ROWS.map(({ python }) => python);
  for (const folder of releaseFolders(await readPlace(host, ftp), branches)) {
    // A release that is pinned ends its folder: there are no pre-releases after it.
    if (versions[folder]?.["tar.xz"] !== undefined) continue;
    for (const name of tarballs(await readPlace(host, `${ftp}${folder}/`))) {
      const parts = tarballParts(name);
      if (!parts || versions[parts.version]?.[parts.kind] !== undefined) continue;
      const url = `${ftp}${folder}/${name}`;
      const got = await hashed(host, url);
      const bundle = await readPlace(host, `${url}.sigstore`).catch(ignoringAbsence);
      versions = withSource(versions, name, got, bundle === undefined ? undefined : sigstoreDigest(bundle));
      console.log(`${name}: sha256 ${got.sha256}${bundle === undefined ? "" : ", as its Sigstore bundle has it"}`);
    }
  }
  if (versions !== table.versions) writeData(SOURCES_FILE, { ...table, versions });
  else console.log("Every source of the locked branches is pinned.");
}

async function updateReleases(): Promise<void> {
  const table: { versions: ReleasePins } = readData(RELEASES_FILE);
  let versions = table.versions;
  const published = parseReleases(await readPlace(host, placeOf(argv, "releases", RELEASES)));
  for (const release of unpinnedReleases(published, versions)) {
    const got = { python: await hashed(host, release.python.url), build: await hashed(host, release.build.url) };
    versions = withRelease(versions, release, got);
    console.log(`${release.python.name} and its _build zip: sha256 ${got.python.sha256}, ${got.build.sha256}`);
  }
  if (versions !== table.versions) writeData(RELEASES_FILE, { ...table, versions });
  else console.log("Every release of CPython for WASI is pinned.");
}

/** Old releases have no bundle. */
function ignoringAbsence(error: unknown): undefined {
  if (error instanceof HostFailure && error.kind !== "network") return undefined;
  throw error;
}
