/** A CPython for WASI at a path that the user names: `cpython: PATH`. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import { inspectBuildFolder } from "./build-folder-parts.ts";
import type { CPythonParts } from "./parts.ts";
import { inspectPrefix } from "./prefix-parts.ts";

/** Where CPython's own scripts build below a source tree: wasi.py and Platforms/WASI, wasm_build.py. */
const BUILD_FOLDERS = [
  "cross-build/wasm32-wasip1",
  "cross-build/wasm32-unknown-wasip1",
  "cross-build/wasm32-wasi",
  "builddir/wasi",
];

/**
 * @param path absolute: an install prefix, a build folder, or a source tree with a build folder in a usual place
 * @throws {UserError} WASI-CPYTHON-PATH, saying what was looked for
 */
export async function partsAtPath(host: Pick<Host, "files">, path: string): Promise<CPythonParts> {
  if ((await host.files.info(path))?.kind !== "folder") {
    throw notCPython(`${path} is not a folder.`, []);
  }
  const inspections = [await inspectPrefix(host, path)];
  for (const folder of [path, ...BUILD_FOLDERS.map((below) => join(path, below))]) {
    inspections.push(await inspectBuildFolder(host, folder));
  }
  const found = inspections.filter((inspection) => inspection !== undefined);
  const parts = found.find((inspection) => inspection.parts)?.parts;
  if (parts) return parts;
  const [first] = found;
  if (first) {
    throw notCPython(`${path} looks like ${first.kind} of CPython for WASI, but lacks parts of it:`, first.missing);
  }
  throw notCPython(`${path} holds no CPython for WASI. Looked for:`, [
    "an install prefix: lib/python3.…/os.py",
    `a build folder: Makefile and pyconfig.h, here or in ${BUILD_FOLDERS.join(", ")}`,
  ]);
}

function notCPython(happened: string, details: readonly string[]): UserError {
  return new UserError(
    "WASI-CPYTHON-PATH",
    happened,
    "Name the install prefix or the build folder of a CPython that was built for WASI and not cleaned; or set cpython to auto.",
    details,
  );
}
