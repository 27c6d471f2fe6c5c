import { beforeEach, describe, expect, test } from "@jest/globals";
import { type CachedTools, cachedTools } from "../../src/cache/cached-tools.ts";
import { parseStorable, storeEntries } from "../../src/cache/store.ts";
import { type FakeHost, fakeHost } from "../host/fake-host.ts";
import { type FakeCache, fakeCache } from "./fake-cache.ts";

const KEY = "pywasi-s1-linux-x64-wasi-sdk-24.0.0-g1";
const FILES = { "bin/clang": "ELF", "share/wasi-sysroot/lib/libc.a": "archive" };

let host: FakeHost;
let cache: FakeCache;

/** A run on a fresh machine: its own files, the same cache. */
function machine(): FakeHost {
  const fresh = fakeHost();
  const service = fakeCache(fresh);
  for (const [key, files] of cache?.entries ?? []) service.entries.set(key, files);
  [host, cache] = [fresh, service];
  return fresh;
}

async function run(tools: CachedTools): Promise<string> {
  const found = await tools.find("wasi-sdk", "24.0.0");
  if (found !== undefined) return found;
  return tools.install("wasi-sdk", "24.0.0", async (staging) => {
    for (const [path, text] of Object.entries(FILES)) await host.files.write(`${staging}/${path}`, text);
  });
}

async function firstRun(): Promise<CachedTools> {
  const tools = cachedTools(machine(), cache, undefined);
  await run(tools);
  await storeEntries(host, cache, tools.storable);
  return tools;
}

beforeEach(() => {
  cache = undefined as unknown as FakeCache;
});

describe("the first run", () => {
  test("finds nothing, installs, and stores at its end under a key made of the content", async () => {
    const tools = await firstRun();
    expect(tools.outcomes.map(({ state }) => state)).toEqual(["miss"]);
    expect([...cache.entries.keys()]).toEqual([KEY]);
  });

  test("stores nothing that was installed before it", async () => {
    await firstRun();
    const tools = cachedTools(host, cache, undefined);
    await run(tools);
    expect([tools.outcomes, tools.storable]).toEqual([[], []]);
  });
});

describe("a run on another machine", () => {
  test("has the same files without installing, and nothing to store", async () => {
    await firstRun();
    const tools = cachedTools(machine(), cache, undefined);
    const folder = await run(tools);
    expect(host.below(folder).map((path) => path.slice(folder.length + 1))).toEqual(Object.keys(FILES));
    expect([tools.outcomes[0]?.state, tools.storable]).toEqual(["hit", []]);
  });

  test("with another suffix begins anew", async () => {
    await firstRun();
    const tools = cachedTools(machine(), cache, "other");
    await run(tools);
    expect(tools.storable.map(({ key }) => key)).toEqual(["pywasi-s1-linux-x64-wasi-sdk-24.0.0-other-g1"]);
  });
});

describe("a damaged entry", () => {
  async function damage(): Promise<void> {
    await firstRun();
    cache.entries.get(KEY)?.set("entry/tree/bin/clang", new Uint8Array(1));
    machine();
  }

  test("is thrown away with a warning, and the tool installed again", async () => {
    await damage();
    const tools = cachedTools(host, cache, undefined);
    const folder = await run(tools);
    expect(host.text(`${folder}/bin/clang`)).toBe("ELF");
    expect(host.lines.join("\n")).toMatch(/warning: The cache entry .*-g1 is damaged/);
  });

  test("is followed by a whole one that later runs take", async () => {
    await damage();
    const repairing = cachedTools(host, cache, undefined);
    await run(repairing);
    await storeEntries(host, cache, repairing.storable);
    const later = cachedTools(machine(), cache, undefined);
    await run(later);
    expect(later.outcomes).toMatchObject([{ state: "hit", key: KEY.replace("g1", "g2") }]);
  });

  test("that cannot be unpacked counts as damaged too", async () => {
    await firstRun();
    machine();
    const tools = cachedTools(host, { ...cache, restore: async () => false }, undefined);
    await run(tools);
    expect(tools.outcomes[0]?.state).toBe("damaged");
  });
});

describe("trouble with the cache", () => {
  test("never stops a run: a service that fails is information", async () => {
    const broken = { ...fakeCache(machine()), find: () => Promise.reject(new Error("503")) };
    await expect(run(cachedTools(host, broken, undefined))).resolves.toBeDefined();
    expect(host.lines.filter((line) => line.startsWith("warning"))).toEqual([]);
  });

  test("an entry that another job stores at the same time is information, not a warning", async () => {
    const tools = await firstRun();
    await storeEntries(host, cache, tools.storable);
    expect(host.lines.at(-1)).toBe(`info: ${KEY} was not stored: another job has it, or is storing it.`);
  });

  test("what the main step left for the post step may be anything", () => {
    expect(parseStorable("")).toEqual([]);
    expect(parseStorable('{"key":1}')).toEqual([]);
    expect(parseStorable('[{"key":"k","folder":"/f"},{"key":2}]')).toEqual([{ key: "k", folder: "/f" }]);
  });
});

test("tools that are made in a moment are not cached", async () => {
  const tools = cachedTools(machine(), fakeCache(host), undefined);
  await tools.find("pywasi-build", "1.0.0");
  await tools.install("pywasi-build", "1.0.0", async () => {});
  expect([tools.outcomes, tools.storable]).toEqual([[], []]);
});
