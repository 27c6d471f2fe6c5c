/**
 * A bundle in the making lies in a scratch folder, and its place is touched when all of it is there.
 *
 * The standard library comes first, for it depends on no wheel: a thousand files are copied while packages are built.
 */
import { join } from "node:path";
import type { TargetPython } from "../cpython/target-python.ts";
import type { Host } from "../host/host.ts";
import { type Bundle, bundleAt } from "./bundle.ts";

export interface StagedBundle {
  readonly bundle: Bundle;
  /** A folder beside it, for what is needed until it is complete. */
  readonly work: string;
}

/**
 * @param place absolute; an earlier bundle there stays until `fill` has ended well
 * @param fill adds all but the standard library
 * @returns the bundle at its place, and what `fill` returned
 */
export async function stageBundle<T>(
  host: Pick<Host, "files">,
  target: Pick<TargetPython, "stdlib" | "version">,
  place: string,
  fill: (staged: StagedBundle) => Promise<T>,
): Promise<{ readonly bundle: Bundle; readonly filled: T }> {
  const work = await host.files.temporaryFolder("bundle");
  const bundle = bundleAt(join(work, "bundle"), target.version.minor);
  const copying = host.files.copy(target.stdlib, bundle.stdlib);
  try {
    // Both have ended before the scratch folder goes, whatever became of them.
    const [filling] = await Promise.allSettled([fill({ bundle, work }), copying]);
    if (filling.status === "rejected") throw filling.reason;
    await copying;
    await host.files.replace(bundle.path, place);
    return { bundle: bundleAt(place, target.version.minor), filled: filling.value };
  } finally {
    await host.files.remove(work);
  }
}
