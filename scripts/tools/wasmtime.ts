/** wasmtime for measurements: the one on PATH, else the pinned one, out of the local mirror. */
import { defaultMirrorFolder } from "../../src/app/mirror.ts";
import type { Host } from "../../src/host/host.ts";
import { assembleMirror } from "../../src/mirror/assemble.ts";
import { downloadSettings } from "../../src/pins/settings.ts";
import { findWasmtime } from "../../src/runtime/wasmtime.ts";

/** @returns the absolute path of the program @throws {UserError} WASI-MIRROR and as `findWasmtime` */
export async function wasmtimeTool(host: Host): Promise<string> {
  const { folder, manifestPath } = await assembleMirror(host, {
    folder: defaultMirrorFolder(host),
    parts: ["wasmtime"],
  });
  const settings = await downloadSettings(host, { mirror: folder, manifestFile: manifestPath, githubToken: undefined });
  return (await findWasmtime(host, "wasmtime", settings)).path;
}
