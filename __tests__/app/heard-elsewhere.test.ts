/**
 * What users of other set-up actions were told, or were not told, when a version or an SDK was not to be had: one test a
 * thread, on what we say there.
 */
import { describe, expect, test } from "@jest/globals";
import { whichPython } from "../../src/app/which-python.ts";
import { whichSdk } from "../../src/app/which-sdk.ts";
import { readInputs } from "../../src/inputs/inputs.ts";
import type { InputName } from "../../src/inputs/table.ts";
import { lockFor } from "../../src/lock/lock.ts";
import type { DownloadSettings } from "../../src/pins/pin.ts";
import { describeError } from "../../src/report/errors.ts";
import { sdkPin } from "../../src/sdk/sdk-pin.ts";
import { python } from "../cpython/small-cpython.ts";
import { type FakeHostOptions, type FakeProgram, fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const ORIGIN: DownloadSettings = { mirror: undefined, manifest: undefined, githubToken: undefined };
const given = (inputs: Partial<Record<InputName, string>>) => readInputs((name) => inputs[name]);
const said = async (work: () => unknown) => describeError(await errorOf(work));

const interpreter =
  (version: string, stderr = ""): FakeProgram =>
  ({ command }) => ({
    stdout: JSON.stringify({
      version,
      implementation: "cpython",
      freeThreaded: false,
      executable: command,
      include: "/usr/include",
      basePrefix: "/usr",
    }),
    stderr,
  });

const machine = (options: FakeHostOptions = {}) =>
  fakeHost({ programs: { python: interpreter("3.13.0") }, ...options });
const which = (inputs: Partial<Record<InputName, string>>, host = machine(), settings = ORIGIN) =>
  whichPython(host, given(inputs), "auto", settings);

describe("actions/setup-python", () => {
  test("#162, #421: 'version X with architecture Y was not found' says what there is, and how to go on", async () => {
    const text = await said(() => which({ "python-version": "3.13.99" }));
    expect(text).toContain("WASI-CPYTHON-NOT-FOUND: No CPython 3.13.99 (python-version) for WASI can be had.");
    expect(text).toMatch(/What to do: Use one of 3\.13\.0, 3\.13\.1, .*3\.13\.5, .*, or give a CPython that you built/);
  });

  test("#705, #768: a version that this machine has no Python of names what it has, and both ways out", async () => {
    const text = await said(() => which({ "python-version": "3.14" }));
    expect(text).toContain("Python 3.14 (python-version) is asked for, but this machine has 3.13.0 (python on PATH)");
    expect(text).toContain("Put Python 3.14 on PATH (actions/setup-python with python-version: '3.14')");
    expect(text).toContain("or ask for the version that is there (python-version: '3.13')");
  });

  test("#542, #574: requires-python of pyproject.toml is a source of the version", async () => {
    const { work } = machine().folders;
    const host = machine({ files: { [`${work}/pyproject.toml`]: '[project]\nrequires-python = ">=3.9"\n' } });
    const { resolution } = await which({}, host);
    expect(resolution.reason).toMatch(/^from pyproject\.toml: requires-python >=3\.9, /);
  });

  test("#756, #766, #638: no list of versions is downloaded, so no rate limit is met", async () => {
    const host = machine();
    await which({ "python-version": "3.13" }, host);
    await which({ "python-version": "3.13.5" }, host);
    expect(host.requests).toEqual([]);
  });

  test("#1034: what a tool prints on its error stream is not taken for its answer", async () => {
    const host = machine({ programs: { python: interpreter("3.13.0", "warning: 3.12.1 is deprecated\n") } });
    expect((await which({ "python-version": "3.13" }, host)).buildPython.version.text).toBe("3.13.0");
  });
});

describe("astral-sh/setup-uv", () => {
  test("#305, #587: behind a firewall a mirror and its manifest have the only say, and nobody else is asked", async () => {
    const host = machine();
    const files = [{ name: "Python-3.13.5.tar.xz", sha256: "a".repeat(64), size: undefined, path: undefined }];
    const settings = {
      ...ORIGIN,
      mirror: "https://mirror",
      manifest: { schema: 1, standIn: undefined, files },
    } as const;
    const text = await said(() => which({ "python-version": "3.13.6" }, host, settings));
    expect(text).toContain("Use one of 3.13.5");
    expect(host.requests).toEqual([]);
  });

  test("#1032, #1033: what has no checksum is not installed, and the error says how to pin it", async () => {
    const text = await said(() => sdkPin(23, { os: "darwin", arch: "arm64" }, ORIGIN));
    expect(text).toContain("WASI-PIN-MISSING: No checksum is known for wasi-sdk-23.0-arm64-macos.tar.gz");
    expect(text).toContain("pin it in a manifest-file");
  });
});

describe("bytecodealliance/setup-wasi-sdk-action", () => {
  const lock = lockFor(python("3.13.5"), undefined);

  test("PyO3#6339: SDK 21 and 24, of which GitHub has no digest, are pinned here, and GitHub is not asked", () => {
    for (const sdk of [21, 24]) {
      const pin = sdkPin(sdk, { os: "linux", arch: "x64" }, ORIGIN);
      expect([pin.sha256, pin.source]).toEqual([
        expect.stringMatching(/^[0-9a-f]{64}$/),
        "committed table (several sources)",
      ]);
    }
  });

  test.each([
    ["30", 30],
    ["30.0", 30],
    ["wasi-sdk-30", 30],
    ["20.0.0", 20],
  ])("#12: %s is SDK %i, zeros and all", (text, number) => {
    expect(given({ "wasi-sdk-version": text }).wasiSdkVersion).toBe(number);
  });

  test("wasi-sdk#515, tree-sitter#4855: arm64 is called as the release calls it", () => {
    expect(sdkPin(24, { os: "linux", arch: "arm64" }, ORIGIN).name).toBe("wasi-sdk-24.0-arm64-linux.tar.gz");
  });

  test("wasi-sdk#284, #408: an archive that was never released is not a 404, but said beforehand", async () => {
    const text = await said(() => sdkPin(21, { os: "linux", arch: "arm64" }, ORIGIN));
    expect(text).toContain("WASI SDK 21 is not released for linux-arm64. It is for linux-x64, darwin-x64,");
    expect(text).toContain("wasi-sdk-path");
  });

  test("rquickjs#275: WASI_SDK_PATH is honoured, and where it is not the log says why", async () => {
    const sdk = (path: string, version: string) => ({
      [`${path}/bin/clang`]: "",
      [`${path}/bin/wasm-ld`]: "",
      [`${path}/share/wasi-sysroot/include/stdio.h`]: "",
      [`${path}/share/wasi-sysroot/lib/libc.a`]: "",
      [`${path}/VERSION`]: version,
    });
    const there = fakeHost({ env: { WASI_SDK_PATH: "/opt/sdk" }, files: sdk("/opt/sdk", "24.0") });
    expect((await whichSdk(there, given({}), lock, ORIGIN)).sdk.path).toBe("/opt/sdk");
    const other = fakeHost({ env: { WASI_SDK_PATH: "/opt/sdk" }, files: sdk("/opt/sdk", "33.0") });
    await errorOf(() => whichSdk(other, given({}), lock, ORIGIN));
    expect(other.lines).toContain("info: WASI_SDK_PATH is not used: /opt/sdk is WASI SDK 33, not 24.");
  });

  test("cpython#140475, #145844: the SDK follows the Python version, without anybody raising a number", () => {
    expect(["3.12.1", "3.14.2", "3.15.0b1"].map((version) => lockFor(python(version), undefined).sdk)).toEqual([
      21, 24, 33,
    ]);
  });
});
