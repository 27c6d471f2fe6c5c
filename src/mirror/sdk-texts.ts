/** The text files of a stand-in SDK. */
import type { SdkPart } from "./parts.ts";

/**
 * The released clang is compiled with its target and sysroot as defaults; Debian's reads them from configuration files
 * beside it. clang.cfg counts for `clang` alone, so each driver has its own.
 * https://clang.llvm.org/docs/UsersManual.html#configuration-files
 */
export const CONFIGURED_DRIVERS = ["clang", "clang++", "clang-cpp"];

export function driverConfiguration({ defaultTarget, exceptionSource }: SdkPart): string {
  const sysroot = "<CFGDIR>/../share/wasi-sysroot";
  // The released clang chooses between two sets of headers by -fwasm-exceptions; they differ in nothing else.
  const headers = exceptionSource ? `-stdlib++-isystem ${sysroot}/include/wasm32-wasip1/eh/c++/v1\n` : "";
  return `--target=${defaultTarget}\n--sysroot=${sysroot}\n${headers}`;
}

/** `wasi-sdk.cmake` and, for one target only, `wasi-sdk-p1.cmake`. */
export function cmakeToolchain(target: string): string {
  const variable = (name: string) => `\${${name}}`;
  const inSdk = (path: string) => `"${variable("WASI_SDK_PREFIX")}/${path}"`;
  const compilers = Object.entries({ C: "clang", CXX: "clang++", ASM: "clang" });
  return [
    "# CMake toolchain file of the SDK that this file lies in.",
    "cmake_minimum_required(VERSION 3.5.0)",
    "set(CMAKE_SYSTEM_NAME WASI)",
    "set(CMAKE_SYSTEM_VERSION 1)",
    "set(CMAKE_SYSTEM_PROCESSOR wasm32)",
    `set(triple ${target})`,
    `list(APPEND CMAKE_MODULE_PATH "${variable("CMAKE_CURRENT_LIST_DIR")}")`,
    `get_filename_component(WASI_SDK_PREFIX "${variable("CMAKE_CURRENT_LIST_DIR")}/../.." ABSOLUTE)`,
    ...compilers.map(([language, program]) => `set(CMAKE_${language}_COMPILER ${inSdk(`bin/${program}`)})`),
    ...compilers.map(([language]) => `set(CMAKE_${language}_COMPILER_TARGET ${variable("triple")})`),
    `set(CMAKE_AR ${inSdk("bin/llvm-ar")})`,
    `set(CMAKE_RANLIB ${inSdk("bin/llvm-ranlib")})`,
    `set(CMAKE_SYSROOT ${inSdk("share/wasi-sysroot")})`,
    "set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)",
    "set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)",
    "set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)",
    "set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)",
    "",
  ].join("\n");
}

/** CMake looks for a file of the system's name, and without one says that the system is unknown. */
export const CMAKE_PLATFORM = "set(WASI 1)\n";

/** Releases have this file from 25 on; a stand-in always has it, and says what it is. */
export function versionFile(part: SdkPart, llvm: string): string {
  return [
    `${part.release}.0`,
    `stand-in: ${standInNote(part)}; not a release of WebAssembly/wasi-sdk`,
    `llvm-version: ${llvm}`,
    `wasi-libc: ${part.libcVersion}`,
    "",
  ].join("\n");
}

export function standInNote({ llvm, llvmSuite, libcVersion, libcSuite }: SdkPart): string {
  return `LLVM ${llvm} of Debian ${llvmSuite} and wasi-libc ${libcVersion} of Debian ${libcSuite}`;
}
