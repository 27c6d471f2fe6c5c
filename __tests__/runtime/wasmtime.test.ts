import { describe, expect, test } from "@jest/globals";
import type { DownloadSettings } from "../../src/pins/pin.ts";
import { engineOptions, findWasmtime } from "../../src/runtime/wasmtime.ts";
import { fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const SETTINGS: DownloadSettings = { mirror: undefined, manifest: undefined, githubToken: undefined };

function withWasmtime(version: string) {
  return fakeHost({ programs: { wasmtime: () => ({ stdout: `wasmtime ${version} (abc 2026-01-02)\n` }) } });
}

describe("exception handling under wasmtime", () => {
  test.each([
    ["36.0.9", []],
    ["37.0.0", ["-W", "exceptions=y"]],
    ["46.0.1", ["-W", "exceptions=y"]],
    ["47.0.0", []],
  ])("is turned on in %s where it has it and does not have it on: %j", (version, options) => {
    expect(engineOptions({ path: "/bin/wasmtime", version })).toEqual(options);
  });

  test("is missing in a version that is refused for an interpreter that needs it, and for no other", async () => {
    const host = withWasmtime("36.0.9");
    expect(await findWasmtime(host, "wasmtime", SETTINGS)).toMatchObject({ version: "36.0.9" });
    const error = await errorOf(() => findWasmtime(host, "wasmtime", SETTINGS, true));
    expect(error.code).toBe("WASI-RUNTIME");
    expect(error.message).toContain("wasmtime 36.0.9, which has no exception handling");
    expect(await findWasmtime(withWasmtime("37.0.0"), "wasmtime", SETTINGS, true)).toMatchObject({ version: "37.0.0" });
  });
});
