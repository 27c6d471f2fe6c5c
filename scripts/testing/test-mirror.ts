/**
 * What the tests install: a real SDK and a real CPython for WASI from the local mirror, so that no test depends on
 * github.com. Assembled once per machine; a test that runs without this fails with the command that makes it.
 */
import { join } from "node:path";
import { defaultMirrorFolder } from "../../src/app/mirror.ts";
import type { Host } from "../../src/host/host.ts";
import { assembleMirror, type Mirror } from "../../src/mirror/assemble.ts";
import { testToolCache } from "../tools/test-tools.ts";

export const TEST_PARTS = [
  "sdk-21",
  "sdk-24",
  "cpython-3.11.8",
  "source-3.11.2",
  "library-zlib",
  "library-bzip2",
  "wasmtime",
] as const;

/** The SDK whose compiler and tools the unit tests compare with. */
const UNIT_TEST_SDK = "sdk-24";

/**
 * @returns variables for the tests: PYWASI_TEST_MIRROR, the mirror's folder; WASI_SDK_PATH, an unpacked SDK
 * @throws {UserError} WASI-MIRROR
 */
export async function prepareTestMirror(host: Host): Promise<Readonly<Record<string, string>>> {
  const mirror = await assembleMirror(host, { folder: defaultMirrorFolder(host), parts: TEST_PARTS });
  return { PYWASI_TEST_MIRROR: mirror.folder, WASI_SDK_PATH: await unpackedSdk(host, mirror) };
}

async function unpackedSdk(host: Host, mirror: Mirror): Promise<string> {
  const archive = mirror.parts.find((part) => part.name === UNIT_TEST_SDK)?.files[0];
  if (archive === undefined) throw new Error(`${UNIT_TEST_SDK} has no file`);
  const cache = testToolCache(host);
  // Named by its content: a mirror that was assembled by a newer recipe is another SDK.
  const tool = `wasi-${UNIT_TEST_SDK}-${archive.sha256.slice(0, 12)}`;
  return (
    (await cache.find(tool, "1.0.0")) ??
    (await cache.install(tool, "1.0.0", (staging) =>
      host.archives.extract(join(mirror.folder, archive.path), staging, { strip: 1 }),
    ))
  );
}
