import { describe, expect, test } from "@jest/globals";
import { availableVersions } from "../../src/cpython/available.ts";
import { committedRelease, releaseIsPinned } from "../../src/cpython/pins/release-pins.ts";
import { sourcePin } from "../../src/cpython/pins/source-pin.ts";
import type { Manifest } from "../../src/pins/pin.ts";
import { python } from "./small-cpython.ts";

const manifest = (...names: readonly string[]): Manifest => ({
  schema: 1,
  standIn: undefined,
  files: names.map((name) => ({ name, sha256: "0".repeat(64), size: undefined, path: undefined })),
});
const texts = (...args: Parameters<typeof availableVersions>) => availableVersions(...args).map(({ text }) => text);

describe("what can be had", () => {
  test("is every pinned source and every release that the locked SDK built", () => {
    const versions = texts({ manifest: undefined });
    expect(versions).toEqual(expect.arrayContaining(["3.11.0", "3.12.13", "3.13.9", "3.14.7", "3.15.0b4"]));
    expect(versions.indexOf("3.15.0b4")).toBeLessThan(versions.indexOf("3.15.0"));
  });

  test("as a release leaves out those of another SDK than the locked one", () => {
    const releases = texts({ manifest: undefined }, "release");
    expect(releases).toEqual(expect.arrayContaining(["3.13.9", "3.14.0"]));
    expect(releases).not.toContain("3.12.12");
  });

  test("with a manifest is what it has, and of a release both zips", () => {
    const files = manifest(
      "Python-3.13.5.tar.xz",
      "Python-3.11.2.tgz",
      "python-3.11.8-wasi_sdk-21.zip",
      "_build-python-3.11.8-wasi_sdk-21.zip",
      "python-3.14.0-wasi_sdk-24.zip",
      "wasi-sdk-24.0-x86_64-linux.tar.gz",
    );
    expect(texts({ manifest: files })).toEqual(["3.11.2", "3.11.8", "3.13.5"]);
    expect(texts({ manifest: files }, "release")).toEqual(["3.11.8"]);
    expect(texts({ manifest: files }, "source")).toEqual(["3.11.2", "3.13.5"]);
  });

  test("with an empty manifest is nothing", () => expect(texts({ manifest: manifest() })).toEqual([]));
});

describe("the source tarball", () => {
  test("is python.org's, with the committed hash", () => {
    expect(sourcePin(python("3.13.5"), { manifest: undefined })).toMatchObject({
      name: "Python-3.13.5.tar.xz",
      url: "https://www.python.org/ftp/python/3.13.5/Python-3.13.5.tar.xz",
      sha256: "93e583f243454e6e9e4588ca2c2662206ad961659863277afcdb96801647d640",
      source: "committed table (several sources)",
    });
  });

  test("of a pre-release lies in its release's folder", () => {
    expect(sourcePin(python("3.15.0b4"), { manifest: undefined })?.url).toMatch(
      /\/ftp\/python\/3\.15\.0\/Python-3\.15\.0b4\./,
    );
  });

  test("is the one that the manifest has", () => {
    expect(sourcePin(python("3.11.2"), { manifest: manifest("Python-3.11.2.tgz") })?.name).toBe("Python-3.11.2.tgz");
    expect(sourcePin(python("3.11.2"), { manifest: manifest() })).toBeUndefined();
  });

  test("that nobody pinned is not to be had", () => {
    expect(sourcePin(python("3.13.99"), { manifest: undefined })).toBeUndefined();
  });
});

describe("the release pair", () => {
  test("has the SDK in its name and the committed hashes", () => {
    const release = committedRelease(python("3.14.7"), 24);
    expect(release.python).toMatchObject({
      name: "python-3.14.7-wasi_sdk-24.zip",
      url: "https://github.com/brettcannon/cpython-wasi-build/releases/download/v3.14.7/python-3.14.7-wasi_sdk-24.zip",
      sha256: "2e064d3fb8172471d39d741348efa722349c40b96301f69968dff714999c584b",
    });
    expect(releaseIsPinned(release, { manifest: undefined })).toBe(true);
  });

  test("of another SDK than the table's has no hash", () => {
    expect(committedRelease(python("3.12.12"), 21).python.sha256).toBeUndefined();
    expect(committedRelease(python("3.12.12"), 20).python.sha256).toMatch(/^e40dac3a/);
  });

  test("of which one hash is missing is not pinned", () => {
    expect(releaseIsPinned(committedRelease(python("3.13.9"), 24), { manifest: undefined })).toBe(false);
  });
});
