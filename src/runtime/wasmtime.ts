/** wasmtime: where it is, how it is told what a guest may see, how it reports a trap. */
import type { GuestRequest, GuestResult } from "../host/guests.ts";
import type { Host, RunResult } from "../host/host.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import { UserError } from "../report/errors.ts";
import { installWasmtime } from "./install-wasmtime.ts";

export interface Wasmtime {
  /** Absolute path of the program. */
  readonly path: string;
  /** `49.0.3` */
  readonly version: string;
}

/**
 * @param asked `wasmtime`, looked for on PATH and else installed, or a path
 * @param exceptions whether the module needs WebAssembly exception handling
 * @throws {UserError} WASI-RUNTIME, and as `installWasmtime`
 */
export async function findWasmtime(
  host: Host,
  asked: string,
  settings: DownloadSettings,
  exceptions = false,
): Promise<Wasmtime> {
  const path =
    (await host.processes.find(asked)) ?? (asked === "wasmtime" ? await installWasmtime(host, settings) : undefined);
  const answer = path === undefined ? undefined : await host.processes.run(path, ["--version"]);
  const version = /^wasmtime(?:-cli)? (\d+\.\d+\.\d+)/m.exec(answer?.stdout ?? "")?.[1];
  if (path !== undefined && version !== undefined) {
    if (exceptions && majorOf(version) < EXCEPTIONS.from) throw tooOld(path, version);
    return { path, version };
  }
  throw new UserError(
    "WASI-RUNTIME",
    path === undefined ? `There is no program ${asked}.` : `${path} is not wasmtime: --version says no such thing.`,
    "Name the path of a wasmtime (https://docs.wasmtime.dev/cli-install.html), or use runtime: wasmtime, which installs one where PATH has none, or runtime: node.",
    answer ? [`${answer.stdout}${answer.stderr}`.trim().slice(0, 200)] : [],
  );
}

/** The exception-handling proposal is on by default since 47 and known since 37 (bytecodealliance/wasmtime#13603). */
const EXCEPTIONS = { from: 37, defaultFrom: 47 };
/** Below 1 GiB, which the engine refuses; the async stack has to hold the wasm stack. */
const HOST_STACK = 2 << 20;

/** Options that change the code that is compiled. */
export function engineOptions({ version }: Wasmtime): readonly string[] {
  const major = majorOf(version);
  return major >= EXCEPTIONS.from && major < EXCEPTIONS.defaultFrom ? ["-W", "exceptions=y"] : [];
}

function majorOf(version: string): number {
  return Number(version.split(".")[0]);
}

function tooOld(path: string, version: string): UserError {
  return new UserError(
    "WASI-RUNTIME",
    `${path} is wasmtime ${version}, which has no exception handling; this python.wasm needs it for C++ exceptions or setjmp().`,
    `Take wasmtime ${EXCEPTIONS.from} or later, or take this one off PATH and one of a known version is installed, or use runtime: node, or build with exceptions: off.`,
  );
}

/** The whole command line after the program's name. */
export function wasmtimeArguments(wasmtime: Wasmtime, request: GuestRequest): readonly string[] {
  const stack = request.stackMegabytes * 2 ** 20;
  return [
    "run",
    ...["-W", `max-wasm-stack=${stack}`, "-W", `async-stack-size=${stack + HOST_STACK}`],
    ...(request.memoryMegabytes === undefined ? [] : ["-W", `max-memory-size=${request.memoryMegabytes * 2 ** 20}`]),
    ...engineOptions(wasmtime),
    ...(request.module.endsWith(".cwasm") ? ["--allow-precompiled"] : []),
    ...Object.entries(request.preopens).flatMap(([guest, folder]) => ["--dir", `${folder}::${guest}`]),
    ...Object.entries(request.env).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    ...["--argv0", request.args[0] ?? "python"],
    request.module,
    ...request.args.slice(1),
  ];
}

/** The result out of the program's end: it prints a trap with its backtrace and exits as a shell reports SIGABRT. */
export function wasmtimeResult(run: RunResult): GuestResult {
  const trapped = run.code === 134 || /wasm trap:|wasm backtrace:/.test(run.stderr);
  const message = /wasm trap: (.*)/.exec(run.stderr)?.[1] ?? /Caused by:\s*\n(?:\s*\d+: )?(.*)/.exec(run.stderr)?.[1];
  const matches = [...run.stderr.matchAll(/^\s*\d+:\s+(0x[0-9a-f]+) - (?:[^!\n]*!)?(.+)$/gm)];
  const frames = matches.map(([, , name = ""]) => name);
  const places = matches.map(([, place]) => Number(place));
  return {
    exitCode: run.timedOut ? 124 : run.code,
    trap:
      trapped && !run.timedOut
        ? { message: message ?? "trap", frames, places, lastWords: run.stderr.slice(-16_384) }
        : undefined,
    timedOut: run.timedOut,
    milliseconds: run.milliseconds,
  };
}
