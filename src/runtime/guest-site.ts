/**
 * What a guest's site-packages gets from us (`target/python`, docs/explanation/guest.md): linked-in modules with their
 * files, and stand-ins for what CPython for WASI lacks. A `.pth` file starts it, as site.py's own rules have it.
 */
import { join } from "node:path";
import type { Host } from "../host/host.ts";

/** A module that is linked into python.wasm, and the file below site-packages that it would have been loaded from. */
export interface LinkedInModule {
  /** Dotted. */
  readonly name: string;
  readonly file: string;
}

/** What lies where an extension's file would be, so that who looks for it, or lists the folder, finds it. */
const PLACEHOLDER = "This extension module is linked into python.wasm, which cannot load files like this one.\n";

/** @param sitePackages absolute */
export async function writeGuestSite(
  { files, folders }: Pick<Host, "files" | "folders">,
  sitePackages: string,
  modules: readonly LinkedInModule[],
): Promise<void> {
  const ours = join(folders.product, "target", "python");
  const paths = (await files.walk(ours)).filter((path) => /\.(?:py|pth)$/.test(path));
  await Promise.all(paths.map((path) => files.copy(join(ours, path), join(sitePackages, path))));
  await files.write(join(sitePackages, "_pywasi", "modules.py"), modulesFile(modules));
  await Promise.all(modules.map(({ file }) => files.write(join(sitePackages, file), PLACEHOLDER)));
}

/** `_pywasi/modules.py`, as the finder reads it. */
export function modulesFile(modules: readonly LinkedInModule[]): string {
  const lines = modules.map(({ name, file }) => `    ${JSON.stringify(name)}: ${JSON.stringify(file)},\n`);
  return `"""Which modules are linked into this interpreter, and their files below site-packages."""\n\nFILES = {\n${lines.join("")}}\n`;
}
