/**
 * One call of `wasi-cc` or `wasi-c++` where no POSIX shell is to be had: the same decisions as the shell script of
 * compiler-launcher.ts makes, taken by Node. Both are held against each other in the tests.
 */
import { EXCEPTION_FLAGS } from "../sdk/exceptions.ts";
import {
  FOREIGN_FLAGS,
  FOREIGN_PAIRS,
  HEADER_FLAGS,
  headerFolders,
  LIBRARY_FLAGS,
  libraryFolders,
  PYTHON_HEADERS,
} from "./foreign-flags.ts";

export interface CompilerSettings {
  /** Absolute path of clang or clang++. */
  readonly compiler: string;
  /** Folder of the target's `Python.h`, which looks like the build machine's and is not. */
  readonly include: string;
  /** Prepended to every call, so that a project's own choice, which comes later, wins. */
  readonly flags: readonly string[];
  /** Folders of headers that come after all that the project names, and before the SDK's own. */
  readonly systemIncludes: readonly string[];
  /** Whether C++ exceptions and setjmp are compiled in. */
  readonly exceptions: boolean;
  /** Absolute path of `wasi-ld`. */
  readonly linker: string;
  /** Appended where clang links. */
  readonly libraries: readonly string[];
  /** `sys.base_prefix` of the build Python. */
  readonly buildPrefix: string;
  /** Whether folders are compared as Windows compares them: without case, either slash. */
  readonly windows: boolean;
}

export interface CompilerCall {
  readonly args: readonly string[];
  /** Arguments that were taken out, a pair as one text. */
  readonly dropped: readonly string[];
}

const NO_LINK = /^(?:-c|-S|-E|-M|-MM|-fsyntax-only|--version|--?print-.*|-dump.*)$/s;

/** Flags whose value may be the next argument. */
const WITH_VALUE: readonly string[] = [...FOREIGN_PAIRS, ...HEADER_FLAGS, ...LIBRARY_FLAGS];

export function compilerCall(given: readonly string[], settings: CompilerSettings): CompilerCall {
  const args: string[] = [];
  const dropped: string[] = [];
  for (let i = 0; i < given.length; i += 1) {
    const argument = given[i] ?? "";
    const value = WITH_VALUE.includes(argument) ? given[i + 1] : undefined;
    if (value !== undefined) i += 1;
    const words = value === undefined ? [argument] : [argument, value];
    if (isForeign(argument, value, settings)) dropped.push(words.join(" "));
    else args.push(...words);
  }
  const { linker, libraries } = settings;
  const flags = [...settings.flags, ...exceptionFlags(given, settings)];
  const after = settings.systemIncludes.flatMap((folder) => ["-isystem", folder]);
  const links = !given.some((argument) => NO_LINK.test(argument));
  return {
    args: links ? [`-fuse-ld=${linker}`, ...flags, ...args, ...after, ...libraries] : [...flags, ...args, ...after],
    dropped,
  };
}

/** LLVM takes each of its options once, so a project that sets them itself has its own. */
function exceptionFlags(given: readonly string[], { exceptions }: CompilerSettings): readonly string[] {
  const own = given.some((argument) => OWN_EXCEPTIONS.test(argument));
  return exceptions && !own ? EXCEPTION_FLAGS : [];
}

/** What a project says when it decides on exceptions on WebAssembly itself. */
export const OWN_EXCEPTIONS = /-wasm-enable-sjlj|-wasm-use-legacy-eh|-wasm-enable-eh/;

function isForeign(argument: string, value: string | undefined, settings: CompilerSettings): boolean {
  const folderOf = (flags: readonly string[]) => {
    const flag = flags.find((flag) => argument.startsWith(flag));
    return flag === undefined ? undefined : `${argument.slice(flag.length)}${value ?? ""}`;
  };
  const headers = folderOf(HEADER_FLAGS);
  if (headers !== undefined) return isForeignHeaders(headers, settings);
  const libraries = folderOf(LIBRARY_FLAGS);
  if (libraries !== undefined) return isBelowAny(libraries, librariesOf(settings), settings);
  return FOREIGN_PAIRS.includes(argument) || FOREIGN_FLAGS.some((pattern) => matches(argument, pattern));
}

/** On Windows a Python has its import libraries in `libs`; setuptools names a few folders more of its prefix. */
function librariesOf({ buildPrefix, windows }: CompilerSettings): readonly string[] {
  const prefix = windows ? [buildPrefix] : [];
  return [...libraryFolders(buildPrefix), ...prefix];
}

function isForeignHeaders(folder: string, settings: CompilerSettings): boolean {
  const path = comparable(folder, settings);
  if (path === comparable(settings.include, settings)) return false;
  return isBelowAny(folder, headerFolders(settings.buildPrefix), settings) || matches(path, PYTHON_HEADERS);
}

function isBelowAny(folder: string, folders: readonly string[], settings: CompilerSettings): boolean {
  const path = comparable(folder, settings);
  return folders.some(
    (other) => path === comparable(other, settings) || path.startsWith(`${comparable(other, settings)}/`),
  );
}

function comparable(path: string, { windows }: CompilerSettings): string {
  return windows ? path.replaceAll("\\", "/").toLowerCase() : path;
}

/** A shell pattern with `*` and a digit class, which are all that the tables use. */
function matches(text: string, pattern: string): boolean {
  const source = pattern.replaceAll(/[.+^${}()|\\]/g, "\\$&").replaceAll("*", "[^]*");
  return new RegExp(`^${source}$`).test(text);
}
