/**
 * A private apt: lists, downloads and settings of its own below the mirror's folder, so that nothing of the machine's
 * package management is read but its sources, keys and proxies, and nothing of it is changed. No root is needed.
 */
import { join } from "node:path";
import { debianArchive, suiteStanza } from "./apt-sources.ts";
import { mirrorError } from "./failure.ts";
import type { DebianPackages } from "./parts.ts";
import type { Workshop } from "./workshop.ts";

/** Another run may be reading the same lists; apt fails at once where it finds them locked. */
const LOCK_TRIES = 300;
/** Milliseconds. */
const LOCK_PAUSE = 500;

/**
 * Downloads packages of one suite without installing them.
 * @returns absolute paths of the .deb files, in the order of the names
 * @throws {UserError} WASI-MIRROR
 */
export async function downloadPackages(shop: Workshop, packages: DebianPackages): Promise<readonly string[]> {
  const apt = await openSuite(shop, packages.suite, "deb");
  shop.say(`download ${packages.names.length} packages of Debian ${packages.suite}`);
  const folder = join(shop.keep, "debs", packages.suite);
  await shop.host.files.makeFolder(folder);
  // 'URI' FILE SIZE HASH, a line each; asked in an empty folder, for apt leaves out what the folder has.
  const listed = await apt(`find packages of Debian ${packages.suite}`, [
    "download",
    "--print-uris",
    ...packages.names,
  ]);
  const files = new Map<string, number>();
  for (const [, file = "", size = ""] of listed.stdout.matchAll(/^'[^']*' (\S+) (\d+)/gm))
    files.set(file, Number(size));
  if (!(await allThere(shop, folder, files))) {
    await apt(`download packages of Debian ${packages.suite}`, ["download", ...packages.names], folder);
  }
  return packages.names.map((name) => {
    const stem = name.split("=")[0] ?? name;
    const file = [...files.keys()].find((candidate) => candidate.startsWith(`${stem}_`));
    if (file === undefined) throw new Error(`apt said nothing of ${stem}`);
    return join(folder, file);
  });
}

/**
 * Downloads the upstream tarball of a source package.
 * @returns its absolute path
 * @throws {UserError} WASI-MIRROR
 */
export async function downloadSource(shop: Workshop, suite: string, name: string): Promise<string> {
  const apt = await openSuite(shop, suite, "deb-src");
  shop.say(`download the source package ${name} of Debian ${suite}`);
  const folder = join(shop.keep, "sources");
  await shop.host.files.makeFolder(folder);
  const args = ["source", "--download-only", "--tar-only", name];
  const listed = await apt(`find the source of ${name} in Debian ${suite}`, ["--print-uris", ...args]);
  await apt(`download the source of ${name}`, args, folder);
  const file = /^'[^']*' (\S+\.orig\.tar\.\w+) /m.exec(listed.stdout)?.[1];
  if (file === undefined) {
    throw mirrorError(
      `Debian ${suite} has no upstream tarball of ${name}.`,
      "Take another part of the mirror, or put the file of the release into the mirror yourself.",
    );
  }
  return join(folder, file);
}

/** Unpacks packages over each other, without running any script of theirs. */
export async function unpackPackages(shop: Workshop, debs: readonly string[], folder: string): Promise<void> {
  await shop.host.files.makeFolder(folder);
  for (const [index, deb] of debs.entries()) {
    shop.say("unpack packages", index + 1, debs.length);
    await shop.run(`unpack ${deb}`, "dpkg-deb", ["-x", deb, folder]);
  }
}

async function allThere(shop: Workshop, folder: string, files: ReadonlyMap<string, number>): Promise<boolean> {
  for (const [file, size] of files) {
    if ((await shop.host.files.info(join(folder, file)))?.size !== size) return false;
  }
  return true;
}

/** @param folder where it runs; default: an empty one */
type Apt = (task: string, args: readonly string[], folder?: string) => Promise<{ readonly stdout: string }>;

/** Debian removes old versions, so old lists name files that are gone. Milliseconds. */
const LISTS_LIFETIME = 3600_000;

async function openSuite(shop: Workshop, suite: string, kind: "deb" | "deb-src"): Promise<Apt> {
  const { host } = shop;
  for (const program of ["apt-get", "apt-config", "dpkg-deb"]) {
    if ((await host.processes.find(program)) === undefined) throw notDebian();
  }
  const archive = debianArchive(await sourcesOfTheMachine(shop));
  if (!archive) throw notDebian();
  const state = join(shop.keep, "apt", `${suite}-${kind}`);
  await host.files.makeFolder(join(state, "lists", "partial"));
  await host.files.makeFolder(join(state, "cache", "archives", "partial"));
  await host.files.makeFolder(join(state, "empty"));
  await host.files.write(join(state, "status"), "");
  await host.files.write(join(state, "suite.sources"), suiteStanza(archive, suite, kind));
  await host.files.write(join(state, "apt.conf"), privateSettings(state, await acquireSettings(shop)));
  const apt: Apt = (task, args, cwd = join(state, "empty")) =>
    shop.run(task, "apt-get", args, { cwd, env: { ...host.env, APT_CONFIG: join(state, "apt.conf") } });
  const updated = (await host.files.info(join(state, "updated")))?.modified.getTime() ?? 0;
  if (Date.now() - updated > LISTS_LIFETIME) {
    shop.say(`read the package lists of Debian ${suite}`);
    await patiently(() => apt(`read the package lists of Debian ${suite}`, ["update", "--error-on=any"]));
    await host.files.write(join(state, "updated"), "");
  }
  return apt;
}

async function sourcesOfTheMachine({ host }: Workshop): Promise<readonly string[]> {
  const folder = "/etc/apt/sources.list.d";
  const listed = (await host.files.info(folder)) ? await host.files.list(folder) : [];
  const paths = ["/etc/apt/sources.list", ...listed.map((name) => join(folder, name))];
  const readable = paths.filter((path) => /\.(list|sources)$/.test(path));
  const present = await Promise.all(readable.map(async (path) => ((await host.files.info(path)) ? [path] : [])));
  return Promise.all(present.flat().map((path) => host.files.readText(path)));
}

/** Proxies, certificates and time-outs that the machine's apt is set up with; hooks and index choices are not ours. */
async function acquireSettings(shop: Workshop): Promise<readonly string[]> {
  const { stdout } = await shop.run("read apt's settings", "apt-config", ["dump"]);
  return stdout
    .split("\n")
    .filter((line) => /^Acquire::(?!IndexTargets|Languages|GzipIndexes)\S+ "[^"]+";$/.test(line));
}

/**
 * apt reads this file before the machine's settings; with `Dir::Etc::Parts` empty those are not read at all, or their
 * hooks would clean the machine's own caches.
 */
function privateSettings(state: string, acquire: readonly string[]): string {
  return [
    ...acquire,
    `Dir::Etc::Parts "${state}/empty";`,
    `Dir::Etc::Main "${state}/empty/none";`,
    `Dir::Etc::SourceList "${state}/suite.sources";`,
    `Dir::Etc::SourceParts "${state}/empty";`,
    `Dir::Etc::Preferences "${state}/empty/none";`,
    `Dir::Etc::PreferencesParts "${state}/empty";`,
    `Dir::State "${state}";`,
    `Dir::State::Lists "${state}/lists";`,
    `Dir::State::Status "${state}/status";`,
    `Dir::Cache "${state}/cache";`,
    // Half of the cache serves to mix the lists with what is installed, which is nothing.
    'Dir::Cache::srcpkgcache "";',
    'Acquire::Languages "none";',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";',
    'Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";',
    // A root whose home others may not enter cannot hand the work to apt's own user.
    'APT::Sandbox::User "root";',
    "",
  ].join("\n");
}

async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const locked = error instanceof Error && "details" in error && /Could not get lock/.test(String(error.details));
      if (!locked || tries >= LOCK_TRIES) throw error;
      await new Promise((resume) => setTimeout(resume, LOCK_PAUSE));
    }
  }
}

function notDebian(): Error {
  return mirrorError(
    "This machine is not a Debian: the mirror is assembled out of Debian's packages with apt and dpkg.",
    "Assemble it on a Debian 12 or later, or in a container of one, copy the folder here, and pass it as mirror.",
  );
}
