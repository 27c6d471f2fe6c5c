/** Wheels for the target that were built before: those that `find-links` names, and those beside the results. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import { UserError } from "../report/errors.ts";
import { wheelName } from "./wheel.ts";
import { fitsTarget } from "./wheel-tag.ts";

/** A wheel that the requirements of a build are overlaid with. */
export interface TargetWheel {
  readonly name: string;
  readonly version: string;
  /** Absolute. */
  readonly path: string;
  /** Absolute path of the folder or archive that it was built from, where no package index has it. */
  readonly source?: string | undefined;
}

/**
 * @param places folders with wheels, or wheels; relative ones start at the working folder
 * @param minor `3.11`; wheels for other Pythons and platforms are passed by
 * @throws {UserError} WASI-INPUT-VALUE for a place that is not there
 */
export async function findLinks(host: Host, places: readonly string[], minor: string): Promise<readonly TargetWheel[]> {
  const found: TargetWheel[] = [];
  for (const place of places) {
    const path = userPath(host, place);
    const info = await host.files.info(path);
    if (!info) {
      throw new UserError(
        "WASI-INPUT-VALUE",
        `find-links: there is no ${path}.`,
        "Name a folder with wheels for WASI, or a wheel.",
      );
    }
    const files = info.kind === "folder" ? (await host.files.list(path)).map((name) => join(path, name)) : [path];
    found.push(...files.filter((file) => file.endsWith(".whl")).flatMap((file) => fitting(file, minor)));
  }
  return found;
}

function fitting(path: string, minor: string): readonly TargetWheel[] {
  const { name, version, tag } = wheelName(path);
  return fitsTarget(tag, minor) ? [{ name, version, path }] : [];
}
