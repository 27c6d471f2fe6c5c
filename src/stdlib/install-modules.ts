/** Compiles modules of the standard library once, each to an extension with its C library inside; later runs find them. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { TargetPython } from "../cpython/target-python.ts";
import type { Host } from "../host/host.ts";
import { installLibraries, type Library, type LibraryInstall } from "../library/install-libraries.ts";
import { recipeNamed } from "../library/recipe.ts";
import { explaining } from "../pins/failures.ts";
import { fetchPinned } from "../pins/fetch.ts";
import { UserError } from "../report/errors.ts";
import { type ModuleSources, moduleSources } from "./module-sources.ts";
import type { StdlibModule } from "./stdlib-module.ts";

/** Raised whenever the same module is compiled in another way. */
const MODULE_FORMAT = 1;

export interface BuiltModule {
  /** `_bz2` */
  readonly name: string;
  /** A relocatable object, as the extension link makes them. */
  readonly object: Uint8Array;
  /** For messages. */
  readonly origin: string;
}

export interface ModuleInstall extends Omit<LibraryInstall, "recipes"> {
  readonly modules: readonly StdlibModule[];
  readonly target: TargetPython;
}

/** @throws {UserError} WASI-LIBRARY-*, WASI-PIN-MISSING, WASI-DOWNLOAD-*, WASI-ARCHIVE-* */
export async function installModules(host: Host, install: ModuleInstall): Promise<readonly BuiltModule[]> {
  if (install.modules.length === 0) return [];
  const recipes = install.modules.flatMap(({ library }) => (library === undefined ? [] : [recipeNamed(library)]));
  const libraries = await installLibraries(host, { ...install, recipes });
  const sources = moduleSources(install.target.version, install.settings);
  if (!sources) throw noSources(install);
  const folders = await moduleFolders(host, install, sources, libraries);
  return Promise.all(
    install.modules.map(async ({ name, module }) => ({
      name: module,
      object: await host.files.readBytes(join(folders.get(name) ?? "", `${module}.so`)),
      origin: `standard library: ${name}`,
    })),
  );
}

async function moduleFolders(
  host: Host,
  install: ModuleInstall,
  sources: ModuleSources,
  libraries: readonly Library[],
): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  const missing: StdlibModule[] = [];
  const toolOf = ({ name }: StdlibModule) => `cpython-wasi-${name}`;
  const versionOf = (module: StdlibModule) => `1.0.0-h${keyOf(install, sources, libraries, module)}`;
  for (const module of install.modules) {
    const found = await host.tools.find(toolOf(module), versionOf(module));
    if (found === undefined) missing.push(module);
    else folders.set(module.name, found);
  }
  if (missing.length === 0) return folders;
  const scratch = await host.files.temporaryFolder("stdlib-modules");
  try {
    const source = await unpackModules(host, install, sources, scratch);
    for (const module of missing) {
      const needed = libraries.filter(({ name }) => name === module.library);
      const variables = await install.crossWith(needed);
      const folder = await host.tools.install(toolOf(module), versionOf(module), (staging) =>
        compileModule(host, {
          module,
          source,
          target: install.target,
          variables,
          output: join(staging, `${module.module}.so`),
        }),
      );
      folders.set(module.name, folder);
    }
  } finally {
    await host.files.remove(scratch);
  }
  return folders;
}

function keyOf(
  { target, sdk, options }: ModuleInstall,
  { pin }: ModuleSources,
  libraries: readonly Library[],
  module: StdlibModule,
): string {
  const library = libraries.find(({ name }) => name === module.library)?.key;
  const ingredients = [
    MODULE_FORMAT,
    module,
    target.version.text,
    target.path,
    pin.sha256,
    sdk.number,
    sdk.path,
    options,
    library,
  ];
  return createHash("sha256").update(JSON.stringify(ingredients)).digest("hex").slice(0, 16);
}

async function unpackModules(
  host: Host,
  { settings, target }: ModuleInstall,
  { version, pin }: ModuleSources,
  scratch: string,
): Promise<string> {
  if (version.text !== target.version.text) {
    host.log.info(`Modules come from the sources of CPython ${version.text}, which fit ${target.version.text}.`);
  }
  const archive = join(scratch, pin.name);
  const source = join(scratch, "source");
  await explaining({ what: pin.name, mirror: settings.mirror }, async () => {
    await fetchPinned(host, pin, settings, archive);
    await host.archives.extract(archive, source, { strip: 1 });
  });
  return source;
}

interface Compilation {
  readonly module: StdlibModule;
  readonly source: string;
  readonly target: TargetPython;
  readonly variables: Readonly<Record<string, string>>;
  readonly output: string;
}

async function compileModule(host: Host, { module, source, target, variables, output }: Compilation): Promise<void> {
  const files: string[] = [];
  for (const path of module.sources) {
    if (!path.endsWith("/")) files.push(path);
    else
      files.push(
        ...(await host.files.list(join(source, path)))
          .filter((name) => name.endsWith(".c"))
          .map((name) => `${path}${name}`)
          .filter((name) => !module.without?.includes(name)),
      );
  }
  const args = [
    // Some internal headers are not installed; of those that are, the target's come first.
    ...["-shared", `-I${join(target.include, "internal")}`, "-idirafter", join(source, "Include", "internal")],
    ...module.flags,
    ...[...files, ...module.link.map((library) => `-l${library}`), "-o", output],
  ];
  // By its name: the launchers' folder is the first on the cross environment's PATH.
  const { code, stderr } = await host.processes.run("wasi-cc", args, {
    cwd: source,
    env: { ...host.env, ...variables },
  });
  if (code === 0) return;
  throw new UserError(
    "WASI-LIBRARY-BUILD",
    `The module ${module.name} of CPython ${target.version.text} did not compile for WASI.`,
    "Leave it out of stdlib-modules, and report the lines: they are the compiler's.",
    stderr.trim().split("\n").slice(-20),
  );
}

function noSources({ modules, target }: ModuleInstall): UserError {
  return new UserError(
    "WASI-PIN-MISSING",
    `${modules.map(({ name }) => name).join(", ")} cannot be built in: no source of a CPython ${target.version.minor} is pinned.`,
    "Add the source to the mirror and its manifest, or set stdlib-modules: none.",
  );
}
