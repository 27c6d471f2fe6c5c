/**
 * A distribution's own clang, lld and wasi-libc, below one prefix.
 *
 * Debian (clang-N, lld-N, llvm-N, wasi-libc, libclang-rt-N-dev-wasm32, libc++-N-dev-wasm32, libc++abi-N-dev-wasm32) keeps
 * several LLVMs in `lib/llvm-N` and the target's files in `include/wasm32-wasi` and `lib/wasm32-wasi`; Alpine's LLVMs lie
 * in `lib/llvmN`; Arch has one LLVM in the prefix itself and the target's files in `share/wasi-sysroot`.
 */
import { join } from "node:path";
import { HostFailure } from "../host/failure.ts";
import type { Host } from "../host/host.ts";

export interface Distribution {
  /** Absolute. */
  readonly prefix: string;
  /** Absolute folder of clang and LLVM's tools. */
  readonly programs: string;
  /** LLVM's major version. */
  readonly llvm: number;
  /** The first line that clang says of itself: `Debian clang version 19.1.7 (3~deb12u1)`. */
  readonly compiler: string;
  /** Absolute folder of clang's own headers. */
  readonly headers: string;
  /** Absolute paths of compiler-rt and, of the first triple that there is, libc's headers and libraries. */
  readonly builtins: string;
  readonly include: string;
  readonly lib: string;
}

/** What a prefix lacks to be one, by what provides it in Debian; empty where it has no wasi-libc at all. */
export interface Lacking {
  readonly lacks: readonly string[];
}

const TRIPLES = ["wasm32-wasi", "wasm32-wasip1"];
/** Where the target's files lie, below the prefix. */
const SYSROOTS = [".", join("share", "wasi-sysroot"), "wasm32-wasi"];
/** clang's folder for compiler-rt: one for a system, or one for each target. */
const BUILTINS = [
  join("wasi", "libclang_rt.builtins-wasm32.a"),
  ...["wasi", "wasip1"].map((system) => join(`wasm32-unknown-${system}`, "libclang_rt.builtins.a")),
];

/** @param prefix absolute: `/usr` */
export async function distributionAt(
  host: Pick<Host, "files" | "processes">,
  prefix: string,
): Promise<Distribution | Lacking> {
  const libc = await targetFiles(host, prefix);
  if (libc === undefined) return { lacks: [] };
  const llvms = await llvmsIn(host, prefix);
  const [newest] = llvms;
  if (newest === undefined) return { lacks: ["clang, lld and llvm"] };
  const usable = llvms.find(({ linker, builtins }) => linker && builtins !== undefined);
  if (usable?.builtins === undefined) {
    const { llvm, linker } = newest;
    return { lacks: [...(linker ? [] : [`lld-${llvm}`]), `libclang-rt-${llvm}-dev-wasm32`] };
  }
  const { linker: _linker, builtins, ...rest } = usable;
  return { prefix, ...rest, builtins, ...libc };
}

async function targetFiles(host: Pick<Host, "files">, prefix: string) {
  for (const sysroot of SYSROOTS) {
    for (const triple of TRIPLES) {
      const [include, lib] = [join(prefix, sysroot, "include", triple), join(prefix, sysroot, "lib", triple)];
      if (await host.files.info(join(lib, "libc.a"))) return { include, lib };
    }
  }
  return undefined;
}

/** The LLVMs of a prefix whose clang runs here, the newest first. */
async function llvmsIn(host: Pick<Host, "files" | "processes">, prefix: string) {
  const lib = join(prefix, "lib");
  const own = (await host.files.info(lib))
    ? (await host.files.list(lib)).filter((name) => /^llvm-?\d+$/.test(name))
    : [];
  const roots = [...own.map((name) => join(lib, name)), prefix, join(prefix, "opt", "llvm")];
  const llvms = [];
  for (const root of roots) {
    const programs = join(root, "bin");
    const compiler = await firstLine(host, join(programs, "clang"));
    const llvm = Number(/clang version (\d+)\./.exec(compiler)?.[1]);
    if (!llvm) continue;
    const resources = await resourceFolder(host, join(programs, "clang"));
    if (resources === undefined) continue;
    const places = await Promise.all(BUILTINS.map((below) => host.files.info(join(resources, "lib", below))));
    const found = BUILTINS[places.findIndex((info) => info !== undefined)];
    llvms.push({
      ...{ programs, llvm, compiler },
      headers: join(resources, "include"),
      linker: (await host.files.info(join(programs, "wasm-ld"))) !== undefined,
      builtins: found && join(resources, "lib", found),
    });
  }
  return llvms.sort((a, b) => b.llvm - a.llvm);
}

/** clang knows it; distributions put it in different places. */
async function resourceFolder(host: Pick<Host, "files" | "processes">, clang: string): Promise<string | undefined> {
  const folder = await firstLine(host, clang, "-print-resource-dir");
  return folder !== "" && (await host.files.info(folder)) ? folder : undefined;
}

/** Empty where the program is not there or does not run. */
async function firstLine(host: Pick<Host, "processes">, clang: string, question = "--version"): Promise<string> {
  try {
    const { code, stdout } = await host.processes.run(clang, [question]);
    return code === 0 ? (stdout.split("\n")[0]?.trim() ?? "") : "";
  } catch (error) {
    if (error instanceof HostFailure) return "";
    throw error;
  }
}
