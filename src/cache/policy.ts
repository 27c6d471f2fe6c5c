/**
 * Whether a run may use the workflow cache.
 *
 * `auto` stays away from runs whose results are published and from runs that strangers can start with the base
 * branch's rights: what one of those stored, a release would be built with (astral-sh/setup-uv#984; zizmor's
 * `cache-poisoning` audit, https://docs.zizmor.sh/audits/#cache-poisoning).
 */
export type CacheChoice = "auto" | "true" | "false";

export interface CacheUse {
  readonly on: boolean;
  /** For the log. */
  readonly reason: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const GUARDED_EVENTS: Readonly<Record<string, string>> = {
  release: "a release is published from this run",
  pull_request_target: "pull_request_target runs a stranger's change with the rights of the base branch",
  workflow_run: "workflow_run may follow the run of a stranger's change",
};

/** @param available whether the runner offers a cache service */
export function cacheUse(choice: CacheChoice, env: Environment, available: boolean): CacheUse {
  if (choice === "false") return { on: false, reason: "cache: false" };
  if (!available) return { on: false, reason: "the runner has no cache service" };
  if (choice === "true") return { on: true, reason: "cache: true" };
  const guarded = GUARDED_EVENTS[env.GITHUB_EVENT_NAME ?? ""];
  if (guarded !== undefined) return { on: false, reason: guarded };
  if (env.GITHUB_EVENT_NAME === "push" && env.GITHUB_REF_TYPE === "tag") {
    return { on: false, reason: "a tag was pushed, which usually publishes" };
  }
  return { on: true, reason: "cache: auto" };
}
