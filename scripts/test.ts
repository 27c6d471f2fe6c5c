/**
 * `npm test`: everything that is checked, each with its set-up. `-- checks`, `-- unit/link`, `-- python`, `-- e2e/numpy`
 * run a part. The last line is the count over all of it, and the exit code is 1 where anything failed.
 */
import { nodeHost } from "../src/host/node-host.ts";
import { checkSteps } from "./testing/check-steps.ts";
import { jestStep } from "./testing/jest-step.ts";
import { pythonSteps } from "./testing/python-steps.ts";
import { type Selection, selection } from "./testing/selection.ts";
import { runSteps, type Step } from "./testing/step.ts";
import { closingLine, sum } from "./testing/tally.ts";

const host = nodeHost();

async function steps({ part, filter }: Selection): Promise<readonly Step[]> {
  switch (part) {
    case "checks":
      return checkSteps(host);
    case "unit":
      return [jestStep(host, { name: "unit and contract tests", folder: "__tests__", filter, inBand: false, env: {} })];
    case "python":
      return pythonSteps(host, filter);
    case "e2e":
      return [jestStep(host, { name: "end-to-end tests", folder: "e2e", filter, inBand: true, env: {} })];
  }
}

const all = (await Promise.all(selection(process.argv.slice(2)).map(steps))).flat();
const total = sum(await runSteps(all, console.log));
console.log(closingLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
