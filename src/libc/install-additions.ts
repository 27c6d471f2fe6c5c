/**
 * Builds the additions with an SDK, once for each SDK and content of ours: about two seconds, kept in the tool cache.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { readArchive } from "../object/archive.ts";
import { readObject } from "../object/object-file.ts";
import { isDefined, isLocal, readSymbols } from "../object/symbol-table.ts";
import { UserError } from "../report/errors.ts";
import type { WasiSdk } from "../sdk/sdk.ts";
import type { AdditionFolders } from "./additions.ts";
import { type AdditionsCommand, additionsPlan } from "./additions-plan.ts";

const TOOL = "wasi-additions";

/** The libraries of libc that every link of ours names. */
const LIBRARIES = [
  "c",
  "wasi-emulated-signal",
  "wasi-emulated-process-clocks",
  "wasi-emulated-mman",
  "wasi-emulated-getpid",
];

type Needs = Pick<Host, "files" | "folders" | "processes" | "tools" | "log">;

/** @throws {UserError} WASI-SDK-PATH where the SDK's compiler refuses the sources or libc is not there */
export async function installAdditions(host: Needs, sdk: WasiSdk): Promise<AdditionFolders> {
  const source = join(host.folders.product, "target", "libc");
  const include = join(source, "include");
  const version = `1.0.0-h${(await contentKey(host, sdk, source)).slice(0, 16)}`;
  const found = await host.tools.find(TOOL, version);
  if (found !== undefined) return { include, lib: found };
  const lib = await host.tools.install(TOOL, version, (staging) => build(host, sdk, source, include, staging));
  return { include, lib };
}

async function contentKey(host: Needs, sdk: WasiSdk, source: string): Promise<string> {
  const hash = createHash("sha256").update(`${sdk.number}\0${sdk.path}\0`);
  hash.update(await host.files.readBytes(join(await libraryFolder(host, sdk), "libc.a")));
  for (const path of await host.files.walk(source)) {
    hash.update(`${path}\0`).update(await host.files.readBytes(join(source, path)));
  }
  return hash.digest("hex");
}

async function build(host: Needs, sdk: WasiSdk, source: string, include: string, output: string): Promise<void> {
  const folder = await libraryFolder(host, sdk);
  const plan = additionsPlan({
    sdkPath: sdk.path,
    sysroot: sdk.sysroot,
    sources: join(source, "src"),
    include,
    output,
    present: await definedNames(host, folder),
    hasLibdl: (await host.files.info(join(folder, "libdl.a"))) !== undefined,
  });
  await Promise.all(plan.compiles.map((command) => run(host, sdk, command)));
  for (const command of plan.archives) await run(host, sdk, command);
  for (const { output: object } of plan.compiles) await host.files.remove(object);
}

async function libraryFolder(host: Needs, sdk: WasiSdk): Promise<string> {
  for (const triple of ["wasm32-wasip1", "wasm32-wasi"]) {
    const folder = join(sdk.sysroot, "lib", triple);
    if (await host.files.info(join(folder, "libc.a"))) return folder;
  }
  throw new UserError(
    "WASI-SDK-PATH",
    `${sdk.path} has no libc for wasm32-wasip1 in its sysroot.`,
    "Install the SDK again, or name another folder in wasi-sdk-path.",
  );
}

async function definedNames(host: Needs, folder: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const library of LIBRARIES) {
    const file = join(folder, `lib${library}.a`);
    if (!(await host.files.info(file))) continue;
    for (const { name, bytes } of readArchive(await host.files.readBytes(file), file).members) {
      if (bytes === undefined || bytes.length === 0) continue;
      for (const symbol of readSymbols(readObject(bytes, `${file}(${name})`))) {
        if (isDefined(symbol) && !isLocal(symbol)) names.add(symbol.name);
      }
    }
  }
  return names;
}

async function run(host: Needs, sdk: WasiSdk, { command, args, output }: AdditionsCommand): Promise<void> {
  const { code, stderr } = await host.processes.run(command, args);
  if (code === 0) return;
  throw new UserError(
    "WASI-SDK-PATH",
    `The compiler of ${sdk.origin} did not make ${output}, a part of what is added to its libc.`,
    "If it is a released WASI SDK this is a fault of ours: please report it with the lines above.",
    stderr.trimEnd().split("\n").slice(0, 30),
  );
}
