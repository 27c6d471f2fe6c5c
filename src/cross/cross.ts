/**
 * The cross environment: every variable and file that a build for wasm32-wasip1 has to see.
 *
 * The compiler launchers are the one place where flags are enforced, for every back end has its own idea of which
 * variables it honours; the variables name the same things for those who read them.
 */
import type { TargetPython } from "../cpython/target-python.ts";
import type { AdditionFolders } from "../libc/additions.ts";
import type { WasiSdk } from "../sdk/sdk.ts";
import { CMAKE_PLATFORM, cmakeToolchain } from "./cmake-toolchain.ts";
import { compilerLauncher } from "./compiler-launcher.ts";
import { configSite } from "./config-site.ts";
import type { CrossEnvironment, CrossFile } from "./cross-environment.ts";
import { crossVariables, type PlatformTag } from "./cross-variables.ts";
import { EMULATOR_SCRIPT, emulatorLauncher } from "./emulator.ts";
import { mesonCrossFile } from "./meson-cross-file.ts";
import { NO_FORTRAN } from "./no-fortran.ts";
import { stripLauncher } from "./strip-launcher.ts";
import { EMULATION_LIBRARIES, targetFlags } from "./target-flags.ts";
import { batchFile, forwardSlashes, WINDOWS_PATHS, windowsLaunchers } from "./windows-launchers.ts";

export interface CrossOptions {
  readonly sdk: WasiSdk;
  readonly target: TargetPython;
  readonly additions: AdditionFolders;
  /** Absolute folder of the SDK's C++ libraries with exceptions; undefined where they are off. */
  readonly exceptionLibraries?: string | undefined;
  /** Absolute folder where the files will be written. */
  readonly folder: string;
  /** Absolute path of the Node that runs compiled checks. */
  readonly node: string;
  /** Absolute path of the build Python, as its own `sys.executable` has it. */
  readonly buildPython: string;
  /** Text of the `wasi-ld` launcher. */
  readonly wasiLd: string;
  /** PATH of the build machine. */
  readonly hostPath: string;
  /** Absolute path of ccache or sccache, where this machine has one. */
  readonly compilerCache?: CompilerCache | undefined;
  /** Platform of the wheels; default `wasi_0_0_0_wasm32`, which the target's own packaging tools accept. */
  readonly platformTag?: PlatformTag;
  /** Prefixes of C libraries for the target, absolute: `include`, `lib` and `lib/pkgconfig` below each. */
  readonly libraries?: readonly string[];
  /** Compile for SIMD. */
  readonly simd?: boolean;
  /** Leave bitcode to the link of each extension. */
  readonly lto?: boolean;
  /** Where the build machine is Windows: the launchers are batch files that start the product's own scripts. */
  readonly windows?: {
    /** Absolute folder of the product, with `dist/`. */
    readonly product: string;
  };
}

export interface CompilerCache {
  readonly kind: "ccache" | "sccache";
  /** Absolute. */
  readonly path: string;
}

/** Where the files lie, relative to the environment's folder. */
export const CROSS_PATHS = {
  cc: "bin/wasi-cc",
  cxx: "bin/wasi-c++",
  linker: "bin/wasi-ld",
  // rustc guesses the linker's flavour from its name.
  cargoLinker: "bin/wasm-ld",
  strip: "bin/wasi-strip",
  fortran: "bin/wasi-fortran",
  emulator: "bin/wasi-run",
  emulatorScript: "run-wasm.mjs",
  meson: "meson-cross.ini",
  configSite: "config.site",
  cmake: "cmake/wasi.cmake",
  cmakePlatform: "cmake/Platform/WASI.cmake",
} as const;

const EXECUTABLE = 0o755;

export function crossEnvironment(given: CrossOptions): CrossEnvironment {
  const options = given.windows ? withForwardSlashes(given) : given;
  const { sdk, target, folder, windows } = options;
  const paths = windows ? { ...CROSS_PATHS, ...WINDOWS_PATHS, ...WINDOWS_MORE } : CROSS_PATHS;
  const at = (path: string) => `${folder}/${path}`;
  const inSdk = (tool: string) => `${sdk.path}/bin/${tool}`;
  const tools = {
    cc: at(paths.cc),
    cxx: at(paths.cxx),
    ar: inSdk("llvm-ar"),
    ranlib: inSdk("llvm-ranlib"),
    nm: inSdk("llvm-nm"),
    strip: at(paths.strip),
    fortran: at(paths.fortran),
    linker: at(paths.linker),
    cargoLinker: at(paths.cargoLinker),
    emulator: at(paths.emulator),
  };
  const prefixes = options.libraries ?? [];
  const pkgConfigLibdir = [...prefixes, sdk.sysroot].flatMap((prefix) => [
    `${prefix}/lib/pkgconfig`,
    `${prefix}/share/pkgconfig`,
  ]);
  const compiler = (name: string) => ({
    compiler: inSdk(name),
    include: target.include,
    // A project's own -I comes before any -isystem, so its own copy of a library wins.
    flags: [
      ...optimization(options),
      ...targetFlags(target),
      ...prefixes.flatMap((prefix) => ["-isystem", `${prefix}/include`]),
    ],
    systemIncludes: [options.additions.include],
    exceptions: options.exceptionLibraries !== undefined,
    linker: tools.linker,
    libraries: [...prefixes.map((prefix) => `-L${prefix}/lib`), ...EMULATION_LIBRARIES],
    buildPrefix: prefixOf(options.buildPython),
  });
  const compilers = { cc: compiler("clang"), cxx: compiler("clang++") };
  const emulatorScript = at(CROSS_PATHS.emulatorScript);
  const cache = options.compilerCache?.path;
  const launchers: readonly CrossFile[] = windows
    ? [
        ...windowsLaunchers({
          folder,
          node: options.node,
          product: windows.product,
          sdkPath: sdk.path,
          sdkNumber: sdk.number,
          python: target.version.minor,
          additions: options.additions.lib,
          exceptionLibraries: options.exceptionLibraries,
          compilers: { cc: { ...compilers.cc, windows: true }, cxx: { ...compilers.cxx, windows: true } },
        }),
        {
          path: paths.emulator,
          text: batchFile([options.node, "--disable-warning=ExperimentalWarning", emulatorScript]),
        },
      ]
    : [
        { path: paths.cc, text: compilerLauncher({ name: "wasi-cc", ...compilers.cc, cache }), mode: EXECUTABLE },
        { path: paths.cxx, text: compilerLauncher({ name: "wasi-c++", ...compilers.cxx, cache }), mode: EXECUTABLE },
        { path: paths.linker, text: options.wasiLd, mode: EXECUTABLE },
        { path: paths.cargoLinker, text: options.wasiLd, mode: EXECUTABLE },
        { path: paths.strip, text: stripLauncher(), mode: EXECUTABLE },
        { path: paths.fortran, text: NO_FORTRAN, mode: EXECUTABLE },
        { path: paths.emulator, text: emulatorLauncher(options.node, emulatorScript), mode: EXECUTABLE },
      ];
  const files: readonly CrossFile[] = [
    ...launchers,
    { path: CROSS_PATHS.emulatorScript, text: EMULATOR_SCRIPT },
    { path: CROSS_PATHS.meson, text: mesonCrossFile({ ...tools, python: options.buildPython, pkgConfigLibdir }) },
    {
      path: CROSS_PATHS.cmake,
      text: cmakeToolchain({ ...tools, ...target, sysroot: sdk.sysroot, libraries: prefixes }),
    },
    { path: CROSS_PATHS.cmakePlatform, text: CMAKE_PLATFORM },
    { path: CROSS_PATHS.configSite, text: configSite() },
  ];
  return {
    variables: crossVariables({
      sdk,
      target,
      additions: options.additions,
      tools,
      pkgConfigLibdir,
      // xml2-config and its like lie in a library's bin.
      path: [at("bin"), ...prefixes.map((prefix) => `${prefix}/bin`), options.hostPath].join(windows ? ";" : ":"),
      hasLibraries: prefixes.length > 0,
      ...(windows ? { windows: { distutilsConfig: at(WINDOWS_PATHS.distutils) } } : {}),
      cmakeToolchain: at(CROSS_PATHS.cmake),
      configSite: at(CROSS_PATHS.configSite),
      compilerCache: options.compilerCache,
      platformTag: options.platformTag ?? "wasi_0_0_0_wasm32",
    }),
    files,
  };
}

/**
 * The level is for setuptools, which has no opinion on it; Meson's and CMake's own come later and win. `-fwrapv` is what
 * CPython's configure puts into every extension's flags, and code relies on it (https://bugs.python.org/issue1621).
 */
function optimization({ simd, lto }: CrossOptions): readonly string[] {
  return ["-O2", "-fwrapv", ...(simd ? ["-msimd128"] : []), ...(lto ? ["-flto"] : [])];
}

/** `sys.prefix` of an interpreter that lies in its prefix's `bin`; on Windows in the prefix itself, or in `Scripts`. */
function prefixOf(python: string): string {
  const folder = python.split("/").slice(0, -1);
  const below = ["bin", "Scripts"].includes(folder.at(-1) ?? "") || !/\.exe$/i.test(python);
  return (below ? folder.slice(0, -1) : folder).join("/");
}

/** The rest of CROSS_PATHS on Windows, where the linker of rustc is not supported. */
const WINDOWS_MORE = { cargoLinker: WINDOWS_PATHS.linker, emulator: "bin/wasi-run.cmd" } as const;

function withForwardSlashes(options: CrossOptions): CrossOptions {
  const { sdk, target, additions, folder, node, buildPython, windows } = options;
  const slashed = forwardSlashes;
  return {
    ...options,
    sdk: { ...sdk, path: slashed(sdk.path), sysroot: slashed(sdk.sysroot) },
    target: { ...target, include: slashed(target.include), sysconfig: slashed(target.sysconfig) },
    additions: { include: slashed(additions.include), lib: slashed(additions.lib) },
    folder: slashed(folder),
    node: slashed(node),
    buildPython: slashed(buildPython),
    libraries: (options.libraries ?? []).map(slashed),
    ...(windows ? { windows: { product: slashed(windows.product) } } : {}),
  };
}
