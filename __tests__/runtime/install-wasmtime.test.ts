import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import type { DownloadSettings } from "../../src/pins/pin.ts";
import { findWasmtime } from "../../src/runtime/wasmtime.ts";
import { WASMTIME_VERSION, wasmtimeAsset, wasmtimePin } from "../../src/runtime/wasmtime-pin.ts";
import pins from "../../src/runtime/wasmtime-pins.json" with { type: "json" };
import schema from "../../src/runtime/wasmtime-pins.schema.json" with { type: "json" };
import { SDK_PLATFORMS } from "../../src/sdk/asset.ts";
import { type FakeHostOptions, type FakeProgram, fakeHost } from "../host/fake-host.ts";
import { schemaErrors } from "../lock/json-schema.ts";
import { errorOf } from "../user-error.ts";

const ARCHIVE = "archive of wasmtime\n";
const SHA = createHash("sha256").update(ARCHIVE).digest("hex");
const { name, url } = wasmtimeAsset({ os: "linux", arch: "x64" });
const TOP = name.replace(".tar.xz", "");
const FOLDER = `/tools/wasmtime/${WASMTIME_VERSION}-m${SHA.slice(0, 12)}/x64`;
const PROGRAM = `${FOLDER}/wasmtime`;
const none: DownloadSettings = { mirror: undefined, manifest: undefined, githubToken: undefined };
const settings: DownloadSettings = {
  ...none,
  mirror: "/mirror",
  manifest: { schema: 1, standIn: "a test", files: [{ name, sha256: SHA, size: undefined, path: undefined }] },
};
const answers: FakeProgram = () => ({ stdout: `wasmtime ${WASMTIME_VERSION} (abc 2026-01-02)\n` });
const machine = (options: FakeHostOptions = {}) =>
  fakeHost({
    programs: { [PROGRAM]: answers },
    downloads: { [`/mirror${new URL(url).pathname}`]: ARCHIVE },
    archives: { "archive of wasmtime": { [`${TOP}/wasmtime`]: "program", [`${TOP}/LICENSE`]: "" } },
    ...options,
  });

describe("wasmtime, where PATH has none,", () => {
  test("is installed into the tool cache, from the mirror and by its manifest", async () => {
    const host = machine();
    expect(await findWasmtime(host, "wasmtime", settings)).toEqual({ path: PROGRAM, version: WASMTIME_VERSION });
    expect(host.text(PROGRAM)).toBe("program");
    expect(host.below("/temp")).toEqual([]);
    expect(host.lines.join("\n")).toContain(`wasmtime is not on PATH: ${WASMTIME_VERSION} is installed`);
  });

  test("is installed once", async () => {
    const host = machine();
    await findWasmtime(host, "wasmtime", settings);
    host.requests.length = 0;
    expect((await findWasmtime(host, "wasmtime", settings)).path).toBe(PROGRAM);
    expect(host.requests).toEqual([]);
  });

  test("is installed again where its program is gone", async () => {
    const host = machine();
    await findWasmtime(host, "wasmtime", settings);
    await host.files.remove(PROGRAM);
    await findWasmtime(host, "wasmtime", settings);
    expect(host.text(PROGRAM)).toBe("program");
  });

  test("comes from the release where there is no mirror, and another file than the pinned one is refused", async () => {
    const host = machine({ downloads: { [url]: "another file" } });
    expect((await errorOf(() => findWasmtime(host, "wasmtime", none))).code).toBe("WASI-DOWNLOAD-HASH");
    expect(host.requests).toEqual([url]);
    expect(host.below("/tools")).toEqual([]);
  });

  test("is refused where the manifest does not have it, and where its archive has no program", async () => {
    const empty = { ...settings, manifest: { schema: 1, standIn: undefined, files: [] } } as const;
    expect((await errorOf(() => findWasmtime(machine(), "wasmtime", empty))).code).toBe("WASI-PIN-MISSING");
    const bare = machine({ archives: { "archive of wasmtime": { [`${TOP}/LICENSE`]: "" } } });
    expect((await errorOf(() => findWasmtime(bare, "wasmtime", settings))).code).toBe("WASI-ARCHIVE-DAMAGED");
    expect(bare.below("/tools")).toEqual([]);
  });

  test("is not installed in place of a path that has none", async () => {
    const host = machine();
    expect((await errorOf(() => findWasmtime(host, "/opt/wasmtime", settings))).code).toBe("WASI-RUNTIME");
    expect(host.requests).toEqual([]);
  });
});

test("the wasmtime on PATH is taken, and nothing is downloaded", async () => {
  const host = machine({ programs: { wasmtime: () => ({ stdout: "wasmtime 44.0.0\n" }) } });
  expect(await findWasmtime(host, "wasmtime", settings)).toMatchObject({ version: "44.0.0" });
  expect(host.requests).toEqual([]);
});

describe("the pins of wasmtime", () => {
  test("are as their schema says", () => expect(schemaErrors(schema, pins)).toEqual([]));

  test.each(SDK_PLATFORMS)("have %s", (platform) => {
    const [os, arch] = platform.split("-") as ["linux", "x64"];
    expect(wasmtimePin({ os, arch }, none)).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test("have nothing else", () => {
    expect(Object.keys(pins.files)).toHaveLength(SDK_PLATFORMS.length);
    expect(new Set(Object.values(pins.files).map(({ sha256 }) => sha256)).size).toBe(SDK_PLATFORMS.length);
  });
});
