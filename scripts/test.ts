/**
 * `npm test`: everything that is checked, each with its set-up. `-- checks`, `-- unit/link`, `-- python`,
 * `-- examples`, `-- e2e/numpy` run a part. The last line is the count over all of it, and the exit code is 1 where anything failed.
 */
import { nodeHost } from "../src/host/node-host.ts";
import { checkSteps } from "./testing/check-steps.ts";
import { exampleStep } from "./testing/example-steps.ts";
import { jestStep } from "./testing/jest-step.ts";
import { pythonSteps } from "./testing/python-steps.ts";
import { type Selection, selection } from "./testing/selection.ts";
import { runSteps, type Step } from "./testing/step.ts";
import { closingLine, PASSED, sum } from "./testing/tally.ts";
import { prepareTestMirror, TEST_PARTS } from "./testing/test-mirror.ts";
import { goTool } from "./tools/go-tool.ts";

const host = nodeHost();
/** What the tests find their SDK and mirror by; filled by the mirror's step. */
const env: Record<string, string> = {};

const mirrorStep: Step = {
  name: `local mirror (${TEST_PARTS.join(", ")})`,
  run: async () => {
    Object.assign(env, await prepareTestMirror(host));
    return PASSED;
  },
};

/** Before the tests, which would each wish to build it. */
const runnerStep: Step = {
  name: "runner (act)",
  run: async () => {
    await goTool(host, "act");
    return PASSED;
  },
};

async function steps({ part, filter }: Selection): Promise<readonly Step[]> {
  switch (part) {
    case "checks":
      return checkSteps(host);
    case "unit":
      return [jestStep(host, { name: "unit and contract tests", folder: "__tests__", filter, env })];
    case "python":
      return pythonSteps(host, filter);
    case "examples":
      return [exampleStep(host, filter)];
    case "e2e":
      return [runnerStep, jestStep(host, { name: "end-to-end tests", folder: "e2e", filter, env })];
  }
}

function needsMirror({ part }: Selection): boolean {
  return part === "unit" || part === "e2e";
}

const selected = selection(process.argv.slice(2));
const groups = await Promise.all(selected.map(steps));
const first = selected.findIndex(needsMirror);
if (first >= 0) groups.splice(first, 0, [mirrorStep]);
const total = sum(await runSteps(groups.flat(), console.log));
console.log(closingLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
