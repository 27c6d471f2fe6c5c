/** CPython's source tree, as a checkout or an unpacked tarball has it. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Host } from "../../host/host.ts";
import { CONFIG_TOML, parseWasiConfig, type WasiConfig } from "../../lock/config-toml.ts";
import type { PythonVersion } from "../../python/version.ts";
import { firstExisting, versionOfHeaders } from "../parts/parts.ts";

export interface SourceTree {
  /** Absolute. */
  readonly path: string;
  readonly version: PythonVersion;
  /** What the tree itself says about its WASI build; from 3.15 on. */
  readonly config: WasiConfig | undefined;
}

/** Folders and files that the build reads; a checkout has more, and a history. */
const BUILT_FROM = [
  "Include",
  "Lib",
  "Modules",
  "Objects",
  "Parser",
  "Programs",
  "Python",
  "Tools/wasm",
  "Platforms/WASI",
];
const BUILT_WITH = ["configure", "Makefile.pre.in", "pyconfig.h.in"];

/** @returns undefined where the folder is none */
export async function sourceTreeAt(host: Pick<Host, "files">, path: string): Promise<SourceTree | undefined> {
  const version = await versionOfHeaders(host, join(path, "Include"));
  const configure = await firstExisting(host, [join(path, "configure")]);
  if (!version || !configure) return undefined;
  const config = join(path, CONFIG_TOML);
  const text = (await host.files.info(config)) ? await host.files.readText(config) : "";
  return { path, version, config: parseWasiConfig(text) };
}

/** Changes when a file of the tree does: its names, sizes and times, for reading all of it takes longer. */
export async function fingerprint({ files }: Pick<Host, "files">, { path }: SourceTree): Promise<string> {
  const hash = createHash("sha256").update(path);
  for (const folder of BUILT_FROM) {
    if ((await files.info(join(path, folder)))?.kind !== "folder") continue;
    const names = (await files.walk(join(path, folder))).filter((name) => !/(^|\/)__pycache__\/|\.pyc$/.test(name));
    const infos = await Promise.all(names.map((name) => files.info(join(path, folder, name))));
    for (const [index, name] of names.entries()) {
      hash.update(`${folder}/${name} ${infos[index]?.size} ${infos[index]?.modified.getTime()}\n`);
    }
  }
  for (const name of BUILT_WITH) {
    const info = await files.info(join(path, name));
    hash.update(`${name} ${info?.size} ${info?.modified.getTime()}\n`);
  }
  return hash.digest("hex");
}
