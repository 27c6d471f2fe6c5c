import { describe, expect, test } from "@jest/globals";
import { platformsOf, SDK_PLATFORMS, type SdkPlatform, sdkAsset } from "../../src/sdk/asset.ts";
import pins from "../../src/sdk/pins.json" with { type: "json" };
import pinsSchema from "../../src/sdk/pins.schema.json" with { type: "json" };
import releases from "../../src/sdk/releases.json" with { type: "json" };
import releasesSchema from "../../src/sdk/releases.schema.json" with { type: "json" };
import { schemaErrors } from "../lock/json-schema.ts";

const assetOf = (sdk: number, platform: SdkPlatform) => {
  const [os, arch] = platform.split("-") as ["linux", "x64"];
  return sdkAsset(sdk, { os, arch });
};

describe("the archive of SDK", () => {
  test.each<[number, SdkPlatform, string | undefined]>([
    [16, "linux-x64", "wasi-sdk-16.0-linux.tar.gz"],
    [16, "darwin-arm64", "wasi-sdk-16.0-macos.tar.gz"],
    [19, "win32-x64", undefined],
    [20, "win32-x64", "wasi-sdk-20.0.m-mingw.tar.gz"],
    [21, "linux-x64", "wasi-sdk-21.0-linux.tar.gz"],
    [21, "linux-arm64", undefined],
    [21, "darwin-x64", "wasi-sdk-21.0-macos.tar.gz"],
    [21, "win32-x64", "wasi-sdk-21.0.m-mingw.tar.gz"],
    [21, "win32-arm64", undefined],
    [22, "win32-x64", "wasi-sdk-22.0.m-mingw64.tar.gz"],
    [23, "linux-x64", "wasi-sdk-23.0-x86_64-linux.tar.gz"],
    [24, "linux-arm64", "wasi-sdk-24.0-arm64-linux.tar.gz"],
    [24, "darwin-arm64", "wasi-sdk-24.0-arm64-macos.tar.gz"],
    [24, "win32-x64", "wasi-sdk-24.0-x86_64-windows.tar.gz"],
    [24, "win32-arm64", undefined],
    [26, "win32-arm64", "wasi-sdk-26.0-arm64-windows.tar.gz"],
    [30, "linux-x64", "wasi-sdk-30.0-x86_64-linux.tar.gz"],
    [33, "linux-x64", "wasi-sdk-33.0-x86_64-linux.tar.gz"],
    [34, "win32-arm64", "wasi-sdk-34.0-arm64-windows.tar.gz"],
    [15, "linux-x64", undefined],
  ])("%i for %s is %s", (sdk, platform, name) => {
    expect(assetOf(sdk, platform)?.name).toBe(name);
  });

  test("lies below its tag", () => {
    expect(assetOf(24, "linux-x64")?.url).toBe(
      "https://github.com/WebAssembly/wasi-sdk/releases/download/wasi-sdk-24/wasi-sdk-24.0-x86_64-linux.tar.gz",
    );
  });

  test("exists for these platforms", () => {
    expect(platformsOf(21)).toEqual(["linux-x64", "darwin-x64", "darwin-arm64", "win32-x64"]);
    expect(platformsOf(24)).toEqual(["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"]);
    expect(platformsOf(33)).toEqual(SDK_PLATFORMS);
  });
});

describe("the committed pins", () => {
  const numbers = Object.keys(releases.releases).map(Number);
  const names = numbers.flatMap((sdk) => SDK_PLATFORMS.map((platform) => assetOf(sdk, platform)?.name));

  test("are as their schemas say", () => {
    expect(schemaErrors(pinsSchema, pins)).toEqual([]);
    expect(schemaErrors(releasesSchema, releases)).toEqual([]);
  });

  test("have no file that the naming does not know", () => {
    expect(Object.keys(pins.files).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each([21, 24, 33])("cover SDK %i, which Pythons are locked to, on every platform it is released for", (sdk) => {
    const needed = platformsOf(sdk).map((platform) => assetOf(sdk, platform)?.name ?? "");
    expect(needed.filter((name) => !(name in pins.files))).toEqual([]);
  });

  test("give no two files the same hash", () => {
    const hashes = Object.values(pins.files).map((file) => ("sha256" in file ? file.sha256 : file.sha512));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
