/** Mirrors that cannot be installed from, each in its own way; small, for nothing of them is ever unpacked whole. */
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { HostPlatform } from "../src/host/host.ts";
import type { Manifest, ManifestFile } from "../src/pins/pin.ts";
import { sdkPin } from "../src/sdk/sdk-pin.ts";

/** What is read of the real archive for half a one, in bytes: whole members, then an end in the middle. */
const HALF = 4_000_000;

/**
 * Writes below `folder`, each with the good mirror's manifest but for the SDK: `unlisted` (knows no SDK), `missing`
 * (lists it and does not have it), `altered` (has another file than it lists), `half` (has, and lists, an archive that
 * was cut off), `unreadable` (its manifest has no checksum), and `empty` (knows nothing at all).
 *
 * @param mirror a good mirror's folder
 */
export function writeBrokenMirrors(folder: string, sdk: number, platform: HostPlatform, mirror: string): void {
  const { name, url } = sdkPin(sdk, platform, { manifest: undefined });
  const path = new URL(url).pathname.slice(1);
  const good: Manifest = JSON.parse(readFileSync(join(mirror, "manifest.json"), "utf8"));
  const others = good.files.filter((file) => file.name !== name);
  const listed = (sha256: string, size?: number): ManifestFile => ({ name, sha256, size, path });
  const half = firstBytes(join(mirror, path), HALF);

  writeMirror(join(folder, "empty"), []);
  writeMirror(join(folder, "unlisted"), others);
  writeMirror(join(folder, "unreadable"), [...others, listed("unknown")]);
  writeMirror(join(folder, "missing"), [...others, listed("0".repeat(64))]);
  writeMirror(join(folder, "altered"), [...others, listed("0".repeat(64))], path, Buffer.from("not what was listed"));
  writeMirror(join(folder, "half"), [...others, listed(sha256(half), half.length)], path, half);
}

function writeMirror(folder: string, files: Manifest["files"], path?: string, content?: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const manifest: Manifest = { schema: 1, standIn: "a broken mirror of the tests", files };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  if (path === undefined || content === undefined) return;
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
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
