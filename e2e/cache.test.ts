/** The workflow cache between machines, by both protocols: act's own server, and a double of GitHub's newer service. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { serveMirror } from "../src/app/mirror.ts";
import { type ActResult, type RunnerCache, startRunner } from "./act.ts";
import { type CacheServiceDouble, startCacheService } from "./cache-service.ts";
import { testMirrorFolder } from "./served-mirror.ts";

const LIMIT = 10 * 60_000;

interface MachineRun {
  readonly result: ActResult;
  /** Archives that were fetched from the mirror. */
  readonly downloads: readonly string[];
}

/** A job on a fresh machine: a tool cache of its own, the same cache service. */
async function runOnFreshMachine(cache: RunnerCache): Promise<MachineRun> {
  const runner = await startRunner({ cache });
  const downloads: string[] = [];
  const mirror = await serveMirror(testMirrorFolder(), {
    onRequest: (method, path) => {
      if (method === "GET" && /\.(tar\.[gx]z|zip)$/.test(path)) downloads.push(path);
    },
  });
  try {
    const result = await runner.run({ workflow: "cache.yml", vars: { MIRROR: mirror.url }, timeoutMs: LIMIT });
    if (result.code !== 0) throw new Error(result.failures);
    return { result, downloads };
  } finally {
    await mirror.close();
    runner.dispose();
  }
}

function misleading(run: MachineRun): readonly string[] {
  return run.result.steps.flatMap(({ annotations }) => annotations.map(({ level, message }) => `${level}: ${message}`));
}

describe("act's server, first protocol", () => {
  const folder = mkdtempSync(join(tmpdir(), "pywasi-e2e-cache-"));
  let first: MachineRun;
  let second: MachineRun;

  beforeAll(async () => {
    first = await runOnFreshMachine({ folder });
    second = await runOnFreshMachine({ folder });
  }, LIMIT);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("the first machine downloads, and stores in the post step", () => {
    expect(first.downloads.length).toBeGreaterThan(0);
    expect(first.result.step("installed", "Post").output.match(/Stored pywasi-s\d+-linux-x64-/g)).toHaveLength(2);
  });

  test("the second has everything without a download, and says so", () => {
    expect(second.downloads).toEqual([]);
    expect(second.result.step("installed").outputs["cache-hit"]).toBe("true");
    expect(second.result.step("installed").summary).toMatch(/Workflow cache: .*taken from it/);
    expect(second.result.step("compile").outputs.magic).toBe("0061736d");
  });

  test("neither has a warning to show", () => {
    expect([...misleading(first), ...misleading(second)]).toEqual([]);
  });
});

describe("the newer service, second protocol", () => {
  let service: CacheServiceDouble;
  let runs: readonly MachineRun[];
  const [first, second, third, fourth] = [0, 1, 2, 3].map((index) => () => runs[index] as MachineRun) as [
    () => MachineRun,
    () => MachineRun,
    () => MachineRun,
    () => MachineRun,
  ];

  beforeAll(async () => {
    service = await startCacheService();
    const cache = { url: service.url };
    const whole = [await runOnFreshMachine(cache), await runOnFreshMachine(cache)];
    service.damage();
    runs = [...whole, await runOnFreshMachine(cache), await runOnFreshMachine(cache)];
  }, 2 * LIMIT);
  afterAll(() => service?.close());

  test("the second machine has everything without a download", () => {
    expect(first().downloads.length).toBeGreaterThan(0);
    expect(second().downloads).toEqual([]);
    expect(second().result.step("installed").outputs["cache-hit"]).toBe("true");
  });

  test("nothing is stored again by a machine that found it", () => {
    expect(second().result.step("installed", "Post").output).not.toMatch(/Stored/);
  });

  test("damaged entries are thrown away with a warning, and the job goes on with fresh installations", () => {
    const { result, downloads } = third();
    expect(downloads.length).toBeGreaterThan(0);
    expect(misleading(third()).filter((line) => /is damaged/.test(line))).toHaveLength(2);
    expect(result.step("compile").outputs.magic).toBe("0061736d");
  });

  test("and the next machine finds the entries that took their place", () => {
    expect(Object.keys(service.entries()).filter((key) => key.endsWith("-g2"))).toHaveLength(2);
    expect(fourth().downloads).toEqual([]);
    expect(fourth().result.step("installed").outputs["cache-hit"]).toBe("true");
  });
});
