/** Compiles Python files beforehand: a guest cannot write its .pyc files, and would compile them at every start. */
import type { Host } from "../host/host.ts";
import type { BuildPython } from "./build-python.ts";
import { nativeEnvironment } from "./native-environment.ts";

/**
 * A build Python of the same X.Y writes the bytecode that the guest reads. `unchecked-hash` (PEP 552): no look at the
 * sources' timestamps, which archives and caches change. Tracebacks name the guest's paths.
 *
 * @param folder absolute
 * @param guestFolder where the guest sees it: `/lib/python3.13`
 * @param except what is left to be compiled by who imports it: a regular expression of Python's for the start of a path
 * below the folder
 */
export async function compileLibrary(
  host: Pick<Host, "processes" | "platform" | "env" | "log">,
  buildPython: BuildPython,
  folder: string,
  guestFolder: string,
  except?: string,
): Promise<void> {
  const { code, stdout, stderr } = await host.processes.run(
    buildPython.executable,
    [
      ...["-I", "-m", "compileall", "-q", "-j", String(host.platform.cores)],
      ...["--invalidation-mode", "unchecked-hash", "-s", folder, "-p", guestFolder],
      ...(except === undefined ? [] : ["-x", `^${literal(`${folder}/`)}${except}`]),
      folder,
    ],
    { env: nativeEnvironment(host.env) },
  );
  if (code === 0) return;
  const [first = `exit code ${code}`] = `${stdout}\n${stderr}`.trim().split("\n");
  // A package may carry files of another Python's syntax on purpose, as tests of parsers do.
  host.log.info(`Parts of ${guestFolder} were not compiled, so that a guest compiles them at each start: ${first}`);
}

/** A text as a regular expression of Python's. */
function literal(text: string): string {
  return text.replace(/[^\w/]/g, "\\$&");
}
