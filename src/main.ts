/** The action's main step. */
import { action } from "./app/action.ts";
import { nodeHost } from "./host/node-host.ts";
import { githubWorkflow } from "./host/workflow.ts";
import { describeError, UserError } from "./report/errors.ts";
import { failureSummary } from "./report/job-summary.ts";

const workflow = githubWorkflow();
try {
  await action((work) => nodeHost({ logStyle: "github", ...(work === undefined ? {} : { work }) }), workflow);
} catch (error) {
  if (error instanceof UserError) {
    await workflow.summarize(failureSummary(error));
    workflow.fail(error.code, describeError(error));
  } else {
    workflow.fail(
      "a fault of setup-python-wasi",
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  }
}
