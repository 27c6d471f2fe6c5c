/**
 * The second set of C++ libraries of WASI SDK 33 and later, for -fwasm-exceptions: libc++, libc++abi and libunwind, which
 * no distribution has. Built with the SDK that they go into, out of LLVM's source and with the SDK's own settings
 * (cmake/wasi-sdk-sysroot.cmake in wasi-sdk, define_libcxx_sub). Minutes; the result is packed with the SDK.
 */
import { join } from "node:path";
import { downloadSource } from "./apt.ts";
import { mirrorError } from "./failure.ts";
import list from "./llvm-edits.json" with { type: "json" };
import type { SourcePackage } from "./parts.ts";
import type { Workshop } from "./workshop.ts";

/** What the build reads of the source, which is ten times as large. */
const FOLDERS = [
  "cmake",
  "libc/hdr",
  "libc/include",
  "libc/shared",
  "libc/src/__support",
  "libcxx",
  "libcxxabi",
  "libunwind",
  "llvm/cmake",
  "runtimes",
];

/** A star stands for the top folder alone: otherwise `cmake` would also be every other folder of that name. */
const PATTERNS = ["--wildcards", "--no-wildcards-match-slash"];

const TRIPLE = "wasm32-wasip1";

/** @param sdk absolute folder of the SDK, to which the libraries are added */
export async function addExceptionLibraries(shop: Workshop, source: SourcePackage, sdk: string): Promise<void> {
  const generator = await requirePrograms(shop);
  const tarball = await downloadSource(shop, source.suite, source.package);
  const llvm = join(shop.scratch, "llvm-source");
  await unpack(shop, tarball, llvm);
  await edit(shop, llvm);
  const build = join(shop.scratch, "exceptions");
  shop.say("configure the C++ libraries with exceptions");
  const configure = ["-G", generator, "-S", join(llvm, "runtimes"), "-B", build, ...settings(sdk)];
  await shop.run("configure libc++ with exceptions", "cmake", configure);
  shop.say("compile the C++ libraries with exceptions");
  const cores = String(shop.host.platform.cores);
  await shop.run("compile libc++ with exceptions", "cmake", [
    "--build",
    build,
    "--parallel",
    cores,
    "--target",
    ...TARGETS,
  ]);
  await shop.run("install libc++ with exceptions", "cmake", ["--install", build]);
}

const TARGETS = ["cxx", "cxxabi", "unwind"];

async function requirePrograms(shop: Workshop): Promise<string> {
  const has = async (name: string) => (await shop.host.processes.find(name)) !== undefined;
  if (!(await has("cmake"))) {
    throw mirrorError(
      "The mirror could not build the C++ libraries with exceptions: there is no cmake on PATH.",
      "Install cmake and ninja or make (on Debian: cmake, ninja-build), or assemble the other parts only.",
    );
  }
  return (await has("ninja")) ? "Ninja" : "Unix Makefiles";
}

async function unpack(shop: Workshop, tarball: string, folder: string): Promise<void> {
  shop.say("unpack LLVM's run time libraries");
  await shop.host.files.makeFolder(folder);
  const members = FOLDERS.map((name) => `*/${name}`);
  const where = ["-C", folder, "--strip-components=1", "--no-same-owner"];
  await shop.run("unpack LLVM", "tar", ["-xf", tarball, ...where, ...PATTERNS, ...members]);
}

async function edit(shop: Workshop, folder: string): Promise<void> {
  const { files } = shop.host;
  for (const { file, find, replace } of list.edits) {
    const text = await files.readText(join(folder, file));
    if (text.includes(find))
      await files.write(
        join(folder, file),
        text.replace(find, () => replace),
      );
  }
}

function settings(sdk: string): readonly string[] {
  const tool = (name: string) => join(sdk, "bin", name);
  const sysroot = join(sdk, "share", "wasi-sysroot");
  const flags = `--target=${TRIPLE} --sysroot=${sysroot} -fwasm-exceptions -mllvm -wasm-use-legacy-eh=false`;
  const place = `/${TRIPLE}/eh`;
  const values: Readonly<Record<string, string>> = {
    CMAKE_SYSTEM_NAME: "WASI",
    CMAKE_SYSTEM_VERSION: "1",
    CMAKE_SYSTEM_PROCESSOR: "wasm32",
    CMAKE_BUILD_TYPE: "Release",
    CMAKE_MODULE_PATH: join(sdk, "share", "cmake"),
    CMAKE_SYSROOT: sysroot,
    CMAKE_STAGING_PREFIX: sysroot,
    CMAKE_INSTALL_PREFIX: sysroot,
    CMAKE_INSTALL_INCLUDEDIR: join(sysroot, "include", TRIPLE, "eh"),
    CMAKE_AR: tool("llvm-ar"),
    CMAKE_RANLIB: tool("llvm-ranlib"),
    CMAKE_C_COMPILER: tool("clang"),
    CMAKE_CXX_COMPILER: tool("clang++"),
    CMAKE_C_COMPILER_WORKS: "ON",
    CMAKE_CXX_COMPILER_WORKS: "ON",
    CMAKE_C_LINKER_DEPFILE_SUPPORTED: "OFF",
    CMAKE_CXX_LINKER_DEPFILE_SUPPORTED: "OFF",
    CMAKE_POSITION_INDEPENDENT_CODE: "OFF",
    CMAKE_C_FLAGS: flags,
    CMAKE_CXX_FLAGS: flags,
    CMAKE_ASM_FLAGS: flags,
    UNIX: "ON",
    LLVM_ENABLE_RUNTIMES: "libunwind;libcxx;libcxxabi",
    LLVM_COMPILER_CHECKED: "ON",
    LLVM_INCLUDE_TESTS: "OFF",
    LLVM_INCLUDE_DOCS: "OFF",
    LIBCXX_ENABLE_THREADS: "ON",
    LIBCXX_HAS_PTHREAD_API: "ON",
    LIBCXX_HAS_EXTERNAL_THREAD_API: "OFF",
    LIBCXX_HAS_WIN32_THREAD_API: "OFF",
    LIBCXX_ENABLE_SHARED: "OFF",
    LIBCXX_ENABLE_EXCEPTIONS: "ON",
    LIBCXX_ENABLE_FILESYSTEM: "ON",
    LIBCXX_ENABLE_ABI_LINKER_SCRIPT: "OFF",
    LIBCXX_CXX_ABI: "libcxxabi",
    LIBCXX_HAS_MUSL_LIBC: "OFF",
    LIBCXX_ABI_VERSION: "2",
    LIBCXX_LIBDIR_SUFFIX: place,
    LIBCXX_INCLUDE_TESTS: "OFF",
    LIBCXX_INCLUDE_BENCHMARKS: "OFF",
    LIBCXX_INCLUDE_DOCS: "OFF",
    LIBCXXABI_ENABLE_EXCEPTIONS: "ON",
    LIBCXXABI_ENABLE_SHARED: "OFF",
    LIBCXXABI_SILENT_TERMINATE: "ON",
    LIBCXXABI_ENABLE_THREADS: "ON",
    LIBCXXABI_HAS_PTHREAD_API: "ON",
    LIBCXXABI_HAS_EXTERNAL_THREAD_API: "OFF",
    LIBCXXABI_HAS_WIN32_THREAD_API: "OFF",
    LIBCXXABI_USE_LLVM_UNWINDER: "ON",
    LIBCXXABI_LIBDIR_SUFFIX: place,
    LIBCXXABI_INCLUDE_TESTS: "OFF",
    LIBUNWIND_ENABLE_SHARED: "OFF",
    LIBUNWIND_ENABLE_THREADS: "ON",
    LIBUNWIND_USE_COMPILER_RT: "ON",
    LIBUNWIND_LIBDIR_SUFFIX: place,
    LIBUNWIND_INCLUDE_TESTS: "OFF",
    LIBUNWIND_INCLUDE_DOCS: "OFF",
  };
  return Object.entries(values).map(([name, value]) => `-D${name}=${value}`);
}
