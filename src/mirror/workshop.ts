/** Where a part is made: the mirror's folder, scratch that disappears, programs whose failure is an error. */
import { join } from "node:path";
import type { Host, RunOptions, RunResult } from "../host/host.ts";
import { programError } from "./failure.ts";

export interface Workshop {
  readonly host: Host;
  /** The mirror's folder. */
  readonly folder: string;
  /** Kept between runs: package lists and downloads. */
  readonly keep: string;
  /** Scratch of this part, removed when it is finished or has failed. */
  readonly scratch: string;
  /** Says what is being done, and where it can be counted how far it is. */
  readonly say: (step: string, done?: number, total?: number) => void;
  /**
   * Runs a program that has to succeed.
   * @param task what it does, as the end of "could not …"
   * @throws {UserError} WASI-MIRROR with the end of its output
   */
  run(task: string, command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
}

export function openWorkshop(
  host: Host,
  folder: string,
  scratch: string,
  say: (step: string, done?: number, total?: number) => void,
): Workshop {
  return {
    host,
    folder,
    keep: join(folder, ".downloads"),
    scratch,
    say,
    run: async (task, command, args, options) => {
      // Messages are searched for known causes, so they have to be in English.
      const env = { ...(options?.env ?? host.env), LC_ALL: "C.UTF-8", LANGUAGE: undefined };
      const result = await host.processes.run(command, args, { ...options, env });
      if (result.code !== 0) throw programError(task, result.stderr || result.stdout, folder);
      return result;
    },
  };
}
