/** Which machine this is: only what decides which files are downloaded and how much runs at once. */
import { availableParallelism } from "node:os";
import type { HostPlatform } from "./host.ts";

const SYSTEMS: readonly string[] = ["linux", "darwin", "win32"] satisfies HostPlatform["os"][];
const PROCESSORS: readonly string[] = ["x64", "arm64"] satisfies HostPlatform["arch"][];

/**
 * Throws on systems that no WASI SDK and no GitHub runner exists for; there is nothing to be done about those here,
 * and a wrong guess would end in a compiler that does not start.
 */
export function nodePlatform(os: string = process.platform, arch: string = process.arch): HostPlatform {
  if (!SYSTEMS.includes(os) || !PROCESSORS.includes(arch)) {
    throw new Error(`setup-python-wasi runs on Linux, macOS and Windows on x64 and arm64, not on ${os}-${arch}.`);
  }
  return {
    os: os as HostPlatform["os"],
    arch: arch as HostPlatform["arch"],
    cores: availableParallelism(),
    node: process.execPath,
  };
}
