/** Compiles the standard library beforehand: a guest cannot write its .pyc files, and would compile at every start. */
import type { Host } from "../host/host.ts";
import type { PythonVersion } from "../python/version.ts";
import type { BuildPython } from "./build-python.ts";
import { nativeEnvironment } from "./native-environment.ts";

/**
 * A build Python of the same X.Y writes the bytecode that the guest reads. `unchecked-hash` (PEP 552): no look at the
 * sources' timestamps, which archives and caches change. Tracebacks name the guest's paths.
 */
export async function compileStdlib(
  host: Pick<Host, "processes" | "platform" | "env" | "log">,
  buildPython: BuildPython,
  stdlib: string,
  minor: PythonVersion["minor"],
): Promise<void> {
  const { code, stdout, stderr } = await host.processes.run(
    buildPython.executable,
    [
      ...["-I", "-m", "compileall", "-q", "-j", String(host.platform.cores)],
      ...["--invalidation-mode", "unchecked-hash", "-s", stdlib, "-p", `/lib/python${minor}`, stdlib],
    ],
    { env: nativeEnvironment(host.env) },
  );
  if (code === 0) return;
  const [first = `exit code ${code}`] = `${stdout}\n${stderr}`.trim().split("\n");
  host.log.warning(
    `Parts of the standard library were not compiled, so that a guest compiles them at each start: ${first}`,
  );
}
