import { describe, expect, test } from "@jest/globals";
import { whichPython } from "../../src/app/which-python.ts";
import { readInputs } from "../../src/inputs/inputs.ts";
import type { DownloadSettings } from "../../src/pins/pin.ts";
import { prefix, source } from "../cpython/small-cpython.ts";
import { type FakeProgram, fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const ORIGIN: DownloadSettings = { mirror: undefined, manifest: undefined, githubToken: undefined };

const python =
  (version: string): FakeProgram =>
  ({ command }) => ({
    stdout: JSON.stringify({
      version,
      implementation: "cpython",
      freeThreaded: false,
      executable: command,
      include: "/usr/include",
      basePrefix: "/usr",
    }),
  });

const MACHINE = { python: python("3.11.7"), "python3.12": python("3.12.1"), "python3.13": python("3.13.0") };

async function which(
  pythonVersion: string | undefined,
  { files = {}, choice = "auto", settings = ORIGIN, programs = MACHINE as Record<string, FakeProgram> } = {},
) {
  const { work } = fakeHost().folders;
  const placed = Object.entries(files).map(([name, text]) => [name.startsWith("/") ? name : `${work}/${name}`, text]);
  const host = fakeHost({ programs, files: Object.fromEntries(placed) });
  const inputs = readInputs((name) => (name === "python-version" ? pythonVersion : undefined));
  const { buildPython, resolution } = await whichPython(host, inputs, choice, settings);
  return `${resolution.version.text} ${resolution.reason}; built by ${buildPython.version.text}`;
}

const pyproject = (required: string) => ({ "pyproject.toml": `[project]\nrequires-python = "${required}"\n` });
const manifest = (...versions: string[]): DownloadSettings => ({
  ...ORIGIN,
  manifest: {
    schema: 1,
    standIn: undefined,
    files: versions.map((version) => ({
      name: `Python-${version}.tar.xz`,
      sha256: "a".repeat(64),
      size: undefined,
      path: undefined,
    })),
  },
});

describe("a range", () => {
  test("resolves to the newest version of the newest X.Y that this machine has a Python of", async () => {
    expect(
      await which(undefined, { files: pyproject(">=3.11"), settings: manifest("3.11.2", "3.13.4", "3.13.5") }),
    ).toBe(
      "3.13.5 from pyproject.toml: requires-python >=3.11, of which it is the newest that this machine can build for; built by 3.13.0",
    );
  });

  test("passes over an X.Y that cannot be had", async () => {
    expect(await which(">=3.11", { settings: manifest("3.11.2") })).toMatch(/^3\.11\.2 .*built by 3\.11\.7$/);
  });

  test("that this machine has no Python for is an error that names both ways out, and the place", async () => {
    const error = await errorOf(() => which(undefined, { files: pyproject(">=3.14") }));
    expect(error.code).toBe("WASI-PYTHON-MISMATCH");
    expect(error.message).toContain(
      "Python >=3.14 (pyproject.toml: requires-python) is asked for, but this machine has 3.11.7 (python on PATH)",
    );
    expect(error.remedy).toContain("actions/setup-python");
    expect(error.remedy).toContain("ask for the version that is there (python-version: '3.11')");
  });

  test("without a lock is refused before anything is looked for, with the rows there are", async () => {
    const error = await errorOf(() => which("<3.11", { programs: {} }));
    expect(error).toMatchObject({ code: "WASI-LOCK-UNKNOWN", remedy: expect.stringContaining("3.11, 3.12, 3.13") });
  });

  test("that a mirror has nothing for says what it has", async () => {
    const error = await errorOf(() => which(">=3.12", { settings: manifest("3.11.2") }));
    expect(error).toMatchObject({
      code: "WASI-CPYTHON-NOT-FOUND",
      message: "No CPython >=3.12 (python-version) for WASI can be had.",
      remedy: expect.stringContaining("Use a version of 3.11"),
    });
  });
});

test("nothing asked for means the machine's Python", async () => {
  expect(await which(undefined, { settings: manifest("3.11.2") })).toBe(
    "3.11.2 from python on PATH: 3.11.7, whose ABI it has; it is the newest 3.11 that can be had for WASI; built by 3.11.7",
  );
});

describe("a CPython at a path", () => {
  const files = prefix("/wasi", "3.13.5");

  test("decides the version, also where another Python is first on PATH", async () => {
    expect(await which(undefined, { files, choice: "/wasi" })).toBe("3.13.5 from /wasi; built by 3.13.0");
    expect(await which("3.x", { files, choice: "/wasi" })).toBe("3.13.5 from /wasi; built by 3.13.0");
  });

  test("of another version than was asked for is refused", async () => {
    const error = await errorOf(() => which("3.12", { files, choice: "/wasi" }));
    expect(error.message).toBe("Python 3.12 (python-version) is asked for, but /wasi is CPython 3.13.5.");
  });

  test("needs a Python of its X.Y", async () => {
    const error = await errorOf(() =>
      which(undefined, { files, choice: "/wasi", programs: { python: python("3.11.7") } }),
    );
    expect(error.message).toMatch(/^Python 3\.13 \(that of \/wasi\) is asked for, but this machine has 3\.11\.7/);
    expect(error.remedy).toMatch(/^Put Python 3\.13 on PATH .*, or name a CPython 3\.11 for WASI in cpython\.$/);
  });
});

describe("a source tree at a path", () => {
  const tree = (version: string) => ({
    ...source("/src", version),
    "/src/Platforms/WASI/config.toml": "[targets]\nwasi-sdk = 34\n",
  });

  test("tells the SDK that it names, for the lock to go by", async () => {
    const host = fakeHost({ programs: { python: python("3.16.0a1") }, files: tree("3.16.0a2") });
    const { resolution, sourceTree } = await whichPython(
      host,
      readInputs(() => undefined),
      "/src",
      ORIGIN,
    );
    expect({ sourceTree, ...resolution }).toMatchObject({ sourceTree: 34, version: { text: "3.16.0a2" } });
  });
});
