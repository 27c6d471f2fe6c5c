/** The pages of docs/errors show messages as users get them: each is made here by the code that throws it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { HostFailure } from "../../src/host/failure.ts";
import type { HostPlatform } from "../../src/host/host.ts";
import { checkOverride, lockFor } from "../../src/lock/lock.ts";
import { fetchPinned } from "../../src/pins/fetch.ts";
import { parseManifest } from "../../src/pins/manifest.ts";
import type { DownloadSettings } from "../../src/pins/pin.ts";
import { parsePythonVersion } from "../../src/python/version.ts";
import type { ErrorCode } from "../../src/report/errors.ts";
import { sdkAsset } from "../../src/sdk/asset.ts";
import { sdkAtPath } from "../../src/sdk/at-path.ts";
import { installSdk } from "../../src/sdk/install.ts";
import { sdkPin } from "../../src/sdk/sdk-pin.ts";
import { type FakeAnswer, fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const LINUX: Pick<HostPlatform, "os" | "arch"> = { os: "linux", arch: "x64" };
const PLAIN: DownloadSettings = { mirror: undefined, manifest: undefined, githubToken: undefined };
const asset = sdkAsset(24, LINUX);
const url = asset?.url ?? "";

const locked = (text: string) => {
  const version = parsePythonVersion(text);
  if (!version) throw new Error(text);
  return lockFor(version, undefined);
};
/** What the origin answers, for the archive of SDK 24. */
const answered = (answer: FakeAnswer) => () =>
  fetchPinned(fakeHost({ downloads: { [url]: answer } }), sdkPin(24, LINUX, PLAIN), PLAIN, "/temp/x");
const unpacking = (failure: HostFailure) => () => {
  const sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  const manifest = {
    schema: 1,
    standIn: undefined,
    files: [{ name: asset?.name ?? "", sha256, size: 4, path: undefined }],
  } as const;
  const host = fakeHost({ downloads: { [url]: "test" }, archives: { test: failure } });
  return installSdk(host, 24, { ...PLAIN, manifest });
};

const ERRORS: readonly [ErrorCode, () => unknown][] = [
  ["WASI-LOCK-UNKNOWN", () => locked("3.10.4")],
  ["WASI-LOCK-BARRED", () => checkOverride(26, locked("3.13.1"), false)],
  ["WASI-LOCK-MISMATCH", () => checkOverride(25, locked("3.13.1"), true)],
  ["WASI-SDK-PLATFORM", () => sdkPin(21, { os: "linux", arch: "arm64" }, PLAIN)],
  ["WASI-SDK-PATH", () => sdkAtPath(fakeHost({ files: { "/usr/bin/clang": "" } }), "/usr", 24)],
  ["WASI-PIN-MISSING", () => sdkPin(23, { os: "darwin", arch: "arm64" }, PLAIN)],
  [
    "WASI-MANIFEST",
    () => parseManifest(JSON.stringify({ schema: 1, files: [{ name: asset?.name }] }), "mirror/manifest.json"),
  ],
  ["WASI-DOWNLOAD-NOT-FOUND", answered(new HostFailure("http-status", `${url} answered with HTTP status 404`, 404))],
  [
    "WASI-DOWNLOAD-FAILED",
    answered(new HostFailure("network", `${url} could not be read: connect ECONNREFUSED 127.0.0.1:443`)),
  ],
  ["WASI-DOWNLOAD-HASH", answered("another file")],
  ["WASI-ARCHIVE-DAMAGED", unpacking(new HostFailure("archive-damaged", `${asset?.name}: unexpected end of file`))],
  [
    "WASI-ARCHIVE-ESCAPE",
    unpacking(new HostFailure("archive-escape", `${asset?.name}: "../../.profile" leaves the folder`)),
  ],
  [
    "WASI-DISK-FULL",
    unpacking(
      new HostFailure(
        "no-space",
        "no room is left in /opt/hostedtoolcache/wasi-sdk (4096 of 30000000000 bytes are free)",
      ),
    ),
  ],
  [
    "WASI-DISK-PERMISSION",
    unpacking(new HostFailure("no-permission", "/opt/hostedtoolcache/wasi-sdk may not be touched: permission denied")),
  ],
];

describe("the page of", () => {
  test.each(ERRORS)("%s shows the message as it is", async (code, work) => {
    const error = await errorOf(work);
    expect(error.code).toBe(code);
    const page = readFileSync(join(import.meta.dirname, "../../docs/errors", `${code}.md`), "utf8");
    expect(page.split("\n")[0]).toBe(`# ${code}`);
    expect(page).toContain(`\n    ${code}: ${error.message}\n    What to do: ${error.remedy}\n`);
  });
});
