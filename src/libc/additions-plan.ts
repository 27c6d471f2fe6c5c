/** How the additions are built: which commands make libraries of them, and which functions are left out. */
import { join } from "node:path";
import { ADDITION_LIBRARIES, ADDITIONS, type AdditionKind } from "./additions.ts";

export interface AdditionsInput {
  /** Absolute folder of the SDK. */
  readonly sdkPath: string;
  readonly sysroot: string;
  /** Absolute folder of the sources. */
  readonly sources: string;
  /** Absolute folder of the headers. */
  readonly include: string;
  /** Absolute folder for the libraries; objects go there on the way. */
  readonly output: string;
  /** What the SDK's libc and its emulation libraries define. */
  readonly present: ReadonlySet<string>;
  /** Whether the SDK has a libdl of its own. */
  readonly hasLibdl: boolean;
}

export interface AdditionsPlan {
  /** Independent of each other; all come before `archives`. */
  readonly compiles: readonly AdditionsCommand[];
  readonly archives: readonly AdditionsCommand[];
}

export interface AdditionsCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** What it makes. */
  readonly output: string;
}

/** wasi-libc declares these areas only to those who ask for their emulation. */
const EMULATIONS = ["SIGNAL", "PROCESS_CLOCKS", "MMAN", "GETPID", "PTHREAD"].map((name) => `-D_WASI_EMULATED_${name}`);

export function additionsPlan(input: AdditionsInput): AdditionsPlan {
  const tool = (name: string) => join(input.sdkPath, "bin", name);
  const object = (source: string) => join(input.output, `${source}.o`);
  const compiles = ADDITIONS.map(({ source, functions }): AdditionsCommand => {
    // What libc has is libc's: its own state would not know of ours.
    const present = functions.filter((name) => input.present.has(name)).map((name) => `-DHAVE_${name}`);
    const cxx = source.endsWith(".cc");
    const language = cxx ? ["-std=c++20", "-Wno-reserved-identifier"] : ["-std=gnu17"];
    const flags = [`--sysroot=${input.sysroot}`, "-O2", ...language, ...EMULATIONS, ...present];
    return {
      command: tool(cxx ? "clang++" : "clang"),
      args: [...flags, "-isystem", input.include, "-c", join(input.sources, source), "-o", object(source)],
      output: object(source),
    };
  });
  const archives = (Object.keys(ADDITION_LIBRARIES) as AdditionKind[]).map((kind): AdditionsCommand => {
    const members = ADDITIONS.filter((each) => each.kind === kind).map((each) => object(each.source));
    return archive(tool("llvm-ar"), join(input.output, `lib${ADDITION_LIBRARIES[kind]}.a`), members);
  });
  // SDK 22 and earlier have none, and what asks for `-ldl` finds dlopen() in our library.
  if (!input.hasLibdl) archives.push(archive(tool("llvm-ar"), join(input.output, "libdl.a"), []));
  return { compiles, archives };
}

function archive(command: string, output: string, members: readonly string[]): AdditionsCommand {
  return { command, args: ["rcsD", output, ...members], output };
}
