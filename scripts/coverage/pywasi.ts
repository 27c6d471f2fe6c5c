/** The product as its users have it: the committed command, run as a program. */
import { join } from "node:path";
import type { Host, RunResult } from "../../src/host/host.ts";

export interface PywasiOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly minutes: number;
}

export function runPywasi(host: Host, args: readonly string[], options: PywasiOptions): Promise<RunResult> {
  const cli = join(host.folders.product, "dist", "cli.mjs");
  return host.processes.run(host.platform.node, [cli, ...args], {
    cwd: options.cwd,
    env: { ...host.env, ...options.env },
    timeoutMs: options.minutes * 60_000,
  });
}
