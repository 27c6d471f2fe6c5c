import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { whichSdk } from "../../src/app/which-sdk.ts";
import type { HostPlatform } from "../../src/host/host.ts";
import { lockFor } from "../../src/lock/lock.ts";
import type { DownloadSettings } from "../../src/pins/pin.ts";
import { sdkAtPath } from "../../src/sdk/at-path.ts";
import { compilerFor, composition } from "../../src/sdk/composed-sdk.ts";
import { python } from "../cpython/small-cpython.ts";
import { fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const LOCK = lockFor(python("3.11.8"), undefined);
const ARM = { os: "linux", arch: "arm64" } as const;

/** SDK 21 as released for x64, and 24 as released for arm64. */
const ARCHIVES = {
  "wasi-sdk-21.0-linux.tar.gz": {
    "wasi-sdk-21.0/bin/clang": "clang 17 for x64",
    "wasi-sdk-21.0/bin/wasm-ld": "wasm-ld 17 for x64",
    "wasi-sdk-21.0/lib/clang/17/include/stddef.h": "of clang 17",
    "wasi-sdk-21.0/lib/clang/17/lib/wasi/libclang_rt.builtins-wasm32.a": "builtins of 21",
    "wasi-sdk-21.0/share/wasi-sysroot/include/stdio.h": "libc of 21",
    "wasi-sdk-21.0/share/wasi-sysroot/lib/wasm32-wasi/libc.a": "libc of 21",
    "wasi-sdk-21.0/share/wasi-sysroot/lib/wasm32-wasi-threads/libc.a": "libc of 21 with threads",
  },
  "wasi-sdk-24.0-arm64-linux.tar.gz": {
    "wasi-sdk-24.0-arm64-linux/bin/clang": "clang 18 for arm64",
    "wasi-sdk-24.0-arm64-linux/bin/wasm-ld": "wasm-ld 18 for arm64",
    "wasi-sdk-24.0-arm64-linux/lib/clang/18/include/stddef.h": "of clang 18",
    "wasi-sdk-24.0-arm64-linux/lib/clang/18/lib/wasi/libclang_rt.builtins-wasm32.a": "builtins of 24",
    "wasi-sdk-24.0-arm64-linux/share/wasi-sysroot/include/wasm32-wasi/stdio.h": "libc of 24",
    "wasi-sdk-24.0-arm64-linux/share/wasi-sysroot/lib/wasm32-wasi/libc.a": "libc of 24",
  },
};
const settings: DownloadSettings = {
  mirror: "https://mirror.test/",
  githubToken: undefined,
  manifest: {
    schema: 1,
    standIn: undefined,
    files: Object.keys(ARCHIVES).map((name) => ({
      name,
      sha256: createHash("sha256").update(name).digest("hex"),
      size: undefined,
      path: name,
    })),
  },
};

const arm64 = (members: Readonly<Record<string, Record<string, string>>> = ARCHIVES) =>
  fakeHost({
    platform: ARM,
    downloads: Object.fromEntries(Object.keys(ARCHIVES).map((name) => [`https://mirror.test/${name}`, name])),
    archives: members,
  });
const inputs = (strict: boolean) => ({ wasiSdkPath: undefined, wasiSdkVersion: undefined, strict });

describe("SDK 21 on an arm64 Linux machine", () => {
  test("has its own sysroot and compiler-rt under the programs of SDK 24, and nothing else of either", async () => {
    const host = arm64();
    const { sdk } = await whichSdk(host, inputs(false), LOCK, settings);
    expect(sdk).toMatchObject({ number: 21, compiler: 24, standIn: false, installed: true });
    const files = host.below(sdk.path).filter((path) => path.startsWith(`${sdk.path}/`));
    expect(Object.fromEntries(files.map((path) => [path.slice(sdk.path.length + 1), host.text(path)]))).toEqual({
      "bin/clang": "clang 18 for arm64",
      "bin/wasm-ld": "wasm-ld 18 for arm64",
      "lib/clang/18/include/stddef.h": "of clang 18",
      "lib/clang/18/lib/wasi/libclang_rt.builtins-wasm32.a": "builtins of 21",
      "share/wasi-sysroot/include/stdio.h": "libc of 21",
      "share/wasi-sysroot/lib/wasm32-wasi/libc.a": "libc of 21",
      VERSION: "21.0\nprograms of wasi-sdk 24.0\n",
    });
    expect(host.below("/temp")).toEqual([]);
  });

  test("is a deviation from the lock, which the log and the summary tell", async () => {
    const host = arm64();
    const { deviation } = await whichSdk(host, inputs(false), LOCK, settings);
    expect(deviation).toBe(
      "WASI SDK 21 is not released for linux-arm64: its sysroot is used with the compiler of SDK 24.",
    );
    expect(host.lines).toContain(`warning: ${deviation}`);
  });

  test("is refused where deviations are errors, and the error says how to allow it", async () => {
    const host = arm64();
    const error = await errorOf(() => whichSdk(host, inputs(true), LOCK, settings));
    expect(error.code).toBe("WASI-SDK-PLATFORM");
    expect(error.remedy).toContain(
      "take its sysroot with the compiler of SDK 24, which is released for it (strict: false)",
    );
    expect(host.requests).toEqual([]);
  });

  test("is downloaded once", async () => {
    const host = arm64();
    const { sdk } = await whichSdk(host, inputs(false), LOCK, settings);
    host.requests.length = 0;
    expect((await whichSdk(host, inputs(false), LOCK, settings)).sdk).toEqual({ ...sdk, installed: false });
    expect(host.requests).toEqual([]);
  });

  test("leaves nothing behind where an archive has no compiler-rt", async () => {
    const { "wasi-sdk-21.0-linux.tar.gz": whole, ...rest } = ARCHIVES;
    const members = Object.fromEntries(Object.entries(whole).filter(([path]) => !path.includes("/lib/clang/")));
    const host = arm64({ ...rest, "wasi-sdk-21.0-linux.tar.gz": members });
    const error = await errorOf(() => whichSdk(host, inputs(false), LOCK, settings));
    expect([error.code, error.message]).toEqual([
      "WASI-ARCHIVE-DAMAGED",
      "wasi-sdk-21.0-linux.tar.gz is not a whole WASI SDK: it lacks lib/clang.",
    ]);
    expect([...host.below("/tools"), ...host.below("/temp")]).toEqual([]);
  });

  test("is made of pinned archives only, which need no manifest", () => {
    const pinned = composition(21, ARM, { manifest: undefined });
    expect([pinned?.target.source, pinned?.programs.source]).toEqual([
      "committed table (several sources)",
      "committed table (several sources)",
    ]);
  });

  test("that wasi-sdk-path names is known again, with its compiler", async () => {
    const host = arm64();
    const { sdk } = await whichSdk(host, inputs(false), LOCK, settings);
    expect(await sdkAtPath(host, sdk.path, undefined)).toMatchObject({ number: 21, compiler: 24 });
  });
});

test.each<[number, Pick<HostPlatform, "os" | "arch">, number | undefined]>([
  [20, ARM, 24],
  [22, ARM, 24],
  [24, ARM, undefined],
  [21, { os: "linux", arch: "x64" }, undefined],
  [21, { os: "darwin", arch: "arm64" }, undefined],
  [21, { os: "win32", arch: "arm64" }, undefined],
  [12, ARM, undefined],
])("SDK %i on %j has the compiler of %s", (sdk, platform, compiler) => {
  expect(compilerFor(sdk, platform)).toBe(compiler);
});
