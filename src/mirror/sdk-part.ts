/** Assembles a stand-in WASI SDK and packs it as the release does. */
import { join } from "node:path";
import { downloadPackages, unpackPackages } from "./apt.ts";
import { packTar } from "./archive.ts";
import { addExceptionLibraries } from "./exception-libraries.ts";
import { type Made, offer } from "./made.ts";
import { type SdkPart, sdkPackages } from "./parts.ts";
import { checkSdk } from "./sdk-check.ts";
import { sdkNames } from "./sdk-names.ts";
import { standInNote } from "./sdk-texts.ts";
import { layOutSdk } from "./sdk-tree.ts";
import type { Workshop } from "./workshop.ts";

export async function assembleSdk(shop: Workshop, part: SdkPart): Promise<Made> {
  const names = sdkNames(part, shop.host.platform.arch);
  const packages = sdkPackages(part);
  const unpacked = {
    llvm: join(shop.scratch, "llvm"),
    libc: join(shop.scratch, "libc"),
    libraries: join(shop.scratch, "libraries"),
  };
  const llvm = await downloadPackages(shop, packages.llvm);
  await unpackPackages(shop, llvm, unpacked.llvm);
  await unpackPackages(shop, await downloadPackages(shop, packages.libc), unpacked.libc);
  await unpackPackages(shop, await downloadPackages(shop, packages.libraries), unpacked.libraries);
  const sdk = join(shop.scratch, names.top);
  await layOutSdk(shop, part, unpacked, packageVersion(llvm[0] ?? ""), sdk);
  if (part.exceptionSource) await addExceptionLibraries(shop, part.exceptionSource, sdk);
  await checkSdk(shop, sdk);
  shop.say("pack the SDK");
  const archive = join(shop.scratch, names.archive);
  await packTar(shop, shop.scratch, names.top, archive);
  return { files: [await offer(shop, archive, names.path, standInNote(part))], folders: [] };
}

/** `clang-19_1%3a19.1.7-3~deb12u1_amd64.deb` → `19.1.7`: between the epoch and Debian's revision. */
function packageVersion(deb: string): string {
  return /_(?:\d+%3a)?([\d.]+)[^_]*_[^_]+\.deb$/.exec(deb)?.[1] ?? "unknown";
}
