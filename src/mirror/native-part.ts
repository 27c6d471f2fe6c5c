/**
 * Compiles a Python for this machine: CPython's WASI build needs a build Python of its own version, and machines seldom
 * have just that one. Headers and libraries of its modules come from Debian packages that are unpacked, not installed,
 * and the libraries lie beside it afterwards.
 */
import { basename, join } from "node:path";
import { downloadPackages, unpackPackages } from "./apt.ts";
import { readElf, withRunpath } from "./elf.ts";
import { mirrorError } from "./failure.ts";
import { type Made, offerFolder } from "./made.ts";
import { type NativePart, partNamed } from "./parts.ts";
import { multiarch } from "./sdk-names.ts";
import type { Workshop } from "./workshop.ts";

/** Modules that must have been built: without them pip cannot install a package. */
const NEEDED_MODULES = ["ssl", "zlib", "ctypes", "bz2", "lzma", "sqlite3", "pip"];

export async function assembleNative(shop: Workshop, part: NativePart): Promise<Made> {
  await requireCompiler(shop);
  const place = `pythons/${part.version}`;
  const prefix = join(shop.folder, place);
  const system = join(shop.scratch, "system");
  const packages = { suite: part.suite, names: [...part.headers, ...part.libraries] };
  await unpackPackages(shop, await downloadPackages(shop, packages), system);
  const source = await unpackSource(shop, part);
  const environment = buildEnvironment(shop, system);
  shop.say("configure");
  const configure = ["--prefix", prefix, "--with-ensurepip=install", "--disable-test-modules"];
  const openssl = [`--with-openssl=${join(system, "usr")}`, "--with-openssl-rpath=no"];
  await shop.run("configure Python", "./configure", [...configure, ...openssl], { cwd: source, env: environment });
  await compile(shop, source, environment);
  shop.say("install");
  const staging = join(shop.scratch, "staging");
  await shop.run("install Python", "make", ["install", `DESTDIR=${staging}`], { cwd: source, env: environment });
  const installed = join(staging, prefix);
  await bringSystemLibraries(shop, part, system, installed);
  await repairScripts(shop, part, installed, prefix);
  await forgetScratch(shop, part, system, installed);
  await checkPython(shop, part, installed);
  return { files: [], folders: [await offerFolder(shop, installed, place)] };
}

function xy({ version }: NativePart): string {
  return version.split(".").slice(0, 2).join(".");
}

async function requireCompiler(shop: Workshop): Promise<void> {
  for (const program of ["cc", "make"]) {
    if ((await shop.host.processes.find(program)) !== undefined) continue;
    throw mirrorError(
      `The mirror could not compile Python: there is no ${program} on PATH.`,
      "Install a C compiler and make (on Debian: gcc, libc6-dev and make).",
    );
  }
}

async function unpackSource(shop: Workshop, part: NativePart): Promise<string> {
  const source = partNamed(part.source);
  const name = `Python-${part.version}`;
  shop.say("unpack the source");
  const tarball = join(shop.folder, "ftp", "python", part.version, `${name}.tar.xz`);
  await shop.run(`unpack ${source.about}`, "tar", ["-xf", tarball, "-C", shop.scratch, "--no-same-owner"]);
  return join(shop.scratch, name);
}

/** Names each library to configure, which would otherwise ask pkg-config and be told of the machine's. */
function buildEnvironment(shop: Workshop, system: string): Readonly<Record<string, string | undefined>> {
  const machine = multiarch(shop.host.platform.arch);
  const include = `-I${join(system, "usr", "include")} -I${join(system, "usr", "include", machine)}`;
  const folders = libraryFolders(shop, system);
  const search = folders.map((folder) => `-L${folder}`).join(" ");
  const libraries = { ZLIB: "-lz", LIBFFI: "-lffi", BZIP2: "-lbz2", LIBLZMA: "-llzma", LIBSQLITE3: "-lsqlite3" };
  const named = Object.entries(libraries).flatMap(([name, flag]) => [
    [`${name}_CFLAGS`, include],
    [`${name}_LIBS`, `${search} ${flag}`],
  ]);
  return {
    ...shop.host.env,
    ...Object.fromEntries(named),
    CPPFLAGS: include,
    LDFLAGS: search,
    // The build imports each module that it has built, and throws away what cannot be imported.
    LD_LIBRARY_PATH: folders.join(":"),
    PYTHONHOME: undefined,
    PYTHONPATH: undefined,
    CFLAGS: undefined,
  };
}

function libraryFolders(shop: Workshop, root: string): readonly string[] {
  const machine = multiarch(shop.host.platform.arch);
  return [join(root, "usr", "lib", machine), join(root, "lib", machine)];
}

/** Counts compilations, of which `make -n` tells how many there will be. */
async function compile(shop: Workshop, cwd: string, env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const isCompilation = (line: string) => /(^|\s)-c\s/.test(line) && /\.o(\s|$)/.test(line);
  const plan = await shop.host.processes.run("make", ["-n"], { cwd, env });
  const total = plan.stdout.split("\n").filter(isCompilation).length;
  let done = 0;
  const onLine = (line: string) => {
    if (!isCompilation(line)) return;
    done += 1;
    shop.say("compile", Math.min(done, total), total);
  };
  await shop.run("compile Python", "make", [`-j${shop.host.platform.cores}`], { cwd, env, onLine });
}

/** Puts the libraries of the modules beside Python, and their place into the modules. */
async function bringSystemLibraries(shop: Workshop, part: NativePart, system: string, installed: string) {
  const { files } = shop.host;
  const dynload = join(installed, "lib", `python${xy(part)}`, "lib-dynload");
  for (const name of await files.list(dynload)) {
    const module = join(dynload, name);
    const bytes = await files.readBytes(module);
    const brought = await bring(shop, readElf(bytes)?.needed ?? [], system, join(installed, "lib"));
    if (brought > 0) await files.write(module, withRunpath(bytes, "$ORIGIN/../.."), 0o755);
  }
}

async function bring(shop: Workshop, needed: readonly string[], system: string, lib: string): Promise<number> {
  const { files } = shop.host;
  let brought = 0;
  for (const name of needed) {
    for (const folder of libraryFolders(shop, system)) {
      if (!(await files.info(join(folder, name)))) continue;
      brought += 1;
      if (await files.info(join(lib, name))) continue;
      const bytes = await files.readBytes(join(folder, name));
      const elf = readElf(bytes);
      await files.write(join(lib, name), elf?.runpath === undefined ? withRunpath(bytes, "$ORIGIN") : bytes);
      await bring(shop, elf?.needed ?? [], system, lib);
    }
  }
  return brought;
}

/** pip's own scripts name the interpreter that installed them, which was the one in the build folder. */
async function repairScripts(shop: Workshop, part: NativePart, installed: string, prefix: string): Promise<void> {
  const { files } = shop.host;
  const bin = join(installed, "bin");
  for (const name of await files.list(bin)) {
    if (!/^(pip|idle|pydoc|2to3)/.test(name)) continue;
    const text = await files.readText(join(bin, name));
    await files.write(join(bin, name), text.replace(/^#!.*/, `#!${join(prefix, "bin", `python${xy(part)}`)}`), 0o755);
  }
}

/** What Python tells about its own build goes into every build that is done with it: no flag may name the scratch. */
async function forgetScratch(shop: Workshop, part: NativePart, system: string, installed: string): Promise<void> {
  const { files } = shop.host;
  const stdlib = join("lib", `python${xy(part)}`);
  const told = /^(_sysconfigdata_.*\.py|config-[^/]*\/(Makefile|python-config\.py))$/;
  for (const path of await files.walk(join(installed, stdlib))) {
    if (!told.test(path)) continue;
    const text = await files.readText(join(installed, stdlib, path));
    // pprint breaks long values between two flags, so a flag is always whole.
    const flags = text.split(/(-[IL][^\s'"]+ ?)/).filter((piece) => !/^-[IL]/.test(piece) || !piece.includes(system));
    await files.write(join(installed, stdlib, path), flags.join(""));
  }
}

async function checkPython(shop: Workshop, part: NativePart, installed: string): Promise<void> {
  shop.say("check its modules");
  const env = { ...shop.host.env, LD_LIBRARY_PATH: undefined, PYTHONHOME: undefined, PYTHONPATH: undefined };
  const code = `import ${NEEDED_MODULES.join(", ")}, platform; print(platform.python_version())`;
  const python = join(installed, "bin", `python${xy(part)}`);
  const { stdout } = await shop.run(`import the modules of ${basename(python)}`, python, ["-c", code], { env });
  if (stdout.trim() !== part.version) throw new Error(`${python} is Python ${stdout.trim()}, not ${part.version}`);
}
