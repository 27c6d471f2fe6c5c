/**
 * The interpreter relink as data: which objects, which main, which commands make a `python.wasm` out of libpython and the
 * extensions of any number of wheels.
 */
import { join } from "node:path";
import type { TargetPython } from "../../cpython/target-python.ts";
import { ADDITION_LIBRARIES, type AdditionFolders } from "../../libc/additions.ts";
import { UserError } from "../../report/errors.ts";
import type { WasiSdk } from "../../sdk/sdk.ts";
import type { SignatureReport } from "../../signature/finding.ts";
import { librariesToLink } from "../system-libraries.ts";
import { INITTAB_HEADER, inittabHeader } from "./inittab.ts";
import { type PreparedModule, prepareModule, type RelinkModule, type RelinkObject } from "./prepare-module.ts";
import { wrapArguments } from "./wraps.ts";

export interface RelinkInput {
  readonly target: TargetPython;
  readonly sdk: WasiSdk;
  readonly additions: Pick<AdditionFolders, "lib">;
  readonly modules: readonly RelinkModule[];
  /** Keeps DWARF in the interpreter: several times the size, and lines in backtraces. */
  readonly keepDebug: boolean;
  /** Absolute folder of the SDK's C++ libraries with exceptions; undefined where it has none. */
  readonly exceptionLibraries: string | undefined;
  /** Absolute folder of our C sources. */
  readonly sources: string;
  /** Whether objects of another SDK than libpython's are let in, with a warning; default: no. */
  readonly allowMix?: boolean;
  /** Absolute folder for what the link needs on the way. */
  readonly work: string;
  /** Absolute path of the `python.wasm` to make. */
  readonly output: string;
}

export interface RelinkCommand {
  readonly command: string;
  readonly args: readonly string[];
}

export interface RelinkPlan {
  readonly objects: readonly RelinkObject[];
  readonly headers: readonly { readonly path: string; readonly text: string }[];
  /** Independent of each other; all come before `link`. */
  readonly compiles: readonly RelinkCommand[];
  readonly link: RelinkCommand;
  /** Modules that may throw C++ exceptions which end the program. */
  readonly throwing: readonly string[];
  /** Whether the interpreter needs a runtime with WebAssembly exception handling. */
  readonly exceptionHandling: boolean;
  /** Modules whose code catches in the legacy form, which has to be translated after the link. */
  readonly legacyExceptions: readonly string[];
  readonly libraries: readonly string[];
  /** What the audit of call signatures found, module by module; none for a Python whose tables are not known. */
  readonly signatures: readonly { readonly module: string; readonly report: SignatureReport }[];
  /** Extensions of another SDK than libpython's, where they are let in. */
  readonly mixed: readonly string[];
}

/** Page size of WebAssembly; memories are whole pages. */
const PAGE = 65536;

/**
 * libc's emulations are archives, so they cost nothing where nobody asks; extensions that set `_WASI_EMULATED_…` often
 * forget to name the library.
 */
const EMULATIONS = ["signal", "getpid", "process-clocks", "mman"].map((name) => `wasi-emulated-${name}`);

const ADDED = [ADDITION_LIBRARIES.works, ADDITION_LIBRARIES.refuses];

/**
 * @throws {UserError} WASI-LINK-NOT-WASM, WASI-OBJECT-FORMAT, WASI-LINK-MIX, WASI-LINK-EXPORT-HOOK, WASI-LINK-FAILED for two modules of one name and for a
 * module that its object does not contain
 */
export function relinkPlan(input: RelinkInput): RelinkPlan {
  refuseDoubles(input.modules);
  const prepared = input.modules.map((module, place) => prepareModule(module, place, input));
  const mixed = prepared.flatMap(({ mix }) => mix ?? []);
  if (mixed.length > 0 && !input.allowMix) throw mixture(mixed, input.target.sdk);
  const needs = prepared.map((each) => each.needs);
  const exceptions = input.exceptionLibraries !== undefined && needs.some((each) => each.exceptions || each.throws);
  const throwing = exceptions ? [] : prepared.filter((each) => each.needs.throws).map((each) => each.object.module);

  const asked = prepared.flatMap((each) => each.extension.metadata?.libraries ?? []);
  if (needs.some((each) => each.setjmp)) asked.push("setjmp");
  const libraries = librariesToLink([
    ...input.target.systemLibraries,
    ...EMULATIONS,
    ...asked,
    ...(exceptions ? ["unwind"] : []),
  ]);
  const cxx = exceptions || needs.some((each) => each.cxx) || libraries.some((name) => name.startsWith("c++"));

  return {
    objects: prepared.map((each) => each.object),
    headers: [
      {
        path: join(input.work, INITTAB_HEADER),
        text: inittabHeader(
          input.modules.map((each) => each.name),
          prepared.filter((each) => each.namesThrow).map((each) => each.object.module),
        ),
      },
    ],
    compiles: [compile("main", input)],
    link: {
      command: join(input.sdk.path, "bin", cxx ? "clang++" : "clang"),
      args: linkArguments(input, prepared, libraries, { exceptions, throws: throwing.length > 0 }),
    },
    throwing,
    exceptionHandling: exceptions || needs.some((each) => each.setjmp),
    legacyExceptions: prepared.filter((each) => each.legacyExceptions).map((each) => each.object.module),
    libraries,
    mixed,
    signatures: prepared.flatMap(({ object: { module }, signatures }) =>
      signatures ? [{ module, report: signatures }] : [],
    ),
  };
}

function compile(source: string, { sdk, sources, work, target }: RelinkInput): RelinkCommand {
  const includes = [`-I${work}`, `-I${target.include}`];
  return {
    command: join(sdk.path, "bin", "clang"),
    args: [
      `--sysroot=${sdk.sysroot}`,
      "-O2",
      ...includes,
      "-c",
      join(sources, `${source}.c`),
      "-o",
      join(work, `${source}.o`),
    ],
  };
}

function linkArguments(
  { target, sdk, additions, work, output, keepDebug, exceptionLibraries }: RelinkInput,
  prepared: readonly PreparedModule[],
  libraries: readonly string[],
  { exceptions, throws }: { readonly exceptions: boolean; readonly throws: boolean },
): string[] {
  // CPython's own figure is for its own data; what the extensions bring comes on top, alignment included.
  const data = prepared.reduce((sum, each) => sum + each.data, 0);
  const memory = Math.ceil((target.initialMemory + data * 1.1) / PAGE) * PAGE;
  return [
    `--sysroot=${sdk.sysroot}`,
    ...(exceptions ? ["-fwasm-exceptions", `-L${exceptionLibraries}`] : []),
    `-Wl,-z,stack-size=${target.stackSize}`,
    "-Wl,--stack-first",
    `-Wl,--initial-memory=${memory}`,
    // Numbers that the linker has filled in take five bytes each in an object, and two or three where nothing more is to
    // be filled in; DWARF would lose its places in the code by it.
    ...(keepDebug ? [] : ["-Wl,--strip-debug", "-Wl,--compress-relocations"]),
    // All undefined symbols at once, and as the objects have them. With two dashes clang would keep the option to itself.
    "-Wl,--error-limit=0",
    "-Wl,-no-demangle",
    ...wrapArguments(),
    join(work, "main.o"),
    ...prepared.map((each) => each.object.path),
    target.library,
    ...target.archives,
    // Before libc, whose parts of <pthread.h> clash with libpython's.
    `-L${additions.lib}`,
    ...[...ADDED, ...(throws ? [ADDITION_LIBRARIES.throws] : [])].map((name) => `-l${name}`),
    // Before libc: its own printf and scanf abort at a long double.
    "-lc-printscan-long-double",
    ...libraries.filter((name) => name !== "c").map((name) => `-l${name}`),
    "-o",
    output,
  ];
}

function refuseDoubles(modules: readonly RelinkModule[]): void {
  const seen = new Map<string, RelinkModule>();
  for (const module of modules) {
    const first = seen.get(module.name);
    if (first) {
      const origins = [first, module].map((each) => each.origin ?? "a module without an origin");
      throw new UserError(
        "WASI-LINK-FAILED",
        `Two extensions are called ${module.name}: ${origins.join(" and ")}.`,
        "Link only one of the packages, or only one of its versions.",
      );
    }
    seen.set(module.name, module);
  }
}

function mixture(mixed: readonly string[], sdk: number): UserError {
  return new UserError(
    "WASI-LINK-MIX",
    `libpython was built with WASI SDK ${sdk}, and ${mixed.length === 1 ? "an extension was" : `${mixed.length} extensions were`} not: what different SDKs compile does not link together safely.`,
    `Build the packages again for this Python, so that all of them have SDK ${sdk}, or set strict to false to go on at your own risk.`,
    mixed,
  );
}
