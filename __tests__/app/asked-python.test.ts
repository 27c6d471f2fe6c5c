import { describe, expect, test } from "@jest/globals";
import { askedPython } from "../../src/app/asked-python.ts";
import { whence } from "../../src/python/request.ts";
import { type FakeHostOptions, fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const PROJECT = {
  ".python-version": "3.12\n",
  ".tool-versions": "python 3.13.5\n",
  "pyproject.toml": '[project]\nrequires-python = ">=3.11"\n',
  Pipfile: '[requires]\npython_version = "3.14"\n',
};

function ask(
  files: Readonly<Record<string, string>>,
  inputs: { readonly pythonVersion?: string; readonly pythonVersionFile?: string } = {},
  env: FakeHostOptions["env"] = {},
) {
  const host = fakeHost({ env });
  const placed = fakeHost({
    env,
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [`${host.folders.work}/${name}`, text])),
  });
  const { pythonVersion, pythonVersionFile } = inputs;
  return { host: placed, asked: askedPython(placed, { pythonVersion, pythonVersionFile }) };
}

const whenceOf = async (...given: Parameters<typeof ask>) => {
  const request = await ask(...given).asked;
  return request && whence(request);
};

describe("the version is taken", () => {
  test("from python-version before everything else", async () => {
    const inputs = { pythonVersion: "3.11", pythonVersionFile: "Pipfile" };
    const { host, asked } = ask(PROJECT, inputs);
    expect(await asked).toMatchObject({ text: "3.11", source: "python-version" });
    expect(host.lines).toContain("info: python-version is given, so Pipfile is not read.");
  });

  test("from python-version-file before the project's own files", async () => {
    expect(await whenceOf(PROJECT, { pythonVersionFile: "Pipfile" })).toBe("from Pipfile: python_version 3.14");
  });

  test("from the setup-python step before the project's own files", async () => {
    expect(await ask(PROJECT, {}, { pythonLocation: "/opt/Python/3.14.0/x64" }).asked).toBeUndefined();
  });

  test("from the project's own files where only CMake's variable is set", async () => {
    expect(await whenceOf(PROJECT, {}, { Python_ROOT_DIR: "/opt/conda" })).toBe("from .python-version: 3.12");
  });

  test.each([
    [".python-version", "from .python-version: 3.12"],
    [".tool-versions", "from .tool-versions: 3.13.5"],
    ["pyproject.toml", "from pyproject.toml: requires-python >=3.11"],
    ["Pipfile", "from Pipfile: python_version 3.14"],
  ])("from %s before those below it", async (first, from) => {
    const names = Object.keys(PROJECT);
    const rest = Object.entries(PROJECT).filter(([name]) => names.indexOf(name) >= names.indexOf(first));
    expect(await whenceOf(Object.fromEntries(rest))).toBe(from);
  });

  test("from nowhere in an empty folder, and the machine's Python decides", async () => {
    expect(await ask({}).asked).toBeUndefined();
  });
});

describe("a file of the project", () => {
  test("that names a virtual environment is passed over, and the log says so", async () => {
    const { host, asked } = ask({ ...PROJECT, ".python-version": "my-app\n" });
    expect(await asked).toMatchObject({ source: ".tool-versions" });
    expect(host.lines).toContain('info: .python-version: "my-app" is no version that can be read; it is passed over.');
  });

  test("that names no Python is passed over", async () => {
    expect(await ask({ ".tool-versions": "nodejs 24\n", "pyproject.toml": "[build-system]\n" }).asked).toBeUndefined();
  });

  test("that asks for PyPy alone is refused", async () => {
    const error = await errorOf(() => ask({ ".python-version": "pypy3.11\n" }).asked);
    expect(error.message).toBe('.python-version: "pypy3.11" asks for pypy, and only CPython can be built for WASI.');
  });

  test("that lists several means the last that there is for WASI, and names the others", async () => {
    const { host, asked } = ask({ ".python-version": "3.12\n3.13\n3.13t\npypy3.11\n" });
    expect(await asked).toMatchObject({ text: "3.13" });
    expect(host.lines).toContain(
      "info: .python-version lists pypy3.11, 3.13t, 3.12 too; one Python is set up in a run: 3.13.",
    );
  });
});

describe("python-version", () => {
  test("of several lines means the last, as setup-python leaves it on PATH", async () => {
    expect(await ask({}, { pythonVersion: "3.12\n3.13" }).asked).toMatchObject({ text: "3.13" });
  });

  test("that cannot be read is an error, where a file of the project would be passed over", async () => {
    expect((await errorOf(() => ask(PROJECT, { pythonVersion: "newest please" }).asked)).code).toBe(
      "WASI-PYTHON-VERSION",
    );
  });
});

describe("python-version-file", () => {
  test("that is not there is an error with the folder it was looked for in", async () => {
    const { host, asked } = ask({}, { pythonVersionFile: "ci/.python-version" });
    const error = await errorOf(() => asked);
    expect(error.message).toBe(`python-version-file: there is no ci/.python-version in ${host.folders.work}.`);
    expect(error.remedy).toContain("actions/checkout");
  });

  test("that names no version is an error", async () => {
    const error = await errorOf(
      () => ask({ "pyproject.toml": "[project]\n" }, { pythonVersionFile: "pyproject.toml" }).asked,
    );
    expect(error.message).toBe("python-version-file: pyproject.toml names no Python version.");
  });
});
