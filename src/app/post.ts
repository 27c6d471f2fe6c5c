/** The action's post step: stores what the run installed, then removes its scratch. Installations stay. */
import { parseStorable, storeEntries } from "../cache/store.ts";
import type { CacheService } from "../host/cache-service.ts";
import type { Host } from "../host/host.ts";
import type { Workflow } from "../host/workflow.ts";

export async function post(host: Host, workflow: Workflow, service: CacheService): Promise<void> {
  const entries = parseStorable(workflow.state("storable"));
  if (entries.length > 0) await host.log.group("Workflow cache", () => storeEntries(host, service, entries));
  await host.files.remove(host.folders.temp);
}
