/**
 * Parts of the standard library that releases for WASI leave out, because nothing in them works there, and that packages
 * import all the same: to look at it, to fall back, to count processors. They are plain Python, so the build Python's,
 * of the same X.Y, are the same; what they need of the machine says that it is missing when it is used.
 */
import { join } from "node:path";
import type { Host } from "../../host/host.ts";
import type { BuildPython } from "../build-python/build-python.ts";
import { stdlibFiles } from "./stdlib-files.ts";

const LEFT_OUT = ["curses", "distutils", "multiprocessing"];

/** @param stdlib absolute folder of the target's standard library, to be completed */
export async function completeStdlib(
  { files }: Pick<Host, "files">,
  { basePrefix, version }: BuildPython,
  stdlib: string,
): Promise<void> {
  // Windows has another layout of its prefix.
  const homes = [join(basePrefix, "lib", `python${version.minor}`), join(basePrefix, "Lib")];
  for (const name of LEFT_OUT) {
    if (await files.info(join(stdlib, name))) continue;
    for (const home of homes) {
      if ((await files.info(join(home, name)))?.kind !== "folder") continue;
      const paths = stdlibFiles((await files.walk(join(home, name))).map((path) => `${name}/${path}`));
      await Promise.all(paths.map((path) => files.copy(join(home, path), join(stdlib, path))));
      break;
    }
  }
}
