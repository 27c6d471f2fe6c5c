import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { nodeToolCache } from "../../src/host/tool-cache.ts";
import { scratchFolder } from "./scratch.ts";

const scratch = scratchFolder();
let serial = 0;

function emptyCache() {
  serial += 1;
  const folder = join(scratch, `tools ${serial}`);
  const cache = nodeToolCache(folder, "x64");
  const version = join(folder, "wasi-sdk", "24.0.0");
  return { cache, folder, version };
}
const filling = (content: string) => async (staging: string) => writeFileSync(join(staging, "file"), content);

test("a tool appears under the name that @actions/tool-cache looks for, with its marker", async () => {
  const { cache, folder, version } = emptyCache();
  expect(await cache.find("wasi-sdk", "24.0.0")).toBeUndefined();
  const path = await cache.install("wasi-sdk", "24.0.0", filling("sdk"));
  expect(path).toBe(join(version, "x64"));
  expect(readdirSync(version)).toEqual(["x64", "x64.complete"]);
  expect(await cache.find("wasi-sdk", "24.0.0")).toBe(path);
  const before = { cache: process.env.RUNNER_TOOL_CACHE, temp: process.env.RUNNER_TEMP };
  Object.assign(process.env, { RUNNER_TOOL_CACHE: folder, RUNNER_TEMP: scratch });
  try {
    const library = await import("@actions/tool-cache");
    expect(library.find("wasi-sdk", "24.0.0", "x64")).toBe(path);
  } finally {
    for (const [name, value] of [
      ["RUNNER_TOOL_CACHE", before.cache],
      ["RUNNER_TEMP", before.temp],
    ] as const) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

test("a version with a pre-release is another tool", async () => {
  const { cache } = emptyCache();
  await cache.install("wasi-sdk", "24.0.0-m0ba8b5bfaeb2", filling("stand-in"));
  expect(await cache.find("wasi-sdk", "24.0.0")).toBeUndefined();
  expect(await cache.find("wasi-sdk", "24.0.0-m0ba8b5bfaeb2")).toBeDefined();
});

test("a version that is not full is refused, for it would never be found", async () => {
  const { cache } = emptyCache();
  await expect(cache.find("wasi-sdk", "24.0")).rejects.toThrow('"24.0" is not a full version');
});

test("an installation that fails leaves nothing", async () => {
  const { cache, version } = emptyCache();
  const failing = cache.install("wasi-sdk", "24.0.0", async (staging) => {
    writeFileSync(join(staging, "half"), "");
    throw new Error("half an archive");
  });
  await expect(failing).rejects.toThrow("half an archive");
  expect(readdirSync(version)).toEqual([]);
  expect(await cache.find("wasi-sdk", "24.0.0")).toBeUndefined();
});

test("a folder without its marker is damaged: it is not found, and it is replaced", async () => {
  const { cache, version } = emptyCache();
  mkdirSync(join(version, "x64", "bin"), { recursive: true });
  expect(await cache.find("wasi-sdk", "24.0.0")).toBeUndefined();
  const path = await cache.install("wasi-sdk", "24.0.0", filling("whole"));
  expect(readdirSync(path)).toEqual(["file"]);
  expect(readdirSync(version)).toEqual(["x64", "x64.complete"]);
});

test("two that install the same at once both succeed", async () => {
  const { cache, folder, version } = emptyCache();
  const other = nodeToolCache(folder, "x64");
  const paths = await Promise.all(
    [cache, other, cache, other].map((each) => each.install("wasi-sdk", "24.0.0", filling("same"))),
  );
  expect(new Set(paths)).toEqual(new Set([join(version, "x64")]));
  expect(readFileSync(join(version, "x64", "file"), "utf8")).toBe("same");
  expect(readdirSync(version)).toEqual(["x64", "x64.complete"]);
});

test("a tool cache is shared: others may read what is installed", async () => {
  const { cache } = emptyCache();
  expect(statSync(await cache.install("wasi-sdk", "24.0.0", filling("sdk"))).mode & 0o055).toBe(0o055);
});

test("staging that a killed run left is removed by the next, unless it may still be at work", async () => {
  const { cache, version } = emptyCache();
  const [old, recent] = [join(version, "x64.staging-old"), join(version, "x64.staging-recent")];
  mkdirSync(old, { recursive: true });
  mkdirSync(recent);
  utimesSync(old, new Date(0), new Date(0));
  await cache.install("wasi-sdk", "24.0.0", filling("sdk"));
  expect(existsSync(old)).toBe(false);
  expect(existsSync(recent)).toBe(true);
  rmSync(recent, { recursive: true });
});
