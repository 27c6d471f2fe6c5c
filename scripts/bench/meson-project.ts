/** A Meson project of the size that a build takes some time for: the sources of an example, as many modules. */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";

/** Enough for the compiler to be what takes the time, as in real packages. */
const MODULES = 150;

/** @returns the folder of the project, below `parent` */
export async function writeMesonProject(host: Host, parent: string): Promise<string> {
  const folder = join(parent, "project");
  const example = join(host.folders.product, "examples", "meson-c");
  await host.files.copy(join(example, "src"), join(folder, "src"));
  await host.files.copy(join(example, "pyproject.toml"), join(folder, "pyproject.toml"));
  const source = await host.files.readText(join(example, "src", "meanvar", "_meanvar.c"));
  const names = Array.from({ length: MODULES }, (_, i) => `_meanvar${i}`);
  for (const name of names) {
    const text = source.replaceAll("PyInit__meanvar", `PyInit_${name}`);
    await host.files.write(join(folder, "src", "meanvar", `${name}.c`), text);
  }
  await host.files.write(join(folder, "meson.build"), mesonBuild(names));
  return folder;
}

function mesonBuild(names: readonly string[]): string {
  const modules = names.map(
    (name) =>
      `py.extension_module('${name}', 'src/meanvar/${name}.c', link_with: welford, dependencies: [py.dependency(), m], install: true, subdir: 'meanvar')`,
  );
  return `project('example-meson-c', 'c', version: '1.0.0', default_options: ['c_std=c11', 'buildtype=release'])
py = import('python').find_installation(pure: false)
m = meson.get_compiler('c').find_library('m', required: false)
welford = static_library('welford', 'src/meanvar/welford.c', dependencies: m)
${modules.join("\n")}
`;
}
