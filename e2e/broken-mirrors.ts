/** Mirrors that cannot be installed from, each in its own way; small, for nothing of them is ever unpacked whole. */
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HostPlatform } from "../src/host/host.ts";
import type { Manifest } from "../src/pins/pin.ts";
import { sdkPin } from "../src/sdk/sdk-pin.ts";

/** What is read of the real archive for half a one, in bytes: whole members, then an end in the middle. */
const HALF = 4_000_000;

/**
 * Writes below `folder`: `empty` (knows no file), `missing` (lists the SDK and does not have it), `altered` (has
 * another file than it lists), `half` (has, and lists, an archive that was cut off).
 *
 * @param mirror the mirror whose SDK is cut off
 */
export function writeBrokenMirrors(folder: string, sdk: number, platform: HostPlatform, mirror: string): void {
  const { name, url } = sdkPin(sdk, platform, { manifest: undefined });
  const path = new URL(url).pathname.slice(1);
  const half = firstBytes(join(mirror, path), HALF);
  const altered = Buffer.from("not what was listed");
  writeMirror(join(folder, "empty"), []);
  writeMirror(join(folder, "missing"), [{ name, sha256: "0".repeat(64), size: undefined, path }]);
  writeMirror(join(folder, "altered"), [{ name, sha256: "0".repeat(64), size: undefined, path }], altered);
  writeMirror(join(folder, "half"), [{ name, sha256: sha256(half), size: half.length, path }], half);
}

function writeMirror(folder: string, files: Manifest["files"], content?: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const manifest: Manifest = { schema: 1, standIn: "a broken mirror of the tests", files };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  for (const { path = "" } of content === undefined ? [] : files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content ?? "");
  }
}

function firstBytes(file: string, count: number): Uint8Array {
  const handle = openSync(file, "r");
  try {
    const bytes = new Uint8Array(count);
    return bytes.subarray(0, readSync(handle, bytes, 0, count, 0));
  } finally {
    closeSync(handle);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
