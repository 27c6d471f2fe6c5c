/**
 * Compiler arguments that speak of the build machine and mean harm or nothing to wasm32.
 *
 * Back ends take them from the build Python's sysconfig, pkg-config and their own guesses. They are shell patterns: the
 * compiler launcher matches arguments and the folders in them against these.
 */
import { shellWord } from "./shell-words.ts";

/** Folders with headers of the build machine. */
const HEADER_FOLDERS = [
  "/usr/include",
  "/usr/local/include",
  // Homebrew and MacPorts.
  "/opt/homebrew/include",
  "/opt/local/include",
];

/** Folders with libraries of the build machine. */
const LIBRARY_FOLDERS = [
  "/usr/lib",
  "/usr/lib32",
  "/usr/lib64",
  "/usr/libx32",
  "/usr/local/lib",
  "/usr/local/lib64",
  "/lib",
  "/lib64",
  "/opt/homebrew/lib",
  "/opt/local/lib",
];

/** Arguments in one piece. */
const WHOLE_FLAGS = [
  // Instruction sets of real CPUs: clang stops at them. -mcpu has meanings for wasm, but `native` is not one.
  "-march=*",
  "-mtune=*",
  "-mcpu=native",
  "-mfpu=*",
  "-mfpmath=*",
  "-msse*",
  "-mssse*",
  "-mavx*",
  "-mfma*",
  "-mf16c",
  "-mbmi*",
  "-mpopcnt",
  "-maes",
  "-mpclmul",
  "-m32",
  "-m64",
  // Shared memory and atomics: objects made with it do not link with a single-threaded libpython.
  "-pthread",
  // wasi-sdk has no OpenMP runtime.
  "-fopenmp*",
  // One static module has no use for position-independent code, which is slower: globals go through a table.
  "-fPIC",
  "-fpic",
  "-fPIE",
  "-fpie",
  "-pie",
  // No dynamic loader, so no search path for one.
  "-Wl,-rpath*",
  "-Wl,--rpath*",
  "-Wl,--enable-new-dtags",
  "-Wl,-R*",
  "-rdynamic",
  // LLVM has no common symbols for WebAssembly and writes undefined ones in their place, without a word
  // (MCWasmStreamer.cpp, "Common symbols are not yet implemented for Wasm"). Each becomes an ordinary definition.
  "-fcommon",
  // Control-flow and stack protection of real CPUs.
  "-fcf-protection*",
  "-mbranch-protection=*",
  "-fstack-clash-protection",
  // macOS: the SDK of the build machine.
  "-mmacosx-version-min=*",
  "-mmacos-version-min=*",
];

/** Flags that take the next argument and go away together with it. */
export const FOREIGN_PAIRS = ["-isysroot", "-arch", "-rpath"];

/** Flags that take a folder, as the rest of the argument or as the next one. */
export const HEADER_FLAGS = ["-I", "-isystem", "-idirafter", "-iquote"];
export const LIBRARY_FLAGS = ["-L"];

/** Shell patterns of single arguments that name no folder. */
export const FOREIGN_FLAGS: readonly string[] = WHOLE_FLAGS;

/**
 * Headers of any Python but the target's, which the launcher adds itself: setuptools and Meson name the build
 * environment's, and the prefix that the target was configured with.
 */
export const PYTHON_HEADERS = "*/include/python3.[0-9]*";

/** @param buildPrefix `sys.base_prefix` of the build Python */
export function headerFolders(buildPrefix: string): readonly string[] {
  return [...HEADER_FOLDERS, `${buildPrefix}/include`];
}

export function libraryFolders(buildPrefix: string): readonly string[] {
  return [...LIBRARY_FOLDERS, `${buildPrefix}/lib`];
}

/** Shell patterns of folders with the build machine's headers. */
export function foreignHeaders(buildPrefix: string): readonly string[] {
  return [...headerFolders(buildPrefix).flatMap(below), PYTHON_HEADERS];
}

/** Shell patterns of folders with the build machine's libraries. */
export function foreignLibraries(buildPrefix: string): readonly string[] {
  return libraryFolders(buildPrefix).flatMap(below);
}

function below(folder: string): readonly string[] {
  return [shellWord(folder), `${shellWord(`${folder}/`)}*`];
}
