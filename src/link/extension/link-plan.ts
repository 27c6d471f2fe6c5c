/**
 * What a linker call of a back end becomes.
 *
 * Back ends believe that they link a shared library. WASI has no dlopen, so the "shared library" is one relocatable
 * object with the project's own objects and static libraries in it; the interpreter relink takes it from there
 * (docs/explanation/linking.md). Everything else, above all the programs of configure checks, is linked as asked.
 */

import { isSystemLibrary, libraryName } from "../system-libraries.ts";
import { foreignLength } from "./foreign-options.ts";
import { type LinkArgument, readLinkCommand } from "./link-command.ts";
import { type ProgramSurroundings, withProgramLibraries } from "./program-libraries.ts";

export interface ExtensionLinkPlan {
  readonly kind: "extension";
  /** As given; relative to the current folder. */
  readonly output: string;
  /** For wasm-ld, `-o` included. */
  readonly args: readonly string[];
  /** Libraries of the SDK, without `-l`, as asked for and in order. */
  readonly libraries: readonly string[];
  /** What was left out and could have meant something, as given. */
  readonly dropped: readonly string[];
  /** Symbols that the command line exports. */
  readonly exported: readonly string[];
}

export interface ProgramLinkPlan {
  readonly kind: "program";
  readonly args: readonly string[];
}

export interface LinkSurroundings extends ProgramSurroundings {
  /** Absolute folder of the SDK. */
  readonly sdkPath: string;
  /** Whether a file is there. */
  readonly exists: (path: string) => boolean;
}

/** The symbol that Python calls to initialise a module. PEP 489: `PyInitU_` for names outside ASCII; PEP 793: `PyModExport_`. */
export const INIT_SYMBOL = /^Py(Init|ModExport)U?_/;

/** @param args response files expanded */
export function planLink(args: readonly string[], around: LinkSurroundings): ExtensionLinkPlan | ProgramLinkPlan {
  const { kept, dropped } = withoutForeign(args);
  const command = readLinkCommand(kept);
  if (isExtension(command)) return planExtension(command, dropped, around);
  if (isRelocatable(command)) return { kind: "program", args: kept };
  const output = command.findLast((each) => each.kind === "output")?.path;
  return { kind: "program", args: withProgramLibraries(kept, output, around) };
}

function withoutForeign(args: readonly string[]): { kept: string[]; dropped: string[] } {
  const kept: string[] = [];
  const dropped: string[] = [];
  for (let i = 0; i < args.length; ) {
    const length = foreignLength(args.slice(i, i + 2));
    if (length === 0) kept.push(args[i] ?? "");
    else dropped.push(...args.slice(i, i + length));
    i += Math.max(1, length);
  }
  return { kept, dropped };
}

/**
 * clang says `-shared`. rustc never does: a cdylib for WASI is a reactor module, and an extension is one that exports a
 * module's init function.
 */
function isExtension(command: readonly LinkArgument[]): boolean {
  if (isRelocatable(command)) return false;
  if (has(command, "-shared", "--shared")) return true;
  return has(command, "--no-entry") && exportedNames(command).some((name) => INIT_SYMBOL.test(name));
}

/** A project that joins objects by itself. */
function isRelocatable(command: readonly LinkArgument[]): boolean {
  return has(command, "-r", "--relocatable", "-relocatable");
}

function has(command: readonly LinkArgument[], ...names: string[]): boolean {
  return command.some((each) => each.kind === "option" && names.includes(each.name));
}

function exportedNames(command: readonly LinkArgument[]): string[] {
  return command.flatMap((each) =>
    each.kind === "option" && /^--?export(-if-defined)?$/.test(each.name) && each.value ? [each.value] : [],
  );
}

/** Options that keep their meaning when wasm-ld makes an object. */
const KEPT =
  /^(-u|-y|-t|-M|--?undefined|--?wrap|--?mllvm|--?(no-)?whole-archive|--(start|end)-lib|--?trace(-symbol)?|--?verbose|--?threads|--?(no-)?color-diagnostics|--error-limit|--?(no-)?demangle|--?features|--?extra-features|--(no-)?check-features|--?(no-)?fatal-warnings|--reproduce|--why-extract=?.*|--?Map|--?print-map|--lto-.*|--thinlto-.*|--disable-verify|--save-temps)$/;

const STRIP = /^(-s|-S|--?strip-all|--?strip-debug)$/;

/** Options that the drivers pass by themselves, or that speak of the final module, which CPython's own settings shape. */
const EXPECTED =
  /^(-m|-z|-e|-E|-O\d?|--?shared|--?entry|--?no-entry|--?(no-)?gc-sections|--?export(-if-defined|-dynamic)?|--?stack-first|--?allow-undefined|--?import-undefined|--?build-id|--?B(static|dynamic)|--?static)$/;

function planExtension(
  command: readonly LinkArgument[],
  foreign: readonly string[],
  around: LinkSurroundings,
): ExtensionLinkPlan {
  const args: string[] = [];
  const libraries: string[] = [];
  const dropped = [...foreign];
  let output = "a.out";
  let strip = false;
  const folders = command.flatMap((each) => (each.kind === "folder" ? [each.path] : []));
  const own = folders.filter((folder) => !isSdkFolder(folder, around.sdkPath));
  for (const each of command) {
    if (each.kind === "output") output = each.path;
    else if (each.kind === "input") placeInput(each.path);
    else if (each.kind === "library") placeLibrary(each.name);
    else if (each.kind === "folder") continue;
    else if (STRIP.test(each.name)) strip = true;
    else if (KEPT.test(each.name)) args.push(...each.text);
    else if (!EXPECTED.test(each.name)) dropped.push(...each.text);
  }

  function placeInput(path: string): void {
    const name = libraryName(path);
    if (/(?:^|[\\/])crt1[^\\/]*\.o$/.test(path) || /libclang_rt[^\\/]*$/.test(path)) return;
    if (name !== undefined && isPython(name)) dropped.push(path);
    // CMake's find_library() gives `-lm` as the path of the sysroot's file, or of the build machine's.
    else if (name !== undefined && isSystemLibrary(name) && isSdkOrMachine(path, around.sdkPath)) libraries.push(name);
    else args.push(path);
  }

  function placeLibrary(name: string): void {
    const plain = name.startsWith(":") ? libraryName(name.slice(1)) : name;
    if (plain !== undefined && isPython(plain)) dropped.push(`-l${name}`);
    else {
      // A project may have a libutil.a of its own, which then is meant.
      const file = findLibrary(name, own, around.exists);
      if (file !== undefined) args.push(file);
      else if (plain !== undefined && isSystemLibrary(plain)) libraries.push(plain);
      else args.push(`-l${name}`);
    }
  }

  const linker = ["-r", "-m", "wasm32", ...own.map((folder) => `-L${folder}`)];
  return {
    kind: "extension",
    output,
    args: [...linker, ...(strip ? ["--strip-debug"] : []), ...args, "-o", output],
    libraries: [...new Set(libraries)],
    dropped,
    exported: exportedNames(command),
  };
}

/** rustc's `self-contained` folder holds another copy of wasi-libc. */
function isSdkFolder(folder: string, sdkPath: string): boolean {
  return isWithin(folder, sdkPath) || /[\\/]self-contained[\\/]?$/.test(folder);
}

function isSdkOrMachine(path: string, sdkPath: string): boolean {
  return isWithin(path, sdkPath) || /^\/(usr\/)?lib(32|64)?\//.test(path);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);
}

/** libpython is what the extension is linked into later. */
function isPython(name: string): boolean {
  return /^python\d/.test(name);
}

function findLibrary(name: string, folders: readonly string[], exists: (path: string) => boolean): string | undefined {
  // A project's own shared library is a relocatable object here, and wasm-ld before LLVM 18 looks for .a only.
  const files = name.startsWith(":") ? [name.slice(1)] : [`lib${name}.a`, `lib${name}.so`];
  for (const folder of folders) {
    for (const file of files) if (exists(`${folder}/${file}`)) return `${folder}/${file}`;
  }
  return undefined;
}
