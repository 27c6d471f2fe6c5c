/** Wall and processor time of a program with all that it starts. */
import type { Host } from "../../src/host/host.ts";

export interface Times {
  /** Milliseconds. */
  readonly wall: number;
  /** Milliseconds of all processors, user and system. */
  readonly cpu: number;
}

/** @param script for bash @throws {Error} where it fails, with its words */
export async function timed(host: Host, script: string, env: Readonly<Record<string, string>> = {}): Promise<Times> {
  const { code, stderr } = await host.processes.run(
    "bash",
    ["-euo", "pipefail", "-c", `TIMEFORMAT='%R %U %S'; time { ${script} ; }`],
    {
      env: { ...host.env, ...env },
    },
  );
  const [wall, user, system] = (stderr.trimEnd().split("\n").at(-1) ?? "").split(" ").map(Number);
  if (code !== 0 || wall === undefined || user === undefined || system === undefined)
    throw new Error(`${script}\n${stderr}`);
  return { wall: 1000 * wall, cpu: 1000 * (user + system) };
}

/** The middle one by each measure: a busy machine disturbs one round or the other. */
export function median(rounds: readonly Times[]): Times {
  const middle = (pick: (times: Times) => number) => rounds.map(pick).sort((a, b) => a - b)[rounds.length >> 1] ?? 0;
  return { wall: middle(({ wall }) => wall), cpu: middle(({ cpu }) => cpu) };
}
