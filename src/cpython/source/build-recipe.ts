/**
 * How a branch of CPython is configured for WASI: the values of its own build scripts, without running them, for they
 * insist on wasmtime and on building a Python for the build machine first.
 */
import { join } from "node:path";
import type { PythonVersion } from "../../python/version.ts";
import type { WasiSdk } from "../../sdk/sdk.ts";
import branches from "./branches.json" with { type: "json" };
import { type BuildOptions, configureOptions } from "./build-options.ts";
import type { SourceTree } from "./source-tree.ts";

export interface Branch {
  /** `--host`; up to 3.12 configure knows `wasi` alone. */
  readonly host: string;
  /** Answers to checks that configure cannot run, below the source tree. */
  readonly configSite: string;
  /** Program of the SDK that is exported as LDSHARED. */
  readonly ldshared?: string;
  /**
   * 3.11: clockid_t is a pointer in wasi-libc, which clang 16 and later refuse to take for a number. Later configures
   * ask for the same flag themselves (ac_cv_disable_int_conversion in config.site).
   */
  readonly makeVariables?: readonly string[];
  /** Whether configure takes --enable-wasm-dynamic-linking for WASI. */
  readonly dynamicLinking?: boolean;
}

const BRANCHES: Readonly<Record<string, Branch>> = branches.branches;

export function branchOf(minor: PythonVersion["minor"]): Branch | undefined {
  return BRANCHES[minor];
}

/**
 * The recipe for a source tree that may be newer than this table: then that of the newest branch, with the triple that
 * the tree names itself.
 */
export function branchOfTree({ version, config }: Pick<SourceTree, "version" | "config">): Branch | undefined {
  const known = branchOf(version.minor);
  if (known) return known;
  const newest = Object.entries(BRANCHES)
    .sort(([a], [b]) => Number(a.slice(2)) - Number(b.slice(2)))
    .at(-1);
  if (!newest || !config || Number(version.minor.slice(2)) < Number(newest[0].slice(2))) return undefined;
  return { ...newest[1], host: config.hostTriple ?? newest[1].host };
}

/** Where the answers for configure may lie, this branch's place first: the file moved twice, also between patches. */
export function configSites(branch: Branch): readonly string[] {
  return [...new Set([branch, ...Object.values(BRANCHES)].map(({ configSite }) => configSite))];
}

export interface ConfigureInputs {
  readonly minor: PythonVersion["minor"];
  readonly branch: Branch;
  readonly options: BuildOptions;
  readonly sdk: WasiSdk;
  /** Absolute paths. */
  readonly configSite: string;
  readonly buildPython: string;
  /** What config.guess calls this machine. */
  readonly build: string;
}

/** The build folder, below the source tree. */
export const BUILD_FOLDER = "builddir/wasi";

/** Relative, as CPython's own scripts have it, so that the paths in the objects are the same on every machine. */
export const CONFIGURE = "../../configure";

/** @throws {UserError} WASI-INPUT-VALUE for an argument of the user's that cannot work */
export function configureArguments(inputs: ConfigureInputs): readonly string[] {
  const { minor, branch, options, buildPython, build } = inputs;
  return [
    `--host=${branch.host}`,
    // Said outright: configure would find out by running a program of the target, and a machine may be able to.
    `--build=${build}`,
    `--with-build-python=${buildPython}`,
    "--disable-test-modules",
    ...configureOptions(options, minor, branch),
  ];
}

/** @param path PATH of the build machine */
export function configureVariables({ branch, sdk, configSite }: ConfigureInputs, path: string): Record<string, string> {
  const tool = (name: string) => join(sdk.path, "bin", name);
  const pkgConfig = ["lib/pkgconfig", "share/pkgconfig"].map((below) => join(sdk.sysroot, below));
  return {
    CC: tool("clang"),
    CPP: tool("clang-cpp"),
    CXX: tool("clang++"),
    AR: tool("llvm-ar"),
    RANLIB: tool("ranlib"),
    ...(branch.ldshared ? { LDSHARED: tool(branch.ldshared) } : {}),
    CONFIG_SITE: configSite,
    PATH: `${tool("")}:${path}`,
    PKG_CONFIG_PATH: "",
    PKG_CONFIG_LIBDIR: pkgConfig.join(":"),
    PKG_CONFIG_SYSROOT_DIR: sdk.sysroot,
    WASI_SDK_PATH: sdk.path,
    WASI_SYSROOT: sdk.sysroot,
  };
}

/**
 * What make has to make. `all` would go on to checks that run the interpreter, which needs a WebAssembly runtime;
 * these three run only programs of the build machine. pybuilddir.txt stands for the sysconfig data.
 */
export function makeArguments(
  minor: PythonVersion["minor"],
  { makeVariables = [] }: Pick<Branch, "makeVariables">,
  { optimization }: BuildOptions,
): readonly string[] {
  return [...withOptimization(makeVariables, optimization), `libpython${minor}.a`, "python.wasm", "pybuilddir.txt"];
}

/** CFLAGS_NODIST stands last on the compiler's command line, and is kept from extensions. */
function withOptimization(variables: readonly string[], level: string | undefined): readonly string[] {
  if (level === undefined) return variables;
  const start = "CFLAGS_NODIST=";
  const flags = variables.find((variable) => variable.startsWith(start))?.slice(start.length) ?? "";
  return [...variables.filter((variable) => !variable.startsWith(start)), `${start}${`${flags} -${level}`.trim()}`];
}

/** Whether a line of make's output, or of its dry run, compiles an object. */
export function compilesObject(line: string): boolean {
  return /\s-c\s/.test(line) && /\.o\b/.test(line);
}
