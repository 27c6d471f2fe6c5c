/**
 * What the tests install: a real SDK and a real CPython for WASI from the local mirror, so that no test depends on
 * github.com. Assembled once per machine; a test that runs without this fails with the command that makes it.
 */
import { join } from "node:path";
import { defaultMirrorFolder } from "../../src/app/mirror.ts";
import type { Host } from "../../src/host/host.ts";
import { assembleMirror, type Mirror } from "../../src/mirror/assemble.ts";
import { PARTS } from "../../src/mirror/parts.ts";
import { readStamp } from "../../src/mirror/stamp.ts";
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

/** The SDK with C++ libraries for exceptions, which take minutes to make: its tests run where the mirror has it already. */
const EXCEPTIONS_SDK = "sdk-33";

/**
 * @returns variables for the tests: PYWASI_TEST_MIRROR, the mirror's folder; WASI_SDK_PATH, an unpacked SDK; where the
 * mirror has it (`npm run mirror -- sdk-33`), PYWASI_TEST_SDK_33, one with libraries for exceptions
 * @throws {UserError} WASI-MIRROR
 */
export async function prepareTestMirror(host: Host): Promise<Readonly<Record<string, string>>> {
  const folder = defaultMirrorFolder(host);
  const exceptions = await isAssembled(host, folder, EXCEPTIONS_SDK);
  const parts = [...TEST_PARTS, ...(exceptions ? [EXCEPTIONS_SDK] : [])];
  const mirror = await assembleMirror(host, { folder, parts });
  return {
    PYWASI_TEST_MIRROR: mirror.folder,
    WASI_SDK_PATH: await unpackedSdk(host, mirror, UNIT_TEST_SDK),
    ...(exceptions && { PYWASI_TEST_SDK_33: await unpackedSdk(host, mirror, EXCEPTIONS_SDK) }),
  };
}

async function isAssembled(host: Host, folder: string, name: string): Promise<boolean> {
  const part = PARTS.find((each) => each.name === name);
  return part !== undefined && (await readStamp(host, folder, part)) !== undefined;
}

async function unpackedSdk(host: Host, mirror: Mirror, name: string): Promise<string> {
  const archive = mirror.parts.find((part) => part.name === name)?.files[0];
  if (archive === undefined) throw new Error(`${name} has no file`);
  const cache = testToolCache(host);
  // Named by its content: a mirror that was assembled by a newer recipe is another SDK.
  const tool = `wasi-${name}-${archive.sha256.slice(0, 12)}`;
  return (
    (await cache.find(tool, "1.0.0")) ??
    (await cache.install(tool, "1.0.0", (staging) =>
      host.archives.extract(join(mirror.folder, archive.path), staging, { strip: 1 }),
    ))
  );
}
