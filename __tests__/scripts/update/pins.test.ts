import { describe, expect, test } from "@jest/globals";
import {
  type ReleasePins,
  type SourcePins,
  unpinnedReleases,
  withRelease,
  withSource,
} from "../../../scripts/update/cpython-pins.ts";
import { parseReleases } from "../../../scripts/update/github-releases.ts";
import type { Hashed } from "../../../scripts/update/hashed.ts";
import { releaseFolders, sigstoreDigest, tarballs } from "../../../scripts/update/python-org.ts";
import { missingAssets, newPin, sortedPins, unpinnedAssets } from "../../../scripts/update/sdk-pins.ts";
import { sdkParts } from "../../../scripts/update/sdk-version-file.ts";
import { newWasmtimePin, nextWasmtime } from "../../../scripts/update/wasmtime-pins.ts";

const hash = (digit: string) => digit.repeat(64);
const got = (digit: string): Hashed => ({ sha256: hash(digit), sha512: digit.repeat(128), bytes: 7 });
const asset = (name: string, digest: string | null = null) => ({
  name,
  browser_download_url: `https://github.com/x/${name}`,
  size: 7,
  digest,
});
const api = (tag: string, ...assets: readonly object[]) => parseReleases(JSON.stringify([{ tag_name: tag, assets }]));

describe("GitHub's list of releases", () => {
  test("has a digest where GitHub computed one", () => {
    const [release] = api("wasi-sdk-35", asset("a", `sha256:${hash("a")}`), asset("b"));
    expect(release?.assets.map(({ sha256 }) => sha256)).toEqual([hash("a"), undefined]);
  });

  test("of drafts is empty", () => expect(parseReleases('[{"tag_name":"x","draft":true,"assets":[]}]')).toEqual([]));

  test("that is an error message is an error", () => {
    expect(() => parseReleases('{"message":"API rate limit exceeded"}')).toThrow("no list of releases");
  });
});

describe("an archive of the SDK", () => {
  const name = "wasi-sdk-35.0-x86_64-linux.tar.gz";

  test("that the table lacks is found, others of the release are not ours", () => {
    const releases = api("wasi-sdk-35", asset(name), asset("wasi-sysroot-35.0.tar.gz"), asset("wasi-sdk-35.0.deb"));
    expect(unpinnedAssets(releases, {}).map(({ sdk, asset }) => [sdk, asset.name])).toEqual([[35, name]]);
    expect(unpinnedAssets(releases, { [name]: { ...newPinned(), sha256: hash("a") } })).toEqual([]);
  });

  test("that is pinned by sha512 alone gets its sha256", () => {
    expect(unpinnedAssets(api("wasi-sdk-35", asset(name)), { [name]: newPinned() })).toHaveLength(1);
  });

  test("that is not published under the name that we believe in is told", () => {
    expect(missingAssets(api("wasi-sdk-35", asset(name)))).toContain("wasi-sdk-35.0-arm64-linux.tar.gz");
  });

  test("is one source with GitHub's digest, and several with an older pin", () => {
    const [
      {
        assets: [published],
      } = { assets: [] },
    ] = api("wasi-sdk-35", asset(name, `sha256:${hash("a")}`));
    if (!published) throw new Error("no asset");
    expect(newPin(published, got("a"), undefined, "2026-11-24")).toEqual({
      ...{ sha256: hash("a"), sha512: "a".repeat(128), size: 7, sources: "one" },
      seenIn: ["github.com, downloaded 2026-11-24", "GitHub's digest of the asset"],
    });
    const older = { sha512: "a".repeat(128), sources: "one", seenIn: ["a vcpkg port"] } as const;
    expect(newPin(published, got("a"), older, "2026-11-24")).toMatchObject({
      sources: "several",
      seenIn: ["a vcpkg port", "github.com, downloaded 2026-11-24", "GitHub's digest of the asset"],
    });
  });

  test("that is another file than GitHub or the table says pins nothing", () => {
    const [
      {
        assets: [published],
      } = { assets: [] },
    ] = api("wasi-sdk-35", asset(name, `sha256:${hash("b")}`));
    if (!published) throw new Error("no asset");
    expect(() => newPin(published, got("a"), undefined, "2026-11-24")).toThrow("Nothing is pinned.");
    const known = { sha512: "c".repeat(128), sources: "one", seenIn: [] } as const;
    expect(() => newPin({ ...published, sha256: undefined }, got("a"), known, "2026-11-24")).toThrow(/sha512 is aaa/);
  });

  test("stands in the table by its number", () => {
    const pins = { "wasi-sdk-100.0-x": newPinned(), "wasi-sdk-9.0-x": newPinned() };
    expect(Object.keys(sortedPins(pins))).toEqual(["wasi-sdk-9.0-x", "wasi-sdk-100.0-x"]);
  });

  test("says what it was made of", () => {
    const text = "35.0\nwasi-libc: 0123456789ab\nllvm: fedcba987654\nllvm-version: 22.1.3\nconfig: 0\n";
    expect(sdkParts(text, 35)).toEqual({ llvm: "22.1.3", wasiLibc: "0123456789ab", target: "wasm32-wasip1" });
    expect(() => sdkParts("34.0\n", 35)).toThrow("The VERSION file of SDK 35 says 34.");
  });

  function newPinned() {
    return { sha512: "a".repeat(128), sources: "one", seenIn: [] } as const;
  }
});

describe("a source of CPython", () => {
  const pins: SourcePins = { "3.13.5": { "tar.xz": hash("5"), sources: "several" } };

  test("is found in python.org's folders, of the branches that are locked", () => {
    const index =
      '<a href="../">../</a> <a href="3.13.5/">3.13.5/</a> <a href="3.9.1/">3.9.1/</a> <a href="3.13.10/">x</a>';
    expect(releaseFolders(index, ["3.13"])).toEqual(["3.13.5", "3.13.10"]);
    const folder =
      '<a href="Python-3.15.0b4.tar.xz">x</a><a href="Python-3.15.0b4.tgz">x</a><a href="Python-3.15.0b4.tar.xz.sigstore">x</a>';
    expect(tarballs(folder)).toEqual(["Python-3.15.0b4.tar.xz", "Python-3.15.0b4.tgz"]);
  });

  test("is one source with what python.org says beside it, and stands in order", () => {
    const updated = withSource(pins, "Python-3.13.4.tgz", got("4"), hash("4"));
    expect(Object.entries(updated)).toEqual([
      ["3.13.4", { tgz: hash("4"), sources: "one" }],
      ["3.13.5", { "tar.xz": hash("5"), sources: "several" }],
    ]);
  });

  test("that changed, or is not what its Sigstore bundle is about, pins nothing", () => {
    expect(() => withSource(pins, "Python-3.13.5.tar.xz", got("6"), undefined)).toThrow("Nothing is pinned.");
    expect(() => withSource(pins, "Python-3.13.6.tgz", got("6"), hash("7"))).toThrow("Nothing is pinned.");
  });

  test("has its digest in the bundle in base64", () => {
    const digest = Buffer.from(hash("a"), "hex").toString("base64");
    const bundle = (algorithm: string) =>
      JSON.stringify({ messageSignature: { messageDigest: { algorithm, digest } } });
    expect(sigstoreDigest(bundle("SHA2_256"))).toBe(hash("a"));
    expect(sigstoreDigest(bundle("SHA3"))).toBeUndefined();
    expect(sigstoreDigest("{}")).toBeUndefined();
  });
});

describe("a release of CPython for WASI", () => {
  const zip = "python-3.14.8-wasi_sdk-24.zip";
  const published = api(
    "v3.14.8",
    asset(zip, `sha256:${hash("a")}`),
    asset(`_build-${zip}`),
    asset("python-3.14.8-wasi_sdk-24-threads.zip"),
  );

  test("that the table lacks, or knows no hash of, is found; one without its build zip is none", () => {
    expect(unpinnedReleases(published, {})).toMatchObject([
      { version: "3.14.8", sdk: 24, build: { name: `_build-${zip}` } },
    ]);
    expect(unpinnedReleases(api("v3.14.8", asset(zip)), {})).toEqual([]);
    const half: ReleasePins = { "3.14.8": { sdk: 24, python: { sha256: hash("a") }, build: { sha256: null } } };
    expect(unpinnedReleases(published, half)).toHaveLength(1);
  });

  test("is pinned with both zips, and its older pin makes a second source", () => {
    const [release] = unpinnedReleases(published, {});
    if (!release) throw new Error("no release");
    const half: ReleasePins = {
      "3.14.8": { sdk: 24, python: { sha256: hash("a"), sources: "one" }, build: { sha256: null } },
    };
    expect(withRelease(half, release, { python: got("a"), build: got("b") })).toEqual({
      "3.14.8": {
        sdk: 24,
        python: { sha256: hash("a"), size: 7, sources: "several" },
        build: { sha256: hash("b"), size: 7, sources: "one" },
      },
    });
    expect(() => withRelease({}, release, { python: got("c"), build: got("b") })).toThrow("Nothing is pinned.");
  });
});

describe("a wasmtime", () => {
  const names = (version: string) =>
    [
      ...["aarch64-linux.tar.xz", "aarch64-macos.tar.xz", "x86_64-linux.tar.xz", "x86_64-macos.tar.xz"],
      ...["aarch64-windows.zip", "x86_64-windows.zip"],
    ].map((end) => `wasmtime-v${version}-${end}`);
  const release = (version: string, drop = "nothing") =>
    api(
      `v${version}`,
      ...[...names(version), `wasmtime-v${version}-src.tar.gz`]
        .filter((name) => !name.includes(drop))
        .map((name) => asset(name)),
    );

  test("is pinned next where it is newer than the pinned one, and the newest, whatever was published last", () => {
    const releases = [...release("36.0.12"), ...release("49.0.9"), ...release("50.0.1"), ...release("50.0.0")];
    const next = nextWasmtime(releases, "49.0.1");
    expect(next?.version).toBe("50.0.1");
    expect(next?.assets.map(({ name }) => name).sort()).toEqual(names("50.0.1").sort());
    expect(nextWasmtime(releases, "50.0.1")).toBeUndefined();
  });

  test("that lacks a platform, or is no release of the program, is passed over", () => {
    expect(nextWasmtime(release("50.0.0", "aarch64-windows"), "49.0.1")).toBeUndefined();
    expect(nextWasmtime(api("dev", ...names("50.0.0").map((name) => asset(name))), "49.0.1")).toBeUndefined();
  });

  test("is one source, GitHub's digest or not, and nothing where the digest is of another file", () => {
    const file = api("v1.0.0", asset("a", `sha256:${hash("a")}`))[0]?.assets[0];
    if (file === undefined) throw new Error("the list has an asset");
    expect(newWasmtimePin(file, got("a"), "2026-11-24")).toMatchObject({ sha256: hash("a"), sources: "one" });
    expect(() => newWasmtimePin(file, got("b"), "2026-11-24")).toThrow("Nothing is pinned");
  });
});
