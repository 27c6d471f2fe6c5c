/** A WASI SDK in the released layout, out of the unpacked packages of LLVM, wasi-libc and their libraries. */
import { basename, dirname, join } from "node:path";
import type { SdkPart } from "./parts.ts";
import { multiarch } from "./sdk-names.ts";
import { CMAKE_PLATFORM, CONFIGURED_DRIVERS, cmakeToolchain, driverConfiguration, versionFile } from "./sdk-texts.ts";
import { bringLibraries } from "./shared-libraries.ts";
import type { Workshop } from "./workshop.ts";

/** Programs that are copied; `clang` gets the name `clang-<version>` as in the release. */
const PROGRAMS = [
  "lld",
  "llvm-ar",
  "llvm-cxxfilt",
  "llvm-dwarfdump",
  "llvm-nm",
  "llvm-objcopy",
  "llvm-objdump",
  "llvm-size",
  "llvm-strings",
  "llvm-symbolizer",
];

/** Programs that ask by which name they were called: link → program. */
const ALIASES: Readonly<Record<string, string>> = {
  "wasm-ld": "lld",
  "ld.lld": "lld",
  "llvm-addr2line": "llvm-symbolizer",
  "llvm-ranlib": "llvm-ar",
  "llvm-strip": "llvm-objcopy",
};

/** Binutils' names, as far as the release has them. */
const SHORT_NAMES = ["addr2line", "ar", "c++filt", "nm", "objcopy", "objdump", "ranlib", "size", "strings", "strip"];

/** Targets with a driver of their own in the release, and with a sysroot in Debian's wasi-libc. */
const TARGETS = ["wasm32-wasi", "wasm32-wasip1"];

/** Where the unpacked packages lie, absolute. */
export interface Unpacked {
  readonly llvm: string;
  readonly libc: string;
  readonly libraries: string;
}

/**
 * @param llvm LLVM's full version, for the VERSION file
 * @param sdk the folder to fill
 */
export async function layOutSdk(shop: Workshop, part: SdkPart, unpacked: Unpacked, llvm: string, sdk: string) {
  shop.say("lay out the SDK");
  await copyPrograms(shop, part, unpacked, sdk);
  await copySysroot(shop, part, unpacked, sdk);
  await copyResources(shop, part, unpacked, sdk);
  const { files } = shop.host;
  for (const driver of CONFIGURED_DRIVERS) {
    await files.write(join(sdk, "bin", `${driver}.cfg`), driverConfiguration(part));
  }
  const cmake = join(sdk, "share", "cmake");
  await files.write(join(cmake, "wasi-sdk.cmake"), cmakeToolchain(part.defaultTarget));
  if (part.release >= 23) await files.write(join(cmake, "wasi-sdk-p1.cmake"), cmakeToolchain("wasm32-wasip1"));
  await files.write(join(cmake, "Platform", "WASI.cmake"), CMAKE_PLATFORM);
  await files.write(join(sdk, "VERSION"), versionFile(part, llvm));
}

async function copyPrograms(shop: Workshop, part: SdkPart, { llvm, libraries }: Unpacked, sdk: string): Promise<void> {
  const { files, platform } = shop.host;
  const bin = join(sdk, "bin");
  await files.makeFolder(bin);
  const clang = `clang-${part.llvm}`;
  const from = (name: string) => join(llvm, "usr", "lib", `llvm-${part.llvm}`, "bin", name);
  const programs = [["clang", clang], ...PROGRAMS.map((name) => [name, name])] as const;
  for (const [name, as] of programs) await copyFollowed(shop, from(name), join(bin, as));
  const links: Record<string, string> = { ...ALIASES };
  for (const driver of CONFIGURED_DRIVERS) links[driver] = clang;
  // Debian's clang asks for the linker of its own version first, and for no other where it is not told to.
  links[`wasm-ld-${part.llvm}`] = "lld";
  for (const name of SHORT_NAMES) links[name] = name === "c++filt" ? "llvm-cxxfilt" : `llvm-${name}`;
  for (const target of TARGETS) {
    links[`${target}-clang`] = "clang";
    links[`${target}-clang++`] = "clang++";
  }
  for (const [name, target] of Object.entries(links)) await files.link(target, join(bin, name));
  const machine = multiarch(platform.arch);
  await bringLibraries(
    shop,
    programs.map(([, as]) => join(bin, as)),
    [llvm, libraries].flatMap((root) => [join(root, "usr", "lib", machine), join(root, "lib", machine)]),
    join(sdk, "lib"),
  );
}

/** libc, libc++ and libc++abi of WASI 0.1; the folder of wasip1 is a link to that of wasi, as Debian has it. */
async function copySysroot(shop: Workshop, part: SdkPart, { llvm, libc }: Unpacked, sdk: string): Promise<void> {
  const { files } = shop.host;
  const sysroot = join(sdk, "share", "wasi-sysroot");
  await files.copy(join(libc, "usr", "include"), join(sysroot, "include"));
  await files.copy(join(libc, "usr", "lib"), join(sysroot, "lib"));
  const root = join(llvm, "usr", "lib", `llvm-${part.llvm}`);
  await copyFollowed(shop, join(root, "include", "wasm32-wasi", "c++"), join(sysroot, "include", "wasm32-wasi", "c++"));
  for (const name of await files.list(join(root, "lib", "wasm32-wasi"))) {
    const to = join(sysroot, "lib", "wasm32-wasi", name);
    if (name.endsWith(".a")) await copyFollowed(shop, join(root, "lib", "wasm32-wasi", name), to);
  }
}

/** clang's own headers and the builtins, which it looks for in another folder for each target and version. */
async function copyResources(shop: Workshop, part: SdkPart, { llvm }: Unpacked, sdk: string): Promise<void> {
  const { files } = shop.host;
  const resources = join(sdk, "lib", "clang", String(part.llvm));
  const origin = join(llvm, "usr", "lib", `llvm-${part.llvm}`, "lib", "clang", String(part.llvm));
  await copyFollowed(shop, origin, resources);
  const builtins = join(resources, "lib", "wasi", "libclang_rt.builtins-wasm32.a");
  for (const triple of ["wasm32-unknown-wasi", "wasm32-unknown-wasip1"]) {
    const folder = join(resources, "lib", triple);
    await files.makeFolder(folder);
    await files.link(join("..", "wasi", basename(builtins)), join(folder, "libclang_rt.builtins.a"));
  }
}

/** Debian's packages point at each other with links; the SDK has to stand alone. */
async function copyFollowed(shop: Workshop, from: string, to: string): Promise<void> {
  await shop.host.files.makeFolder(dirname(to));
  await shop.run(`copy ${from}`, "cp", ["-aL", from, to]);
}
