/** A CPython for WASI at a path that the user names: `cpython: PATH`. */
import { dirname, join } from "node:path";
import type { Host } from "../host/host.ts";
import type { PythonVersion } from "../python/version.ts";
import { UserError } from "../report/errors.ts";
import { inspectBuildFolder } from "./parts/build-folder-parts.ts";
import type { CPythonParts } from "./parts/parts.ts";
import { inspectPrefix } from "./parts/prefix-parts.ts";
import { type SourceTree, sourceTreeAt } from "./source/source-tree.ts";

/** Where CPython's own scripts build below a source tree: wasi.py and Platforms/WASI, wasm_build.py. */
const BUILD_FOLDERS = [
  "cross-build/wasm32-wasip1",
  "cross-build/wasm32-unknown-wasip1",
  "cross-build/wasm32-wasi",
  "builddir/wasi",
];

/** What a path leads to. */
export interface CPythonAtPath {
  readonly version: PythonVersion;
  /** What was built already. */
  readonly parts: CPythonParts | undefined;
  /** The source tree, of the build or to build from; an install prefix has none. */
  readonly tree: SourceTree | undefined;
}

/**
 * @param path absolute: an install prefix, a build folder, or a source tree, built in a usual place or not yet
 * @throws {UserError} WASI-CPYTHON-PATH, saying what was looked for
 */
export async function cpythonAtPath(host: Pick<Host, "files">, path: string): Promise<CPythonAtPath> {
  if ((await host.files.info(path))?.kind !== "folder") {
    throw notCPython(`${path} is not a folder.`, []);
  }
  const inspections = [await inspectPrefix(host, path)];
  for (const folder of [path, ...BUILD_FOLDERS.map((below) => join(path, below))]) {
    inspections.push(await inspectBuildFolder(host, folder));
  }
  const found = inspections.filter((inspection) => inspection !== undefined);
  const parts = found.find((inspection) => inspection.parts)?.parts;
  if (parts) return { version: parts.version, parts, tree: await sourceTreeAt(host, dirname(parts.headers)) };
  const tree = await sourceTreeAt(host, path);
  if (tree) return { version: tree.version, parts: undefined, tree };
  const [first] = found;
  if (first) {
    throw notCPython(`${path} looks like ${first.kind} of CPython for WASI, but lacks parts of it:`, first.missing);
  }
  throw notCPython(`${path} holds no CPython for WASI. Looked for:`, [
    "an install prefix: lib/python3.…/os.py",
    `a build folder: Makefile and pyconfig.h, here or in ${BUILD_FOLDERS.join(", ")}`,
    "a source tree to build from: configure and Include/patchlevel.h",
  ]);
}

function notCPython(happened: string, details: readonly string[]): UserError {
  return new UserError(
    "WASI-CPYTHON-PATH",
    happened,
    "Name the install prefix or the build folder of a CPython that was built for WASI and not cleaned, or CPython's source tree to have it built; or set cpython to auto.",
    details,
  );
}
