import { describe, expect, test } from "@jest/globals";
import { findPython } from "../../../src/cpython/build-python/find-python.ts";
import { type FakeHostOptions, type FakeProgram, fakeHost } from "../../host/fake-host.ts";

const python =
  (version: string, more: Record<string, unknown> = {}): FakeProgram =>
  ({ command }) => ({
    stdout: `${JSON.stringify({
      version,
      implementation: "cpython",
      freeThreaded: false,
      executable: command,
      include: `/usr/include/python${version.slice(0, 4)}`,
      basePrefix: "/usr",
      ...more,
    })}\n`,
  });

const find = (options: FakeHostOptions, ...minors: `3.${number}`[]) =>
  findPython(fakeHost(options), minors.length > 0 ? { minors, asked: minors.join(" or ") } : undefined);

describe("without a wish", () => {
  test("the python on PATH is taken, and says what it is and where it was", async () => {
    expect(await find({ programs: { python: python("3.13.9") } })).toEqual({
      version: { text: "3.13.9", minor: "3.13", patch: 9, phase: "final", serial: 0 },
      executable: "/usr/bin/python",
      include: "/usr/include/python3.13",
      basePrefix: "/usr",
      source: "python on PATH",
    });
  });

  test("a machine that has only python3 is served", async () => {
    expect(await find({ programs: { python3: python("3.12.3") } })).toMatchObject({ source: "python3 on PATH" });
  });

  test("a machine without Python is told what to install", async () => {
    await expect(find({})).rejects.toMatchObject({
      code: "WASI-PYTHON-NOT-FOUND",
      message: "No Python was found: not on PATH, not in the tool cache, not with pyenv, uv, mise or asdf.",
    });
  });
});

describe("with a wish", () => {
  test("setup-python's choice comes before PATH", async () => {
    const found = await find(
      {
        env: { pythonLocation: "/opt/hostedtoolcache/Python/3.13.9/x64" },
        programs: { "/opt/hostedtoolcache/Python/3.13.9/x64/bin/python3": python("3.13.9"), python: python("3.13.1") },
      },
      "3.13",
    );
    expect(found).toMatchObject({
      version: { text: "3.13.9" },
      source: "python of setup-python in /opt/hostedtoolcache/Python/3.13.9/x64",
    });
  });

  test("python3.13 is found behind a python of another version", async () => {
    const found = await find({ programs: { python: python("3.11.7"), "python3.13": python("3.13.2") } }, "3.13");
    expect(found).toMatchObject({ version: { text: "3.13.2" }, source: "python3.13 on PATH" });
  });

  test("the newest of the runner's tool cache is found", async () => {
    const found = await find(
      {
        env: { RUNNER_TOOL_CACHE: "/opt/cache" },
        files: {
          "/opt/cache/Python/3.13.9/x64/bin/python3": "",
          "/opt/cache/Python/3.13.10/x64/bin/python3": "",
          "/opt/cache/Python/3.14.0/x64/bin/python3": "",
        },
        programs: {
          "/opt/cache/Python/3.13.9/x64/bin/python3": python("3.13.9"),
          "/opt/cache/Python/3.13.10/x64/bin/python3": python("3.13.10"),
        },
      },
      "3.13",
    );
    expect(found).toMatchObject({ version: { text: "3.13.10" }, source: "Python 3.13.10 in the tool cache" });
  });

  test.each([
    ["uv's 3.13.2", {}, "/home/me/.local/share/uv/python/cpython-3.13.2-linux-x86_64-gnu"],
    ["uv's 3.13.2", { UV_PYTHON_INSTALL_DIR: "/uv" }, "/uv/cpython-3.13.2-linux-x86_64-gnu"],
    ["mise's 3.13.2", {}, "/home/me/.local/share/mise/installs/python/3.13.2"],
    ["asdf's 3.13.2", {}, "/home/me/.asdf/installs/python/3.13.2"],
  ])("%s is found where its manager keeps it (%j)", async (source, env, prefix) => {
    const command = `${prefix}/bin/python3`;
    const found = await find(
      {
        env: { HOME: "/home/me", ...env },
        files: { [command]: "", [`${prefix.replace("3.13.2", "3.13.2+freethreaded")}/bin/python3`]: "" },
        programs: { python: python("3.11.7"), [command]: python("3.13.2") },
      },
      "3.13",
    );
    expect(found).toMatchObject({ version: { text: "3.13.2" }, source, executable: command });
  });

  test("pyenv's versions are found, though its shim on PATH does not know which one to start", async () => {
    const found = await find(
      {
        env: { HOME: "/home/me" },
        files: { "/home/me/.pyenv/versions/3.12.1/bin/python3": "" },
        programs: {
          "python3.12": () => ({ code: 127, stderr: "pyenv: python3.12: command not found" }),
          "/home/me/.pyenv/versions/3.12.1/bin/python3": python("3.12.1"),
        },
      },
      "3.12",
    );
    expect(found).toMatchObject({ version: { text: "3.12.1" }, source: "pyenv's 3.12.1" });
  });

  test.each([
    ["a free-threaded one", { freeThreaded: true }],
    ["PyPy", { implementation: "pypy" }],
  ])("%s of the right version is not taken", async (_, told) => {
    const found = await find({ programs: { python: python("3.13.5", told), "python3.13": python("3.13.4") } }, "3.13");
    expect(found.version.text).toBe("3.13.4");
  });

  test("a Python of another version is an error that names both ways out", async () => {
    await expect(find({ programs: { python: python("3.12.3") } }, "3.13")).rejects.toMatchObject({
      code: "WASI-PYTHON-MISMATCH",
      message:
        "Python 3.13 is asked for, but this machine has 3.12.3 (python on PATH); extensions are built with the help of a Python of the same X.Y.",
      remedy:
        "Put Python 3.13 on PATH (actions/setup-python with python-version: '3.13'), or ask for the version that is there (python-version: '3.12').",
    });
  });

  test("that leaves a choice takes the first X.Y of it that the machine has", async () => {
    const programs = { python: python("3.11.7"), "python3.12": python("3.12.1") };
    expect(await find({ programs }, "3.14", "3.12", "3.11")).toMatchObject({ version: { text: "3.12.1" } });
  });

  test.each([
    ["setup-python's", { pythonLocation: "/opt/py" }],
    ["setup-python's, of which only CMake's variable is left,", { Python_ROOT_DIR: "/opt/py" }],
    ["that of an active virtual environment", { VIRTUAL_ENV: "/opt/py" }],
  ])("that leaves a choice takes %s where it will do, newer ones or not", async (_, env) => {
    const programs = { "/opt/py/bin/python3": python("3.12.1"), "python3.14": python("3.14.0") };
    expect(await find({ env, programs }, "3.14", "3.12")).toMatchObject({ version: { text: "3.12.1" } });
    expect(await find({ env, programs }, "3.14")).toMatchObject({ version: { text: "3.14.0" } });
  });

  test("each interpreter is asked once, however many X.Y will do", async () => {
    const host = fakeHost({ programs: { python: python("3.9.1"), "python3.12": python("3.12.1") } });
    await findPython(host, { minors: ["3.15", "3.14", "3.13", "3.12"], asked: ">=3.12" });
    expect(host.runs).toHaveLength(2);
  });

  test("for a source tree is met by the Python that was built in it, where there is no other", async () => {
    const built = "/src/cross-build/build/python";
    const options = { files: { [built]: "" }, programs: { python: python("3.13.1"), [built]: python("3.16.0a2") } };
    const host = fakeHost(options);
    const wish = { minors: ["3.16"], asked: "3.16 (that of /src)", tree: "/src" } as const;
    expect(await findPython(host, wish)).toMatchObject({ source: "the Python that was built in /src" });
    await expect(findPython(host, { ...wish, tree: undefined })).rejects.toMatchObject({
      code: "WASI-PYTHON-MISMATCH",
    });
  });

  test("a machine without Python is told which one to install", async () => {
    await expect(find({}, "3.13")).rejects.toMatchObject({
      code: "WASI-PYTHON-NOT-FOUND",
      remedy: expect.stringContaining("python-version: '3.13'"),
    });
  });
});

describe("a setup-python step that set up another Python", () => {
  const pypy = { implementation: "pypy" };
  const machine = {
    env: { pythonLocation: "/opt/pypy" },
    programs: { "/opt/pypy/bin/python3": python("3.10.14", pypy), python3: python("3.12.3") },
  };

  test("is an error, not a reason to take the machine's own in silence", async () => {
    await expect(find(machine)).rejects.toMatchObject({
      code: "WASI-PYTHON-MISMATCH",
      message:
        "The python of setup-python in /opt/pypy is pypy 3.10.14; extensions for WASI are built with the help of a CPython with the GIL.",
    });
  });

  test("does no harm where another one is asked for", async () => {
    expect(await find(machine, "3.12")).toMatchObject({ version: { text: "3.12.3" } });
  });
});

test("an interpreter is asked without the variables of a cross build, which sysconfig heeds even in isolated mode", async () => {
  const host = fakeHost({
    env: {
      PATH: "/usr/bin",
      _PYTHON_SYSCONFIGDATA_NAME: "_sysconfigdata__wasi_wasm32-wasi",
      PYTHONPATH: "/x",
      CC: "wasi-cc",
    },
    programs: { python: python("3.13.9") },
  });
  await findPython(host, undefined);
  expect(host.runs[0]?.options.env).toEqual({ PATH: "/usr/bin" });
});

test("what a sitecustomize prints does no harm, and an interpreter that prints nonsense is passed over", async () => {
  const chatty: FakeProgram = async (run, host) => ({ stdout: `hello\n${(await python("3.13.9")(run, host)).stdout}` });
  expect(await find({ programs: { python: () => ({ stdout: "hello" }), python3: chatty } })).toMatchObject({
    source: "python3 on PATH",
  });
});
