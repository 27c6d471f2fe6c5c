/** Runs the interpreter relink: writes what the plan says, compiles main, links, and explains what went wrong. */
import { dirname, join } from "node:path";
import type { TargetPython } from "../../cpython/target-python.ts";
import type { Host, RunResult } from "../../host/host.ts";
import type { AdditionFolders } from "../../libc/additions.ts";
import { UserError } from "../../report/errors.ts";
import type { WasiSdk } from "../../sdk/sdk.ts";
import { undefinedStubs } from "../undefined/undefined-stubs.ts";
import { explainUndefined, undefinedSymbols, wantedBy } from "../undefined/undefined-symbols.ts";
import type { RelinkModule } from "./prepare-module.ts";
import { type RelinkCommand, type RelinkPlan, relinkPlan } from "./relink-plan.ts";

export interface RelinkOptions {
  readonly target: TargetPython;
  readonly sdk: WasiSdk;
  readonly additions: Pick<AdditionFolders, "lib">;
  readonly modules: readonly RelinkModule[];
  readonly keepDebug: boolean;
  /** Whether objects of another SDK than libpython's are let in, with a warning; default: no. */
  readonly allowMix?: boolean;
  /** Absolute folder of the SDK's C++ libraries with exceptions; undefined where they are off. */
  readonly exceptionLibraries?: string | undefined;
  /** What becomes of functions that nobody defines; default: the link is refused. */
  readonly undefined?: "error" | "trap";
  /** Absolute path of the `python.wasm` to make. */
  readonly output: string;
}

export interface RelinkResult {
  readonly output: string;
  /** Size of the interpreter. */
  readonly bytes: number;
  /** From the first file written to the last. */
  readonly milliseconds: number;
  readonly modules: readonly { readonly name: string; readonly bytes: number }[];
  /** Modules that may throw C++ exceptions, which end the program. */
  readonly throwing: readonly string[];
  /** Whether the interpreter needs a runtime with WebAssembly exception handling. */
  readonly exceptionHandling: boolean;
  /** Modules whose code catches in the legacy form of exception handling. */
  readonly legacyExceptions: readonly string[];
  /** Libraries of the SDK, without `-l`. */
  readonly libraries: readonly string[];
  /** What the audit of call signatures found, module by module. */
  readonly signatures: RelinkPlan["signatures"];
  /** Functions that nobody defines, and that end the program when they are called; each with who wants it. */
  readonly stubbed: readonly string[];
  /** What the linker warned of, such as calls of a function with another signature than its definition's. */
  readonly warnings: readonly string[];
}

/**
 * @throws {UserError} WASI-LINK-UNDEFINED, WASI-LINK-FAILED, WASI-LINK-MIX, WASI-LINK-NOT-WASM, WASI-OBJECT-FORMAT; then nothing new is
 * at `output`
 */
export async function runRelink(host: Host, options: RelinkOptions): Promise<RelinkResult> {
  const start = performance.now();
  const work = await host.files.temporaryFolder("relink");
  try {
    const linked = join(work, "python.wasm");
    const plan = relinkPlan({
      ...options,
      exceptionLibraries: options.exceptionLibraries,
      sources: join(host.folders.product, "target", "c"),
      work,
      output: linked,
    });
    const { link, stubbed } = await build(host, plan, options);
    await host.files.makeFolder(dirname(options.output));
    await host.files.remove(options.output);
    await host.files.copy(linked, options.output);
    const info = await host.files.info(options.output);
    return {
      output: options.output,
      bytes: info?.size ?? 0,
      milliseconds: performance.now() - start,
      modules: plan.objects.map(({ module, bytes }) => ({ name: module, bytes: bytes.length })),
      throwing: plan.throwing,
      exceptionHandling: plan.exceptionHandling,
      legacyExceptions: plan.legacyExceptions,
      libraries: plan.libraries,
      signatures: plan.signatures,
      stubbed,
      warnings: [...plan.mixed, ...warnings(link.stderr)],
    };
  } finally {
    await host.files.remove(work);
  }
}

interface Built {
  readonly link: RunResult;
  readonly stubbed: readonly string[];
}

async function build(host: Host, plan: RelinkPlan, options: RelinkOptions): Promise<Built> {
  for (const { path, text } of plan.headers) await host.files.write(path, text);
  const writes = plan.objects.map(({ path, bytes }) => host.files.write(path, bytes));
  const compiles = plan.compiles.map((command) => run(host, command));
  await Promise.all(writes);
  for (const compiled of await Promise.all(compiles)) {
    if (compiled.code !== 0) throw failed("The interpreter's main did not compile.", compiled);
  }
  const link = await run(host, plan.link);
  if (link.code === 0) return { link, stubbed: [] };
  const trapped = options.undefined === "trap" ? await withStubs(host, plan, link, options) : undefined;
  if (trapped?.link.code === 0) return trapped;
  const undefinedError = explainUndefined(link.stderr, plan.objects);
  if (!undefinedError) throw failed("The interpreter did not link.", link);
  throw await demangled(host, dirname(plan.link.command), undefinedError);
}

/** The link once more, with functions in place of those that were undefined; undefined where none could be made. */
async function withStubs(
  host: Host,
  plan: RelinkPlan,
  { stderr }: RunResult,
  { sdk }: RelinkOptions,
): Promise<Built | undefined> {
  const { source, stubbed } = undefinedStubs(undefinedSymbols(stderr).keys(), plan.objects);
  if (stubbed.length === 0) return undefined;
  const file = join(dirname(plan.headers[0]?.path ?? ""), "undefined.c");
  await host.files.write(file, source);
  const object = `${file}.o`;
  const flags = [`--sysroot=${sdk.sysroot}`, "-O1", "-fno-builtin", "-w"];
  const compiled = await run(host, {
    command: join(sdk.path, "bin", "clang"),
    args: [...flags, "-c", file, "-o", object],
  });
  if (compiled.code !== 0) throw failed("Stubs for undefined functions did not compile.", compiled);
  const link = await run(host, { ...plan.link, args: [...plan.link.args, object] });
  return { link, stubbed: stubbed.map((symbol) => `${symbol}${wantedBy(symbol, plan.objects)}`) };
}

function run(host: Host, { command, args }: RelinkCommand): Promise<RunResult> {
  return host.processes.run(command, args);
}

/** The error with C++ and Rust names made readable, by the SDK's own demangler where it has one. */
async function demangled(host: Host, bin: string, error: UserError): Promise<UserError> {
  const tool = join(bin, "llvm-cxxfilt");
  if (!(await host.files.info(tool))) return error;
  const { code, stdout } = await host.processes.run(tool, [], { input: `${error.details.join("\n")}\n` });
  if (code !== 0) return error;
  return new UserError(error.code, error.message, error.remedy, stdout.trimEnd().split("\n"));
}

const LAST_LINES = 30;

function failed(happened: string, { stderr, stdout }: RunResult): UserError {
  const lines = `${stdout}${stderr}`.split(/\r?\n/).filter((line) => line !== "");
  return new UserError(
    "WASI-LINK-FAILED",
    happened,
    "The lines above are the SDK's own; where they do not help, run again with debug output and report them.",
    lines.slice(-LAST_LINES),
  );
}

function warnings(stderr: string): readonly string[] {
  const lines = stderr.split(/\r?\n/);
  return lines.flatMap((line, i) => {
    const text = /warning: (.*)/.exec(line)?.[1];
    if (text === undefined) return [];
    // ">>> defined as …" lines belong to the warning before them.
    const end = lines.findIndex((next, j) => j > i && !next.startsWith(">>>"));
    return [[text, ...lines.slice(i + 1, end < 0 ? undefined : end)].join(" ")];
  });
}
