/** Fills a bundle: what the wheels bring, what a guest gets from us, compiled .pyc. */
import { installWheel, type ReadWheel } from "../build/wheel.ts";
import type { BuildPython } from "../cpython/build-python/build-python.ts";
import { compileLibrary } from "../cpython/layout/compile-library.ts";
import type { TargetPython } from "../cpython/target-python.ts";
import type { Host } from "../host/host.ts";
import type { Bundle } from "./bundle.ts";
import { type LinkedInModule, writeGuestSite } from "./guest-site.ts";

export interface BundleContents {
  readonly target: Pick<TargetPython, "version">;
  readonly buildPython: BuildPython;
  readonly wheels: readonly ReadWheel[];
  readonly linkedIn: readonly LinkedInModule[];
}

/**
 * Tests are half of what many wheels bring, and few guests run them. Those that do lose nothing: pytest compiles test
 * files anew in any case, for it rewrites their assertions.
 */
const TESTS = /(?:^|\/)tests?\//;

/** Fills all but the standard library and python.wasm. */
export async function assembleBundle(host: Host, bundle: Bundle, contents: BundleContents): Promise<void> {
  const { target, buildPython } = contents;
  for (const wheel of contents.wheels) await installWheel(host, wheel, bundle.sitePackages);
  await writeGuestSite(host, bundle.sitePackages, contents.linkedIn);
  const guestFolder = `/lib/python${target.version.minor}/site-packages`;
  await compileLibrary(host, buildPython, bundle.sitePackages, guestFolder, TESTS);
}
