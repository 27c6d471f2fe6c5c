/** The variables of the cross environment, each beside the tool that reads it. */
import type { TargetPython } from "../cpython/target-python.ts";
import type { AdditionFolders } from "../libc/additions.ts";
import type { WasiSdk } from "../sdk/sdk.ts";
import { shellWord, shellWords } from "./shell-words.ts";
import { EMULATION_LIBRARIES, targetFlags } from "./target-flags.ts";

/**
 * `wasi_0_0_0_wasm32` is what `packaging.tags` computes inside python.wasm, from os.uname(); `wasi_wasm32` is what
 * CPython's own cross builds call the platform. No WASI tag is standardised.
 */
export type PlatformTag = "wasi_0_0_0_wasm32" | "wasi_wasm32";

const HOST_PLATFORMS: Readonly<Record<PlatformTag, string>> = {
  wasi_0_0_0_wasm32: "wasi-0.0.0-wasm32",
  wasi_wasm32: "wasi-wasm32",
};

export interface CrossVariables {
  readonly sdk: WasiSdk;
  readonly target: TargetPython;
  readonly additions: Pick<AdditionFolders, "include">;
  /** Absolute paths. */
  readonly tools: {
    readonly cc: string;
    readonly cxx: string;
    readonly ar: string;
    readonly ranlib: string;
    readonly nm: string;
    readonly strip: string;
    readonly fortran: string;
    readonly linker: string;
    readonly cargoLinker: string;
  };
  readonly pkgConfigLibdir: readonly string[];
  /** Where the build machine is Windows. */
  readonly windows?: {
    /** Absolute path of the configuration that keeps setuptools from Microsoft's compiler. */
    readonly distutilsConfig: string;
  };
  /** Whether .pc files of other prefixes than the sysroot's are among them. */
  readonly hasLibraries: boolean;
  /** PATH with the launchers' folder first. */
  readonly path: string;
  /** Absolute path of the toolchain file. */
  readonly cmakeToolchain: string;
  /** Absolute path of Autoconf's site defaults. */
  readonly configSite: string;
  readonly platformTag: PlatformTag;
  readonly compilerCache?: { readonly kind: "ccache" | "sccache"; readonly path: string } | undefined;
}

export function crossVariables(cross: CrossVariables): Readonly<Record<string, string>> {
  const { sdk, target, tools } = cross;
  const flags = shellWords([...targetFlags(target), "-isystem", cross.additions.include]);
  const [cc, cxx] = [shellWord(tools.cc), shellWord(tools.cxx)];
  return {
    PATH: cross.path,
    WASI_SDK_PATH: sdk.path,
    WASI_SYSROOT: sdk.sysroot,

    CC: cc,
    CXX: cxx,
    AR: shellWord(tools.ar),
    RANLIB: shellWord(tools.ranlib),
    NM: shellWord(tools.nm),
    STRIP: shellWord(tools.strip),
    LD: shellWord(tools.linker),
    // Read by CMake, autoconf and numpy.distutils.
    FC: shellWord(tools.fortran),
    F77: shellWord(tools.fortran),
    F90: shellWord(tools.fortran),
    // The launchers add all of these flags; here they are for tools that call the SDK's clang themselves.
    CFLAGS: flags,
    CXXFLAGS: flags,
    LDFLAGS: shellWords([`-fuse-ld=${tools.linker}`, ...EMULATION_LIBRARIES]),
    // distutils: what links an extension.
    LDSHARED: `${cc} -shared`,
    LDCXXSHARED: `${cxx} -shared`,
    // Search paths of the build machine, which clang would read.
    CPPFLAGS: "",
    CPATH: "",
    C_INCLUDE_PATH: "",
    CPLUS_INCLUDE_PATH: "",
    LIBRARY_PATH: "",

    // Programs that a build runs on the way (code generators, build scripts): setuptools has no name for them;
    // HOST_CC is read by Rust's cc crate, BUILD_CC and CC_FOR_BUILD by autoconf's macros and Meson.
    HOST_CC: "cc",
    HOST_CXX: "c++",
    BUILD_CC: "cc",
    CC_FOR_BUILD: "cc",
    CXX_FOR_BUILD: "c++",

    // sysconfig of the build Python shows the target.
    _PYTHON_SYSCONFIGDATA_NAME: target.sysconfigName,
    // Read from 3.13 on; before, PYTHONPATH has to lead there.
    _PYTHON_SYSCONFIGDATA_PATH: target.sysconfig,
    PYTHONPATH: target.sysconfig,
    _PYTHON_HOST_PLATFORM: HOST_PLATFORMS[cross.platformTag],
    ...(cross.windows
      ? {
          DIST_EXTRA_CONFIG: cross.windows.distutilsConfig,
          // sysconfig of Windows knows no data of another platform. Elsewhere the variable says nothing new, and some
          // setup.py files have code for it that breaks.
          SETUPTOOLS_EXT_SUFFIX: target.extensionSuffix,
        }
      : {}),

    PKG_CONFIG_PATH: "",
    PKG_CONFIG_LIBDIR: cross.pkgConfigLibdir.join(cross.windows ? ";" : ":"),
    // It is put before every path, and the libraries' own prefixes are paths of this machine.
    PKG_CONFIG_SYSROOT_DIR: cross.hasLibraries ? "" : sdk.sysroot,

    // Autoconf; the file answers for --host too.
    CONFIG_SITE: cross.configSite,

    CMAKE_TOOLCHAIN_FILE: cross.cmakeToolchain,
    // scikit-build-core installs with --strip.
    SKBUILD_INSTALL_STRIP: "false",

    // Cargo. No RUSTFLAGS: the target's defaults are right for a static link, and the variable would silence a
    // project's own .cargo/config.toml.
    CARGO_BUILD_TARGET: "wasm32-wasip1",
    CARGO_TARGET_WASM32_WASIP1_LINKER: tools.cargoLinker,
    PYO3_CROSS_LIB_DIR: target.sysconfig,
    CC_wasm32_wasip1: tools.cc,
    CXX_wasm32_wasip1: tools.cxx,
    AR_wasm32_wasip1: tools.ar,
    ...compilerCacheVariables(cross.compilerCache),
  };
}

/** The compiler launchers call the cache; these tell it about us. */
function compilerCacheVariables(cache: CrossVariables["compilerCache"]): Readonly<Record<string, string>> {
  switch (cache?.kind) {
    case "ccache":
      // By content: the SDK's files have the time of their unpacking. Sources of a requirement are unpacked under
      // another name each time, which matters in debug information alone.
      return { CCACHE_COMPILERCHECK: "content", CCACHE_NOHASHDIR: "1" };
    case "sccache":
      // ccache does not know rustc.
      return { RUSTC_WRAPPER: cache.path };
    case undefined:
      return {};
  }
}
