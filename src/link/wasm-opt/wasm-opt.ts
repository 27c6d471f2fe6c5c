/**
 * binaryen's wasm-opt: the one on PATH, else the npm package of that name, of a pinned version and content, in the tool
 * cache. It is 11 MB of JavaScript that few runs need, so it is no part of this product's own bundle.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { HostFailure } from "../../host/failure.ts";
import type { Host } from "../../host/host.ts";
import { UserError } from "../../report/errors.ts";
import pin from "./binaryen.json" with { type: "json" };

/** Program and first arguments. */
export type WasmOpt = readonly [string, ...string[]];

/** @throws {UserError} WASI-LINK-WASM-OPT where there is none and none can be had */
export async function findWasmOpt(host: Host): Promise<WasmOpt> {
  const found = await host.processes.find("wasm-opt");
  if (found !== undefined) return [found];
  const script = (folder: string) => join(folder, "package", "bin", "wasm-opt");
  const folder =
    (await host.tools.find(pin.package, pin.version)) ??
    (await host.tools.install(pin.package, pin.version, (staging) => unpack(host, staging)));
  return [host.platform.node, script(folder)];
}

/** npm knows the registry, and whatever stands between it and this machine. */
async function unpack(host: Host, folder: string): Promise<void> {
  const name = `${pin.package}@${pin.version}`;
  host.log.info(`wasm-opt is not on PATH: ${name} is installed`);
  const scratch = await host.files.temporaryFolder("binaryen");
  try {
    const args = ["pack", name, "--pack-destination", scratch, "--silent"];
    const packed = await host.processes.run("npm", args, { cwd: scratch }).catch((error) => {
      if (error instanceof HostFailure) throw cannotBeHad([error.message]);
      throw error;
    });
    const archive = join(scratch, `${pin.package}-${pin.version}.tgz`);
    if (packed.code !== 0 || !(await host.files.info(archive))) {
      throw cannotBeHad(`${packed.stdout}${packed.stderr}`.trim().split("\n").slice(-5));
    }
    const sha512 = createHash("sha512")
      .update(await host.files.readBytes(archive))
      .digest("hex");
    if (sha512 !== pin.sha512) throw cannotBeHad([`sha512 of ${name} is ${sha512}, not ${pin.sha512}`]);
    await host.archives.extract(archive, folder);
  } finally {
    await host.files.remove(scratch);
  }
}

function cannotBeHad(details: readonly string[]): UserError {
  return new UserError(
    "WASI-LINK-WASM-OPT",
    `wasm-opt is needed and not on PATH, and npm has not brought ${pin.package} ${pin.version}.`,
    "Put the wasm-opt of binaryen on PATH, let npm reach its registry, or build without what needs it: fpcast, optimize, setjmp() in the legacy form.",
    details,
  );
}
