import { describe, expect, test } from "@jest/globals";
import { cacheUse } from "../../src/cache/policy.ts";

const PUSH = { GITHUB_EVENT_NAME: "push", GITHUB_REF_TYPE: "branch" };

describe("cache: auto", () => {
  test("is on for pushes and pull requests", () => {
    expect(cacheUse("auto", PUSH, true).on).toBe(true);
    expect(cacheUse("auto", { GITHUB_EVENT_NAME: "pull_request" }, true).on).toBe(true);
  });

  test.each([
    ["release", "branch"],
    ["push", "tag"],
    ["pull_request_target", "branch"],
    ["workflow_run", "branch"],
  ])("is off for %s (%s), and says why", (GITHUB_EVENT_NAME, GITHUB_REF_TYPE) => {
    const use = cacheUse("auto", { GITHUB_EVENT_NAME, GITHUB_REF_TYPE }, true);
    expect([use.on, use.reason.length > 20]).toEqual([false, true]);
  });

  test("is off where the runner has no cache service", () => {
    expect(cacheUse("auto", PUSH, false)).toEqual({ on: false, reason: "the runner has no cache service" });
  });
});

test("cache: true is on for a release as well, for the user said so", () => {
  expect(cacheUse("true", { GITHUB_EVENT_NAME: "release" }, true).on).toBe(true);
});

test("cache: false is off everywhere", () => {
  expect(cacheUse("false", PUSH, true).on).toBe(false);
});
