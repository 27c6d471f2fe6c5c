/** The shared libraries that programs bring along, so that they run on a machine that has none but the C library's. */
import { basename, join } from "node:path";
import { readElf, withRunpath } from "./elf.ts";
import type { Workshop } from "./workshop.ts";

/** The C library comes in many files that belong together with the machine's kernel and loader: never brought along. */
const OF_THE_SYSTEM = /^(ld-linux.*|linux-vdso|lib(c|m|dl|rt|pthread|resolv|util|nsl|anl|mvec))\.so\.\d+$/;

/**
 * Copies what the programs need, and what that needs, into one folder.
 *
 * @param programs absolute paths
 * @param sources folders to look for libraries in, absolute
 * @param folder where they go; libraries without a RUNPATH get `$ORIGIN`
 * @returns the libraries' file names, sorted
 * @throws {Error} where a library is nowhere: the list of packages is short
 */
export async function bringLibraries(
  shop: Workshop,
  programs: readonly string[],
  sources: readonly string[],
  folder: string,
): Promise<readonly string[]> {
  const { files } = shop.host;
  await files.makeFolder(folder);
  const brought = new Map<string, string>();
  const open = [...programs];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const elf = readElf(await files.readBytes(path));
    for (const name of elf?.needed ?? []) {
      if (OF_THE_SYSTEM.test(name) || brought.has(name)) continue;
      const found = await whereIs(shop, name, sources);
      if (found === undefined) throw new Error(`${basename(path)} needs ${name}, which is in none of the packages`);
      brought.set(name, found);
      open.push(found);
    }
  }
  for (const [name, path] of brought) {
    const bytes = await files.readBytes(path);
    // Under the name that it is asked for by; the file that the name is a link to is not needed.
    await files.write(
      join(folder, name),
      readElf(bytes)?.runpath === undefined ? withRunpath(bytes, "$ORIGIN") : bytes,
    );
  }
  return [...brought.keys()].sort();
}

async function whereIs(shop: Workshop, name: string, sources: readonly string[]): Promise<string | undefined> {
  for (const source of sources) {
    const path = join(source, name);
    if ((await shop.host.files.info(path))?.kind === "file") return path;
  }
  return undefined;
}
