/** What makes a folder a WASI SDK. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";

export interface SdkLayout {
  readonly sysroot: string;
  /** Parts that are not there, relative to the folder; empty for a whole SDK. */
  readonly missing: readonly string[];
}

/** Looks for the compiler, the linker and the sysroot below a folder. */
export async function sdkLayout(host: Pick<Host, "files" | "platform">, path: string): Promise<SdkLayout> {
  const ending = host.platform.os === "win32" ? ".exe" : "";
  const sysroot = join("share", "wasi-sysroot");
  const parts = [
    join("bin", `clang${ending}`),
    join("bin", `wasm-ld${ending}`),
    join(sysroot, "include"),
    join(sysroot, "lib"),
  ];
  const found = await Promise.all(parts.map((part) => host.files.info(join(path, part))));
  return { sysroot: join(path, sysroot), missing: parts.filter((_part, index) => found[index] === undefined) };
}
