/**
 * An SDK that is installed already, at a path that the user names.
 *
 * Which one it is: the VERSION file says it from SDK 25 on (wasi-sdk, ci/merge-artifacts.sh), the folder's name as
 * the release has it before that, and failing both clang's own version, which a few SDKs share.
 */
import { basename, join } from "node:path";
import { HostFailure } from "../host/failure.ts";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import { sdksWith } from "./clang-releases.ts";
import { sdkLayout } from "./layout.ts";
import type { WasiSdk } from "./sdk.ts";

/**
 * @param path absolute
 * @param expected the only SDK that will do; undefined takes what is there
 * @param likely the one that is believed where several fit the traces
 * @throws {UserError} WASI-SDK-PATH where it is no SDK, another one, or one whose version cannot be told
 */
export async function sdkAtPath(
  host: Pick<Host, "files" | "platform" | "processes">,
  path: string,
  expected: number | undefined,
  likely = expected,
): Promise<WasiSdk> {
  const { sysroot, missing } = await sdkLayout(host, path);
  if (missing.length > 0) throw wrongPath(`${path} is not a WASI SDK: it lacks ${missing.join(", ")}.`, expected);
  const versionFile = await readOptional(host, join(path, "VERSION"));
  const standIn = /stand-in/i.test(versionFile);
  const named = standIn ? numberOfFolder(path) : await numberOfNamedFolder(host, path, expected);
  const number = numberIn(versionFile) ?? named ?? (await numberByClang(host, path, likely));
  if (expected !== undefined && number !== expected) {
    throw wrongPath(`${path} is WASI SDK ${number}, not ${expected}.`, expected);
  }
  return { number, path, sysroot, origin: path, standIn, ...compilerIn(versionFile) };
}

/** One of ours for a platform that the SDK was not released for says whose programs it has. */
function compilerIn(versionFile: string): Pick<WasiSdk, "compiler"> {
  const compiler = /^programs of wasi-sdk (\d{2,3})\.\d+$/m.exec(versionFile)?.[1];
  return compiler === undefined ? {} : { compiler: Number(compiler) };
}

/** The first line is the version, `25.0`; further ones name the parts. */
function numberIn(versionFile: string): number | undefined {
  const match = /^(?:wasi-sdk[-\s:]*)?(\d{2,3})\.\d+/i.exec(versionFile.trim());
  return match ? Number(match[1]) : undefined;
}

function numberOfFolder(path: string): number | undefined {
  const match = /^wasi-sdk-(\d{2,3})(?:\.0)?(?:$|[-+.])/.exec(basename(path));
  return match ? Number(match[1]) : undefined;
}

/** A folder may have been renamed; its clang was not. One that does not run here cannot contradict. */
async function numberOfNamedFolder(
  host: Pick<Host, "processes">,
  path: string,
  expected: number | undefined,
): Promise<number | undefined> {
  const number = numberOfFolder(path);
  const llvm = number === undefined ? undefined : await clangVersion(host, path);
  const candidates = llvm === undefined ? [] : sdksWith(llvm);
  if (number === undefined || candidates.length === 0 || candidates.includes(number)) return number;
  const owners = candidates.length > 1 ? `SDKs ${candidates.join(", ")}` : `SDK ${candidates[0]}`;
  throw wrongPath(`${path} is named as WASI SDK ${number}, but its clang ${llvm} is that of ${owners}.`, expected);
}

async function numberByClang(
  host: Pick<Host, "processes">,
  path: string,
  expected: number | undefined,
): Promise<number> {
  const llvm = await clangVersion(host, path);
  if (llvm === undefined) throw wrongPath(`${join(path, "bin", "clang")} does not run on this machine.`, undefined);
  const candidates = sdksWith(llvm);
  if (expected !== undefined && candidates.includes(expected)) return expected;
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) return only;
  const known = candidates.length === 0 ? "no known SDK has" : `SDKs ${candidates.join(", ")} have`;
  throw wrongPath(`Which WASI SDK ${path} is cannot be told: its clang is ${llvm}, which ${known}.`, expected);
}

/** @returns undefined where it does not run */
async function clangVersion(host: Pick<Host, "processes">, path: string): Promise<string | undefined> {
  const clang = join(path, "bin", "clang");
  let output = "";
  try {
    output = (await host.processes.run(clang, ["--version"])).stdout;
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
  }
  return /clang version (\d+\.\d+\.\d+)/.exec(output)?.[1];
}

async function readOptional(host: Pick<Host, "files">, path: string): Promise<string> {
  return (await host.files.info(path))?.kind === "file" ? host.files.readText(path) : "";
}

function wrongPath(happened: string, expected: number | undefined): UserError {
  const wanted = expected === undefined ? "a WASI SDK" : `WASI SDK ${expected}`;
  return new UserError(
    "WASI-SDK-PATH",
    happened,
    `Let wasi-sdk-path name the top folder of ${wanted}, the one with bin and share in it, or leave it out to have the SDK downloaded.`,
  );
}
