/** The steps of one run with their times, each a fold in the log. */
import type { Host } from "../host/host.ts";

export interface Steps {
  /** Runs a step under its title and keeps its milliseconds; a title that comes again adds up. */
  step<T>(title: string, body: () => Promise<T>): Promise<T>;
  /** Milliseconds by title, in the order they first ran. */
  readonly times: Readonly<Record<string, number>>;
}

export function startSteps(host: Host): Steps {
  const times: Record<string, number> = {};
  return {
    times,
    step: async (title, body) => {
      const start = performance.now();
      try {
        return await host.log.group(title, body);
      } finally {
        times[title] = (times[title] ?? 0) + performance.now() - start;
      }
    },
  };
}
