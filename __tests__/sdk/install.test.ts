import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { HostFailure } from "../../src/host/failure.ts";
import type { DownloadSettings } from "../../src/pins/pin.ts";
import { installSdk } from "../../src/sdk/install.ts";
import { type FakeHostOptions, fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const NAME = "wasi-sdk-24.0-x86_64-linux.tar.gz";
const ARCHIVE = "archive of sdk 24\n";
const SHA = createHash("sha256").update(ARCHIVE).digest("hex");
const TOP = "wasi-sdk-24.0-x86_64-linux";
const MEMBERS = {
  [`${TOP}/bin/clang`]: "clang",
  [`${TOP}/bin/wasm-ld`]: "wasm-ld",
  [`${TOP}/share/wasi-sysroot/include/wasm32-wasi/stdio.h`]: "",
  [`${TOP}/share/wasi-sysroot/lib/wasm32-wasi/libc.a`]: "",
};
const PLACE = `https://mirror.test/sdk/${NAME}`;
const settings: DownloadSettings = {
  mirror: "https://mirror.test/",
  manifest: {
    schema: 1,
    standIn: "assembled from Debian packages",
    files: [{ name: NAME, sha256: SHA, size: undefined, path: `sdk/${NAME}` }],
  },
  githubToken: undefined,
};
const VERSION = `24.0.0-m${SHA.slice(0, 12)}`;
const hostWith = (options: FakeHostOptions = {}) =>
  fakeHost({ downloads: { [PLACE]: ARCHIVE }, archives: { "archive of sdk 24": MEMBERS }, ...options });

describe("an SDK is installed", () => {
  test("below its version in the tool cache, without the archive's top folder", async () => {
    const host = hostWith();
    const path = `/tools/wasi-sdk/${VERSION}/x64`;
    expect(await installSdk(host, 24, settings)).toEqual({
      number: 24,
      path,
      sysroot: `${path}/share/wasi-sysroot`,
      origin: NAME,
      standIn: true,
      installed: true,
    });
    expect(host.below("/tools")).toEqual(
      [
        `${path}.complete`,
        `${path}/bin/clang`,
        `${path}/bin/wasm-ld`,
        `${path}/share/wasi-sysroot/include/wasm32-wasi/stdio.h`,
        `${path}/share/wasi-sysroot/lib/wasm32-wasi/libc.a`,
      ].sort(),
    );
    expect(host.below("/temp")).toEqual([]);
  });

  test("once: the second run finds it without a download or an archive", async () => {
    const host = hostWith();
    const first = await installSdk(host, 24, settings);
    host.requests.length = 0;
    expect(await installSdk(host, 24, settings)).toEqual({ ...first, installed: false });
    expect(host.requests).toEqual([]);
    expect(host.lines.at(-1)).toBe(`info: WASI SDK 24 found in ${first.path}`);
  });

  test("again where a part of it is gone, with a warning", async () => {
    const host = hostWith();
    const { path } = await installSdk(host, 24, settings);
    await host.files.remove(`${path}/bin/wasm-ld`);
    expect(await installSdk(host, 24, settings)).toMatchObject({ path, installed: true });
    expect(host.text(`${path}/bin/wasm-ld`)).toBe("wasm-ld");
    expect(host.lines).toContain(`warning: The WASI SDK in ${path} is damaged and is installed again.`);
  });

  test("as the release where the tool cache already has that one, and asks nobody", async () => {
    const path = "/tools/wasi-sdk/24.0.0/x64";
    const files = Object.fromEntries(Object.entries(MEMBERS).map(([name, text]) => [name.replace(TOP, path), text]));
    const host = fakeHost({ files: { ...files, [`${path}.complete`]: "" } });
    const released = { mirror: undefined, manifest: undefined, githubToken: undefined };
    expect(await installSdk(host, 24, released)).toMatchObject({ path, standIn: false, installed: false });
    expect(host.requests).toEqual([]);
  });

  test("apart from the release, where a manifest says that it is another file", async () => {
    const path = "/tools/wasi-sdk/24.0.0/x64";
    const files = Object.fromEntries(Object.entries(MEMBERS).map(([name, text]) => [name.replace(TOP, path), text]));
    const host = hostWith({ files: { ...files, [`${path}.complete`]: "" } });
    expect((await installSdk(host, 24, settings)).path).toBe(`/tools/wasi-sdk/${VERSION}/x64`);
  });
});

describe("nothing is left behind where", () => {
  const failing = async (options: FakeHostOptions, sdk = 24, given = settings) => {
    const host = hostWith(options);
    const error = await errorOf(() => installSdk(host, sdk, given));
    expect(host.below("/tools")).toEqual([]);
    expect(host.below("/temp")).toEqual([]);
    return error;
  };

  test("no SDK is released for the platform: the error says for which, and what works instead", async () => {
    const error = await failing({ platform: { os: "linux", arch: "arm64" } }, 21, { ...settings, manifest: undefined });
    expect(error.code).toBe("WASI-SDK-PLATFORM");
    expect(error.message).toBe(
      "WASI SDK 21 is not released for linux-arm64. It is for linux-x64, darwin-x64, darwin-arm64, win32-x64.",
    );
    expect(error.remedy).toContain("wasi-sdk-path");
    // 23 is released for it, but nobody says what that hashes to.
    expect(error.remedy).toContain("with SDK 24 (wasi-sdk-version: 24, strict: false");
  });

  test("of the barred SDKs none is offered", async () => {
    const arm = { platform: { os: "win32", arch: "arm64" } } as const;
    expect((await failing(arm, 24, { ...settings, manifest: undefined })).remedy).toContain("with SDK 28 (");
  });

  test("the SDK is older than any that is known", async () => {
    const error = await failing({}, 12);
    expect([error.code, error.message]).toEqual([
      "WASI-SDK-PLATFORM",
      "WASI SDK 12 is too old: the archives are known from 16 on.",
    ]);
  });

  test("Windows on arm64 has to take the x64 tools", async () => {
    const error = await failing({ platform: { os: "win32", arch: "arm64" } });
    expect(error.remedy).toContain("Windows on arm64 runs the x64 tools");
  });

  test("the committed table has no checksum", async () => {
    const error = await failing({}, 99, { ...settings, manifest: undefined });
    expect(error.code).toBe("WASI-PIN-MISSING");
    expect(error.message).toContain("wasi-sdk-99.0-x86_64-linux.tar.gz");
  });

  test("the manifest does not have the file", async () => {
    const error = await failing({}, 33);
    expect(error.message).toBe(`The manifest does not have wasi-sdk-33.0-x86_64-linux.tar.gz. It has ${NAME}.`);
  });

  test("the mirror does not have the file", async () => {
    const error = await failing({ downloads: {} });
    expect(error.code).toBe("WASI-DOWNLOAD-NOT-FOUND");
    expect(error.message).toContain(PLACE);
    expect(error.message).toContain("The mirror is https://mirror.test/.");
  });

  test("the file has another hash", async () => {
    const error = await failing({ downloads: { [PLACE]: "something else" } });
    expect(error.code).toBe("WASI-DOWNLOAD-HASH");
    expect(error.message).toContain(`Expected sha256 ${SHA} (manifest of stand-ins)`);
  });

  test("the archive is half", async () => {
    const damaged = new HostFailure("archive-damaged", `${NAME}: unexpected end of file`);
    const error = await failing({ archives: { "archive of sdk 24": damaged } });
    expect(error.code).toBe("WASI-ARCHIVE-DAMAGED");
    expect(error.message).toBe(`${NAME} cannot be unpacked: unexpected end of file.`);
  });

  test("the archive wants to write elsewhere", async () => {
    const escaping = new HostFailure("archive-escape", `${NAME}: "../evil" leaves the folder`);
    expect((await failing({ archives: { "archive of sdk 24": escaping } })).code).toBe("WASI-ARCHIVE-ESCAPE");
  });

  test("the archive is no SDK: the error says what it lacks", async () => {
    const error = await failing({
      archives: { "archive of sdk 24": { [`${TOP}/bin/clang`]: "", [`${TOP}/README`]: "" } },
    });
    expect(error.code).toBe("WASI-ARCHIVE-DAMAGED");
    expect(error.message).toContain("it lacks bin/wasm-ld, share/wasi-sysroot/include, share/wasi-sysroot/lib");
  });

  test("the disk is full while downloading, or while unpacking", async () => {
    const full = new HostFailure("no-space", "no room is left in /tools (0 of 1000 bytes are free)");
    for (const options of [{ downloads: { [PLACE]: full } }, { archives: { "archive of sdk 24": full } }]) {
      const error = await failing(options);
      expect(error.code).toBe("WASI-DISK-FULL");
      expect(error.message).toContain("/tools (0 of 1000 bytes are free)");
    }
  });
});
