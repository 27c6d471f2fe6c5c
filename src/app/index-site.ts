/** `pywasi index DIR…`: wheels become a static package index. */
import { basename, dirname, join } from "node:path";
import { canonicalName } from "../build/source/projects.ts";
import { sha256 } from "../build/source/source-identity.ts";
import { readWheel } from "../build/wheel.ts";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { IndexedTests, IndexedWheel } from "../index/indexed-wheel.ts";
import { peoplePage } from "../index/people-page.ts";
import { simplePages, wheelPath } from "../index/simple-pages.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { UserError } from "../report/errors.ts";
import { formatCount } from "../report/job-report.ts";
import { checkWheelContents, type WheelCheck } from "../wheel/check-wheel.ts";
import { headerValues } from "../wheel/wheel-facts.ts";
import { wheelRefused } from "../wheel/wheel-refused.ts";

/** What `pywasi test` leaves beside the wheels of its out-dir. */
const TEST_RESULTS = "test-results.json";

interface Found {
  readonly path: string;
  readonly wheel: IndexedWheel;
  readonly check: WheelCheck;
}

/**
 * @param folders with wheels, at any depth; relative ones start at the working folder
 * @returns absolute path of the site
 * @throws {UserError} WASI-INPUT-VALUE where there are none; WASI-BUILD-WHEEL, WASI-PACKAGE-CONFLICT
 */
export async function indexSite(host: Host, inputs: Inputs, folders: readonly string[]): Promise<string> {
  const site = join(userPath(host, inputs.outDir), "index");
  const found = await findWheels(
    host,
    folders.map((folder) => userPath(host, folder)),
    site,
  );
  const refused = found.map(({ check }) => check).filter(({ problems }) => problems.length > 0);
  if (refused.length > 0) throw wheelRefused(refused);
  const unique = withoutTwins(found);
  const wheels = unique.map(({ wheel }) => wheel);
  await host.files.remove(site);
  for (const { path, wheel } of unique) {
    await host.files.copy(path, join(site, wheelPath(wheel)));
    await host.files.write(join(site, `${wheelPath(wheel)}.metadata`), wheel.metadata);
  }
  for (const { path, text } of simplePages(wheels)) await host.files.write(join(site, path), text);
  await host.files.write(join(site, "index.html"), peoplePage(wheels));
  // GitHub Pages runs Jekyll otherwise, which leaves out names with an underscore.
  await host.files.write(join(site, ".nojekyll"), "");
  host.log.info(`${formatCount(wheels.length, "wheel")} in ${site}`);
  return site;
}

async function findWheels(host: Host, folders: readonly string[], site: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const folder of folders) {
    const info = await host.files.info(folder);
    const files = info?.kind === "folder" ? await host.files.walk(folder) : [];
    const paths = files.filter((file) => file.endsWith(".whl")).map((file) => join(folder, file));
    // An index that an earlier run left inside is not its own source.
    for (const path of paths) if (!path.startsWith(`${site}/`)) found.push(await readIndexed(host, path));
  }
  if (found.length > 0) return found;
  throw new UserError(
    "WASI-INPUT-VALUE",
    `There are no wheels in ${folders.join(", ") || "no folder"}.`,
    "Name folders with wheels: pywasi index wasi-out/wheels.",
  );
}

async function readIndexed(host: Host, path: string): Promise<Found> {
  const wheel = await readWheel(host, path);
  const { name, version, tag, contents } = wheel;
  const file = basename(path);
  const check = checkWheelContents(wheel);
  const metadataPath = [...contents.keys()].find((member) => /^[^/]+\.dist-info\/METADATA$/.test(member));
  const metadata = new TextDecoder().decode(contents.get(metadataPath ?? ""));
  const value = (field: string) => headerValues(metadata, field)[0];
  const sdks = check.extensions.flatMap(({ sdk }) => sdk ?? []);
  return {
    path,
    check,
    wheel: {
      ...{ file, version, tag, metadata },
      name: value("Name") ?? name,
      project: canonicalName(name),
      size: wheel.size,
      sha256: wheel.sha256,
      requiresPython: value("Requires-Python"),
      metadataSha256: sha256(metadata),
      summary: value("Summary"),
      sdk: check.facts?.sdk ?? sdks[0],
      modules: check.extensions.length,
      tests: await testsOf(host, path),
    },
  };
}

/**
 * Results in the wheel's folder or in the one above it, as an out-dir or an artefact made of one has them. Where several
 * wheels lie together, whose tests they are is not told.
 */
async function testsOf(host: Host, wheel: string): Promise<IndexedTests | undefined> {
  const folder = dirname(wheel);
  if ((await host.files.list(folder)).filter((name) => name.endsWith(".whl")).length > 1) return undefined;
  for (const place of [join(folder, TEST_RESULTS), join(dirname(folder), TEST_RESULTS)]) {
    if (!(await host.files.info(place))) continue;
    const { runs } = JSON.parse(await host.files.readText(place)) as {
      runs: readonly { results: readonly { outcome: string }[] }[];
    };
    const outcomes = runs.flatMap(({ results }) => results.map(({ outcome }) => outcome));
    const count = (...names: readonly string[]) => outcomes.filter((outcome) => names.includes(outcome)).length;
    const [passed, skipped] = [count("passed", "xfailed", "xpassed"), count("skipped", "limited")];
    return { passed, skipped, failed: outcomes.length - passed - skipped };
  }
  return undefined;
}

/** The same wheel may come from several artefacts; another one of its name may not. */
function withoutTwins(found: readonly Found[]): readonly Found[] {
  const known = new Map<string, Found>();
  for (const one of found) {
    const other = known.get(one.wheel.file);
    if (other && other.wheel.sha256 !== one.wheel.sha256) {
      throw new UserError(
        "WASI-PACKAGE-CONFLICT",
        `Two different wheels are called ${one.wheel.file}.`,
        "An index has one file of a name: remove one of them, or give the newer build another version.",
        [other.path, one.path],
      );
    }
    if (!other?.wheel.tests) known.set(one.wheel.file, one);
  }
  return [...known.values()];
}
