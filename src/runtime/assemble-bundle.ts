/** Fills a bundle: the standard library, what the wheels bring, compiled .pyc. */
import { unpackWheel } from "../build/wheel.ts";
import type { BuildPython } from "../cpython/build-python.ts";
import { compileLibrary } from "../cpython/compile-library.ts";
import type { TargetPython } from "../cpython/target-python.ts";
import type { Host } from "../host/host.ts";
import { type Bundle, bundleAt } from "./bundle.ts";
import { type LinkedInModule, writeGuestSite } from "./guest-site.ts";

export interface BundleContents {
  readonly target: TargetPython;
  readonly buildPython: BuildPython;
  /** Absolute. */
  readonly wheels: readonly string[];
  readonly linkedIn: readonly LinkedInModule[];
}

/**
 * Tests are half of what many wheels bring, and few guests run them. Those that do lose nothing: pytest compiles test
 * files anew in any case, for it rewrites their assertions.
 */
const TESTS = "(?:.*/)?tests?/";

/**
 * @param folder absolute and empty
 * @returns the bundle, all but its python.wasm
 */
export async function assembleBundle(host: Host, folder: string, contents: BundleContents): Promise<Bundle> {
  const { target, buildPython } = contents;
  const bundle = bundleAt(folder, target.version.minor);
  await host.files.makeFolder(bundle.sitePackages);
  for (const path of contents.wheels) await unpackWheel(host, path, bundle.sitePackages);
  await writeGuestSite(host, bundle.sitePackages, contents.linkedIn);
  // The standard library is compiled already, and copied while another process compiles what the wheels brought.
  await Promise.all([
    compileLibrary(host, buildPython, bundle.sitePackages, `/lib/python${target.version.minor}/site-packages`, TESTS),
    host.files.copy(target.stdlib, bundle.stdlib),
  ]);
  return bundle;
}
