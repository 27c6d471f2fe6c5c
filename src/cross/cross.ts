/**
 * The cross environment: every variable and file that a build for wasm32-wasip1 has to see.
 *
 * The compiler launchers are the one place where flags are enforced, for every back end has its own idea of which
 * variables it honours; the variables name the same things for those who read them.
 */
import type { TargetPython } from "../cpython/target-python.ts";
import type { WasiSdk } from "../sdk/sdk.ts";
import { CMAKE_PLATFORM, cmakeToolchain } from "./cmake-toolchain.ts";
import { compilerLauncher } from "./compiler-launcher.ts";
import type { CrossEnvironment, CrossFile } from "./cross-environment.ts";
import { crossVariables, type PlatformTag } from "./cross-variables.ts";
import { EMULATOR_SCRIPT, emulatorLauncher } from "./emulator.ts";
import { mesonCrossFile } from "./meson-cross-file.ts";
import { stripLauncher } from "./strip-launcher.ts";
import { EMULATION_LIBRARIES, targetFlags } from "./target-flags.ts";

export interface CrossOptions {
  readonly sdk: WasiSdk;
  readonly target: TargetPython;
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
  /** Platform of the wheels; default `wasi_0_0_0_wasm32`, which the target's own packaging tools accept. */
  readonly platformTag?: PlatformTag;
  /** Compile for SIMD. */
  readonly simd?: boolean;
  /** Leave bitcode to the link of each extension. */
  readonly lto?: boolean;
}

/** Where the files lie, relative to the environment's folder. */
export const CROSS_PATHS = {
  cc: "bin/wasi-cc",
  cxx: "bin/wasi-c++",
  linker: "bin/wasi-ld",
  // rustc guesses the linker's flavour from its name.
  cargoLinker: "bin/wasm-ld",
  strip: "bin/wasi-strip",
  emulator: "bin/wasi-run",
  emulatorScript: "run-wasm.mjs",
  meson: "meson-cross.ini",
  cmake: "cmake/wasi.cmake",
  cmakePlatform: "cmake/Platform/WASI.cmake",
} as const;

const EXECUTABLE = 0o755;

export function crossEnvironment(options: CrossOptions): CrossEnvironment {
  const { sdk, target, folder } = options;
  const at = (path: string) => `${folder}/${path}`;
  const inSdk = (tool: string) => `${sdk.path}/bin/${tool}`;
  const tools = {
    cc: at(CROSS_PATHS.cc),
    cxx: at(CROSS_PATHS.cxx),
    ar: inSdk("llvm-ar"),
    ranlib: inSdk("llvm-ranlib"),
    nm: inSdk("llvm-nm"),
    strip: at(CROSS_PATHS.strip),
    linker: at(CROSS_PATHS.linker),
    cargoLinker: at(CROSS_PATHS.cargoLinker),
    emulator: at(CROSS_PATHS.emulator),
  };
  const pkgConfigLibdir = ["lib/pkgconfig", "share/pkgconfig"].map((path) => `${sdk.sysroot}/${path}`);
  const launcher = (name: string, compiler: string) =>
    compilerLauncher({
      name,
      compiler: inSdk(compiler),
      include: target.include,
      flags: [...optimization(options), ...targetFlags(target)],
      linker: tools.linker,
      libraries: EMULATION_LIBRARIES,
      buildPrefix: prefixOf(options.buildPython),
    });
  const files: readonly CrossFile[] = [
    { path: CROSS_PATHS.cc, text: launcher("wasi-cc", "clang"), mode: EXECUTABLE },
    { path: CROSS_PATHS.cxx, text: launcher("wasi-c++", "clang++"), mode: EXECUTABLE },
    { path: CROSS_PATHS.linker, text: options.wasiLd, mode: EXECUTABLE },
    { path: CROSS_PATHS.cargoLinker, text: options.wasiLd, mode: EXECUTABLE },
    { path: CROSS_PATHS.strip, text: stripLauncher(), mode: EXECUTABLE },
    {
      path: CROSS_PATHS.emulator,
      text: emulatorLauncher(options.node, at(CROSS_PATHS.emulatorScript)),
      mode: EXECUTABLE,
    },
    { path: CROSS_PATHS.emulatorScript, text: EMULATOR_SCRIPT },
    { path: CROSS_PATHS.meson, text: mesonCrossFile({ ...tools, pkgConfigLibdir }) },
    { path: CROSS_PATHS.cmake, text: cmakeToolchain({ ...tools, ...target, sysroot: sdk.sysroot }) },
    { path: CROSS_PATHS.cmakePlatform, text: CMAKE_PLATFORM },
  ];
  return {
    variables: crossVariables({
      sdk,
      target,
      tools,
      pkgConfigLibdir,
      path: `${at("bin")}:${options.hostPath}`,
      cmakeToolchain: at(CROSS_PATHS.cmake),
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

/** `sys.prefix` of an interpreter that lies in its prefix's `bin`. */
function prefixOf(python: string): string {
  return python.split("/").slice(0, -2).join("/");
}
