/** A step of `npm test`: has a name, takes its time, and counts. */
import { formatDuration } from "../../src/report/job-report.ts";
import { closingLine, FAILED, PASSED, type Tally } from "./tally.ts";

export interface Step {
  readonly name: string;
  /** Prints what fails in full, and nothing else that nobody reads. */
  readonly run: () => Promise<Tally>;
}

/** Runs the steps one after the other; a step that throws has failed, and the next ones run all the same. */
export async function runSteps(steps: readonly Step[], print: (line: string) => void): Promise<readonly Tally[]> {
  const tallies: Tally[] = [];
  for (const { name, run } of steps) {
    const start = performance.now();
    const tally = await run().catch((error: unknown) => {
      print(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      return FAILED;
    });
    const mark = tally.failed === 0 ? "✓" : "✕";
    const count = tally.passed + tally.failed + tally.skipped > 1 ? `: ${closingLine(tally)}` : "";
    print(`${mark} ${name}${count} (${formatDuration(performance.now() - start)})`);
    tallies.push(tally);
  }
  return tallies;
}

/** A step that is one command: quiet where it passes, all its output where not. */
export function commandStep(name: string, run: () => Promise<{ code: number; stdout: string; stderr: string }>): Step {
  return {
    name,
    run: async () => {
      const { code, stdout, stderr } = await run();
      if (code === 0) return PASSED;
      process.stdout.write(`${stdout}${stderr}`);
      return FAILED;
    },
  };
}
