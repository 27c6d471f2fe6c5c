import { describe, expect, test } from "@jest/globals";
import { installBuildTool } from "../../src/build/build-tool.ts";
import { type FakeProgram, fakeHost } from "../host/fake-host.ts";

const PYTHON = "/usr/bin/python3.13";
const files = { "/product/python/requirements.txt": "build==1.6.1" };
const makesVenv: FakeProgram = async ({ args }, host) => {
  if (args[1] === "venv") await host.files.write(`${args.at(-1)}/bin/python`, "");
  return {};
};

describe("the build tool", () => {
  test("is installed once, every requirement by its hash", async () => {
    const host = fakeHost({ files, programs: { [PYTHON]: makesVenv } });
    const first = await installBuildTool(host, PYTHON);
    expect(first.python).toMatch(/^\/tools\/pywasi-build\/1\.0\.0-h[0-9a-f]{16}\/x64\/bin\/python$/);
    expect(first.modules).toBe("/product/python");
    expect(host.runs.at(-1)?.args).toEqual(expect.arrayContaining(["--require-hashes", "--requirement"]));
    const runs = host.runs.length;
    expect(await installBuildTool(host, PYTHON)).toEqual(first);
    expect(host.runs).toHaveLength(runs);
  });

  test("is installed anew for other requirements, another Python, and when its Python has gone", async () => {
    const host = fakeHost({ files, programs: { [PYTHON]: makesVenv, "/opt/python": makesVenv } });
    const first = await installBuildTool(host, PYTHON);
    expect((await installBuildTool(host, "/opt/python")).python).not.toBe(first.python);
    await host.files.remove(first.python);
    expect(await installBuildTool(host, PYTHON)).toEqual(first);
    expect(await host.files.info(first.python)).toBeDefined();
    await host.files.write("/product/python/requirements.txt", "build==2");
    expect((await installBuildTool(host, PYTHON)).python).not.toBe(first.python);
  });

  test("takes the pip that Python brings along where there is none of 22.3 or later", async () => {
    const old: FakeProgram = async (run, host) => (run.args[1] === "pip" ? { code: 2 } : makesVenv(run, host));
    const host = fakeHost({ files, programs: { [PYTHON]: old, python: () => ({}) } });
    await installBuildTool(host, PYTHON);
    expect(host.runs.map(({ args }) => args.slice(0, 2).join(" ")).slice(-2)).toEqual(["-m ensurepip", "-m pip"]);
  });

  test.each([
    ["cannot be started", {}],
    ["-m venv failed", { [PYTHON]: () => ({ code: 1, stderr: "Error: ensurepip is not available" }) }],
  ])("that %s is a coded error and leaves nothing installed", async (what, programs) => {
    const host = fakeHost({ files, programs });
    const error = await installBuildTool(host, PYTHON).catch((caught) => caught);
    expect(error).toMatchObject({ code: "WASI-BUILD-REQUIREMENTS", message: expect.stringContaining(what) });
    expect(error.remedy).toContain("python3-venv");
    expect(host.below("/tools")).toEqual([]);
  });
});
