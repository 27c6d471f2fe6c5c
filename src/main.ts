/** The action's main step. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { action } from "./app/action.ts";
import { githubCacheService } from "./host/cache-service.ts";
import { nodeGuests } from "./host/guests.ts";
import { nodeHost } from "./host/node-host.ts";
import { githubWorkflow } from "./host/workflow.ts";
import { explainedDisk } from "./pins/failures.ts";
import { describeError, UserError } from "./report/errors.ts";
import { failureSummary } from "./report/job-summary.ts";

const workflow = githubWorkflow();
const guests = nodeGuests(join(dirname(fileURLToPath(import.meta.url)), "wasi-worker.mjs"));
try {
  const makeHost = (work?: string) => nodeHost({ logStyle: "github", ...(work === undefined ? {} : { work }) });
  await action(makeHost, guests, workflow, githubCacheService());
} catch (thrown) {
  const error = explainedDisk(thrown);
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
