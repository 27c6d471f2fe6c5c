/** The action's post step. It runs after a failed job too, and never fails one. */
import { post } from "./app/post.ts";
import { githubCacheService } from "./host/cache-service.ts";
import { nodeHost } from "./host/node-host.ts";
import { githubWorkflow } from "./host/workflow.ts";

const host = nodeHost({ logStyle: "github" });
try {
  await post(host, githubWorkflow(), githubCacheService());
} catch (error) {
  host.log.info(`Cleaning up: ${error instanceof Error ? error.message : String(error)}`);
}
