/** Compiles Python files beforehand: a guest cannot write its .pyc files, and would compile them at every start. */
import { join } from "node:path";
import type { Host } from "../../host/host.ts";
import type { BuildPython } from "../build-python/build-python.ts";
import { nativeEnvironment } from "../build-python/native-environment.ts";

/**
 * A build Python of the same X.Y writes the bytecode that the guest reads. `unchecked-hash` (PEP 552): no look at the
 * sources' timestamps, which archives and caches change. Tracebacks name the guest's paths.
 *
 * @param folder absolute
 * @param guestFolder where the guest sees it: `/lib/python3.13`
 * @param except paths below the folder that are left to be compiled by who imports them
 */
export async function compileLibrary(
  host: Pick<Host, "files" | "processes" | "platform" | "env" | "log">,
  buildPython: BuildPython,
  folder: string,
  guestFolder: string,
  except?: RegExp,
): Promise<void> {
  const paths = (await host.files.walk(folder)).filter((path) => path.endsWith(".py") && !except?.test(path));
  // A process for each core: compileall's own workers import what they need for as long as a package takes to compile.
  const parts = Array.from({ length: Math.min(host.platform.cores, paths.length) }, (_part, start) =>
    paths.filter((_path, place) => place % host.platform.cores === start),
  );
  const results = await Promise.all(
    parts.map((part) =>
      host.processes.run(
        buildPython.executable,
        [
          ...["-I", "-X", "utf8", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"],
          ...["-s", folder, "-p", guestFolder, "-i", "-"],
        ],
        {
          env: nativeEnvironment(host.env),
          cwd: folder,
          input: part.map((path) => `${join(folder, path)}\n`).join(""),
        },
      ),
    ),
  );
  const failed = results.find(({ code }) => code !== 0);
  if (!failed) return;
  const [first = `exit code ${failed.code}`] = `${failed.stdout}\n${failed.stderr}`.trim().split("\n");
  // A package may carry files of another Python's syntax on purpose, as tests of parsers do.
  host.log.info(`Parts of ${guestFolder} were not compiled, so that a guest compiles them at each start: ${first}`);
}
