/**
 * A WASI SDK out of a distribution's packages, for builds that may deviate from the lock: a folder in the tool cache with
 * the layout of a release, whose parts are links to those of the machine.
 *
 * A release's clang has its target and sysroot compiled in; here a script in front of clang names them.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import type { Distribution } from "./distribution.ts";
import type { InstalledSdk } from "./install.ts";
import { sdkLayout } from "./layout.ts";
import table from "./releases.json" with { type: "json" };

const RELEASES: Readonly<Record<string, { readonly target: string }>> = table.releases;

/** Name in the tool cache; not the one of the releases, whose folders are kept for machines without the packages too. */
const TOOL = "wasi-sdk-distribution";

/** What we, CPython's scripts and build systems call by these names in an SDK's `bin`. */
const SHORT_NAMES = ["ar", "nm", "objcopy", "objdump", "ranlib", "size", "strings", "strip"];
const DRIVERS = ["clang", "clang++", "clang-cpp"];
const TRIPLES = ["wasm32-wasi", "wasm32-wasip1"];

/** Why it is not the locked SDK, for the log and the summary. */
export function distributionDeviation(number: number, { prefix, compiler }: Distribution): string {
  return `${prefix} has ${compiler} and the distribution's wasi-libc, which are not those of WASI SDK ${number}. What they build does not link safely with what others build.`;
}

/**
 * @param number of the SDK that it stands in for
 * @throws {UserError} WASI-DISK-*
 */
export async function arrangeDistribution(
  host: Host,
  number: number,
  distribution: Distribution,
): Promise<InstalledSdk> {
  const { prefix, llvm, compiler } = distribution;
  const version = `${number}.0.0-d${await contentKey(host, distribution)}`;
  const found = await host.tools.find(TOOL, version);
  const whole = found !== undefined && (await sdkLayout(host, found)).missing.length === 0;
  const path = whole
    ? found
    : await host.tools.install(TOOL, version, async (staging) => {
        await linkPrograms(host, distribution, join(staging, "bin"), RELEASES[number]?.target ?? "wasm32-wasip1");
        await linkTarget(host, distribution, staging);
        const note = `${number}.0\nstand-in: ${compiler} and the wasi-libc of ${prefix}; not a release of WebAssembly/wasi-sdk\n`;
        await host.files.write(join(staging, "VERSION"), `${note}llvm-version: ${llvm}\n`);
      });
  const { sysroot } = await sdkLayout(host, path);
  return { number, path, sysroot, origin: `${compiler} and wasi-libc of ${prefix}`, standIn: true, installed: !whole };
}

/** An update of the packages is another SDK, though the links would lead to it. */
async function contentKey(host: Host, { prefix, programs, compiler, lib, builtins }: Distribution): Promise<string> {
  const files = [join(lib, "libc.a"), join(lib, "libc++.a"), builtins];
  const sizes = await Promise.all(files.map(async (file) => (await host.files.info(file))?.size ?? 0));
  const content = JSON.stringify({ format: 1, prefix, programs, compiler, sizes });
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}

async function linkPrograms(
  host: Host,
  { programs, llvm }: Distribution,
  bin: string,
  defaultTriple: string,
): Promise<void> {
  await host.files.makeFolder(bin);
  const names = (await host.files.list(programs)).filter((name) => /^(?:llvm-[\w+-]+|lld|wasm-ld|ld\.lld)$/.test(name));
  for (const name of names) await host.files.link(join(programs, name), join(bin, name));
  for (const name of SHORT_NAMES) await host.files.link(`llvm-${name}`, join(bin, name));
  // Debian's clang asks for the linker of its own version first.
  await host.files.link("wasm-ld", join(bin, `wasm-ld-${llvm}`));
  for (const driver of DRIVERS) {
    for (const triple of [undefined, ...TRIPLES]) {
      const name = triple === undefined ? driver : `${triple}-${driver}`;
      await host.files.write(join(bin, name), launcher(join(programs, driver), triple ?? defaultTriple, llvm), 0o755);
    }
  }
}

/** A target and sysroot that are named later win. */
function launcher(program: string, triple: string, llvm: number): string {
  const options = [
    `--target=${triple}`,
    '--sysroot="$sdk/share/wasi-sysroot"',
    `-resource-dir "$sdk/lib/clang/${llvm}"`,
    '-B "$sdk/bin"',
  ];
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
  return ["#!/bin/sh", 'sdk="${0%/*}/.."', `exec ${quoted(program)} ${options.join(" ")} "$@"`, ""].join("\n");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

async function linkTarget(host: Host, { include, lib, headers, builtins, llvm }: Distribution, sdk: string) {
  const sysroot = join(sdk, "share", "wasi-sysroot");
  const resources = join(sdk, "lib", "clang", String(llvm));
  for (const folder of [join(sysroot, "include"), join(sysroot, "lib"), resources]) await host.files.makeFolder(folder);
  await host.files.link(headers, join(resources, "include"));
  for (const triple of TRIPLES) {
    await host.files.link(include, join(sysroot, "include", triple));
    await host.files.link(lib, join(sysroot, "lib", triple));
    const folder = join(resources, "lib", triple.replace("wasm32-", "wasm32-unknown-"));
    await host.files.makeFolder(folder);
    await host.files.link(builtins, join(folder, "libclang_rt.builtins.a"));
  }
  await host.files.makeFolder(join(resources, "lib", "wasi"));
  await host.files.link(builtins, join(resources, "lib", "wasi", "libclang_rt.builtins-wasm32.a"));
}
