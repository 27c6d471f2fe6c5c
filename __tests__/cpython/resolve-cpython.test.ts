import { describe, expect, test } from "@jest/globals";
import { resolveCPython } from "../../src/cpython/resolve-cpython.ts";
import type { DownloadSettings } from "../../src/pins/pin.ts";
import { type PythonRequest, versionFromInput, versionFromInterpreter } from "../../src/python/request.ts";
import { type FakeHostOptions, fakeHost } from "../host/fake-host.ts";
import { prefix, python } from "./small-cpython.ts";

const ORIGIN: DownloadSettings = { mirror: undefined, manifest: undefined, githubToken: undefined };
const API = "https://api.github.com/repos/brettcannon/cpython-wasi-build/releases/tags";

const resolve = (request: PythonRequest, choice: string, options: FakeHostOptions = {}, settings = ORIGIN) => {
  const host = fakeHost(options);
  return {
    host,
    resolution: resolveCPython(host, { request, minor: "minor" in request ? request.minor : "3.13", choice, settings }),
  };
};

const onPath = (text: string) => versionFromInterpreter(python(text), "python on PATH");
const release = (version: string, digest: string | null) =>
  JSON.stringify({
    assets: ["", "_build-"].map((start) => ({ name: `${start}python-${version}-wasi_sdk-24.zip`, digest, size: 1000 })),
  });

describe("a version that is installed", () => {
  test("is the pinned one, without a question to anybody", async () => {
    const { host, resolution } = resolve(versionFromInput("3.13.5"), "auto");
    expect(await resolution).toEqual({ version: python("3.13.5"), reason: "from python-version: 3.13.5" });
    expect(host.requests).toEqual([]);
  });

  test("within a range is the newest of the X.Y that the machine has", async () => {
    const { resolution } = resolve(versionFromInput(">=3.11", "pyproject.toml: requires-python"), "source");
    expect((await resolution).version.minor).toBe("3.13");
    expect((await resolution).reason).toMatch(/^from pyproject\.toml: requires-python >=3\.11, /);
  });

  test("as a release only is the newest that has one", async () => {
    const { resolution } = resolve(versionFromInput("3.14"), "release");
    expect(await resolution).toMatchObject({ version: { text: "3.14.7" } });
  });

  test("that is newer than the committed tables is asked of GitHub", async () => {
    const { resolution } = resolve(versionFromInput("3.13.99"), "auto", {
      downloads: { [`${API}/v3.13.99`]: release("3.13.99", `sha256:${"a".repeat(64)}`) },
    });
    expect(await resolution).toMatchObject({ version: { text: "3.13.99" } });
  });

  test("that GitHub has without a digest is not to be had", async () => {
    const { resolution } = resolve(versionFromInput("3.13.99"), "auto", {
      downloads: { [`${API}/v3.13.99`]: release("3.13.99", null) },
    });
    await expect(resolution).rejects.toMatchObject({ code: "WASI-CPYTHON-NOT-FOUND" });
  });

  test("is not asked of GitHub where a mirror is in use, nor where only sources are wanted", async () => {
    for (const [choice, settings] of [
      ["auto", { ...ORIGIN, mirror: "/mirror" }],
      ["source", ORIGIN],
    ] as const) {
      const { host, resolution } = resolve(versionFromInput("3.13.99"), choice, {}, settings);
      await expect(resolution).rejects.toMatchObject({ code: "WASI-CPYTHON-NOT-FOUND" });
      expect(host.requests).toEqual([]);
    }
  });
});

describe("a CPython at a path", () => {
  const files = prefix("/wasi", "3.11.8");

  test("answers a request for its X.Y, or from a Python of it", async () => {
    for (const request of [versionFromInput("3.11"), versionFromInput("3.11.8"), onPath("3.11.7")]) {
      expect(await resolve(request, "/wasi", { files }).resolution).toEqual({
        version: python("3.11.8"),
        reason: "from /wasi",
      });
    }
  });

  test("of another version than was asked for is refused with both", async () => {
    await expect(resolve(versionFromInput("3.11.7"), "/wasi", { files }).resolution).rejects.toMatchObject({
      code: "WASI-PYTHON-MISMATCH",
      message: "Python 3.11.7 (python-version) is asked for, but /wasi is CPython 3.11.8.",
      remedy: expect.stringContaining("python-version: '3.11.8'"),
    });
    await expect(resolve(onPath("3.13.0"), "/wasi", { files }).resolution).rejects.toMatchObject({
      message: "Python 3.13.0 (python on PATH) is asked for, but /wasi is CPython 3.11.8.",
    });
  });
});
