/** Tests in TypeScript. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import type { Step } from "./step.ts";
import { jestTally } from "./tally.ts";

/** What jest says about its own arguments. */
const NOISE = /^(Ran all test suites|Test results written to:|Snapshots: +0 total)/;

export interface JestRun {
  readonly name: string;
  /** Below the repository: `__tests__` or `e2e`. */
  readonly folder: string;
  /** Part of a path below `folder`. */
  readonly filter: string;
  readonly env: Readonly<Record<string, string>>;
}

export function jestStep(host: Host, run: JestRun): Step {
  return {
    name: run.name,
    run: async () => {
      const folder = await host.files.temporaryFolder("jest-");
      const report = join(folder, "report.json");
      // jest loads ES modules only behind this flag (docs/decisions/0002-tests.md).
      const args = [
        "--experimental-vm-modules",
        "--no-warnings",
        join("node_modules", "jest", "bin", "jest.js"),
        "--json",
        `--outputFile=${report}`,
        // jest itself leaves a core free, which on a machine with two is half of it.
        "--maxWorkers=100%",
        `^${host.folders.product.replaceAll("\\", "/")}/${run.folder}/${run.filter}`,
      ];
      try {
        // The report goes to the file; jest's own words about failures come on the error stream as they happen.
        await host.processes.run(host.platform.node, args, {
          cwd: host.folders.product,
          env: { ...host.env, ...run.env },
          onLine: (line, stream) => {
            if (stream === "stderr" && !NOISE.test(line)) process.stdout.write(`${line}\n`);
          },
        });
        return jestTally(JSON.parse(readFileSync(report, "utf8")));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
