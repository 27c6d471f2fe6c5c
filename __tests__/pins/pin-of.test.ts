import { describe, expect, test } from "@jest/globals";
import type { Manifest, Pin } from "../../src/pins/pin.ts";
import { pinOf } from "../../src/pins/pin-of.ts";
import { errorOf } from "../user-error.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);
const committed: Pin = {
  name: "wasi-sdk-24.0-x86_64-linux.tar.gz",
  url: "https://github.com/WebAssembly/wasi-sdk/releases/download/wasi-sdk-24/wasi-sdk-24.0-x86_64-linux.tar.gz",
  sha256: A,
  sha512: "c".repeat(128),
  size: 100,
  source: "committed table (several sources)",
};
const manifest = (sha256: string, standIn?: string, name = committed.name): Manifest => ({
  schema: 1,
  standIn,
  files: [{ name, sha256, size: 7, path: undefined }],
});

describe("without a manifest", () => {
  test("the committed pin counts", () => {
    expect(pinOf(committed, { manifest: undefined })).toBe(committed);
  });

  test("a sha512 alone is enough", () => {
    expect(pinOf({ ...committed, sha256: undefined }, { manifest: undefined }).sha512).toBe(committed.sha512);
  });

  test("a file that nobody has pinned is not installed", async () => {
    const unpinned = { ...committed, sha256: undefined, sha512: undefined };
    const error = await errorOf(() => pinOf(unpinned, { manifest: undefined }));
    expect(error.code).toBe("WASI-PIN-MISSING");
    expect(error.message).toContain("No checksum is known for wasi-sdk-24.0-x86_64-linux.tar.gz");
    expect(error.remedy).toContain(committed.url);
  });
});

describe("with a manifest", () => {
  test("its hash replaces the committed ones, all of them", () => {
    expect(pinOf(committed, { manifest: manifest(B) })).toEqual({
      ...committed,
      sha256: B,
      sha512: undefined,
      size: 7,
      source: "manifest",
    });
  });

  test("a stand-in is called one", () => {
    expect(pinOf(committed, { manifest: manifest(B, "from Debian") }).source).toBe("manifest of stand-ins");
  });

  test("that has the released file, the committed pin counts", () => {
    expect(pinOf(committed, { manifest: manifest(A, "a mirror") })).toBe(committed);
  });

  test("a file that it does not have is not installed, though a committed pin exists", async () => {
    const error = await errorOf(() => pinOf(committed, { manifest: manifest(B, undefined, "wasi-sdk-33.0.tar.gz") }));
    expect(error.code).toBe("WASI-PIN-MISSING");
    expect(error.message).toBe(
      "The manifest does not have wasi-sdk-24.0-x86_64-linux.tar.gz. It has wasi-sdk-33.0.tar.gz.",
    );
  });

  test("that is empty, or long, is told as that", async () => {
    const files = Array.from({ length: 20 }, (_, i) => ({
      name: `f${i}`,
      sha256: A,
      size: undefined,
      path: undefined,
    }));
    const message = async (files: Manifest["files"]) =>
      (await errorOf(() => pinOf(committed, { manifest: { schema: 1, standIn: undefined, files } }))).message;
    expect(await message([])).toMatch(/It has no files at all\.$/);
    expect(await message(files)).toMatch(/f10, f11 and 8 more\.$/);
  });
});
