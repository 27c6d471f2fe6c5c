import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { nodeFolders, userCacheFolder } from "../../src/host/folders.ts";
import { nodeHost } from "../../src/host/node-host.ts";
import { nodePlatform } from "../../src/host/platform.ts";
import { scratchFolder } from "./scratch.ts";

const scratch = scratchFolder();

describe("where things are kept", () => {
  test("on a runner: in its tool cache, with its scratch", () => {
    const [tools, temp] = [join(scratch, "hosted tools"), join(scratch, "runner temp")];
    mkdirSync(temp);
    const env = { RUNNER_TOOL_CACHE: tools, RUNNER_TEMP: temp, PYWASI_CACHE_DIR: join(scratch, "cache") };
    expect(nodeFolders(env)).toMatchObject({ tools, temp: join(temp, "pywasi") });
  });

  test("scratch is on the disk of the tools, so that a rename is atomic", () => {
    const tools = join(scratch, "tools");
    expect(nodeFolders({ RUNNER_TOOL_CACHE: tools, RUNNER_TEMP: "/proc" }).temp).toBe(join(tools, ".scratch"));
  });

  test("elsewhere: where PYWASI_CACHE_DIR says, or the user's cache folder", () => {
    expect(nodeFolders({ PYWASI_CACHE_DIR: scratch }).tools).toBe(join(scratch, "tools"));
    expect(userCacheFolder({ XDG_CACHE_HOME: "/xdg" }, "linux")).toBe("/xdg/pywasi");
    expect(userCacheFolder({}, "linux")).toBe(join(homedir(), ".cache", "pywasi"));
    expect(userCacheFolder({}, "darwin")).toBe(join(homedir(), "Library", "Caches", "pywasi"));
    expect(userCacheFolder({ LOCALAPPDATA: "/local" }, "win32")).toBe(join("/local", "pywasi"));
  });

  test("the working folder is the user's, made absolute", () => {
    expect(nodeFolders({}, "sub").work).toBe(join(process.cwd(), "sub"));
    expect(nodeFolders({}, "/elsewhere").work).toBe("/elsewhere");
    expect(nodeFolders({}).work).toBe(process.cwd());
  });

  test("the product's own files lie below the folder with action.yml", () => {
    expect(existsSync(join(nodeFolders({}).product, "action.yml"))).toBe(true);
  });
});

test("a machine that no SDK is made for is refused at once", () => {
  expect(() => nodePlatform("freebsd", "x64")).toThrow(/runs on Linux, macOS and Windows.*not on freebsd-x64/);
  expect(() => nodePlatform("linux", "s390x")).toThrow(/not on linux-s390x/);
  expect(nodePlatform("linux", "arm64")).toMatchObject({ os: "linux", arch: "arm64", node: process.execPath });
});

test("the real host works as one: a tool is installed from a file and found by the next host", async () => {
  const env = { PYWASI_CACHE_DIR: join(scratch, "host") };
  const host = nodeHost({ env, logStyle: "plain" });
  const path = await host.tools.install("demo", "1.0.0", (staging) => host.files.write(join(staging, "bin"), "x"));
  expect(await nodeHost({ env }).tools.find("demo", "1.0.0")).toBe(path);
  expect(host.env.PYWASI_CACHE_DIR).toBe(env.PYWASI_CACHE_DIR);
});
