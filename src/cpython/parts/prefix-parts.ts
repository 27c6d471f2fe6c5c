/** An install prefix, as `make install` leaves it: lib/pythonX.Y, include/pythonX.Y, lib/pythonX.Y/config-X.Y-…. */
import { join } from "node:path";
import type { Host } from "../../host/host.ts";
import {
  fileMatching,
  findArchives,
  firstExisting,
  type Inspection,
  readSysconfig,
  SYSCONFIG_JSON,
  SYSCONFIG_MODULE,
  versionOfHeaders,
} from "./parts.ts";

/** @returns undefined where the folder is not laid out like one */
export async function inspectPrefix(host: Pick<Host, "files">, folder: string): Promise<Inspection | undefined> {
  const stdlib = await fileMatching(host, join(folder, "lib"), /^python3\.\d+$/);
  if (stdlib === undefined || !(await host.files.info(join(stdlib, "os.py")))) return undefined;
  const name = stdlib.slice(stdlib.lastIndexOf("python"));
  const headers = join(folder, "include", name);
  const config = await fileMatching(host, stdlib, /^config-/);
  const library = await firstExisting(host, [
    ...(config === undefined ? [] : [join(config, `lib${name}.a`)]),
    join(folder, "lib", `lib${name}.a`),
  ]);
  const sysconfigData = await fileMatching(host, stdlib, SYSCONFIG_MODULE);
  const vars = await readSysconfig(host.files, sysconfigData);
  const version = await versionOfHeaders(host, headers);
  const pyconfig = await firstExisting(host, [join(headers, "pyconfig.h")]);
  const archives =
    vars && (await findArchives(host, vars, [join(folder, "lib"), ...(config === undefined ? [] : [config])]));

  const lacks: readonly [unknown, string][] = [
    [version, `include/${name}/patchlevel.h`],
    [pyconfig, `include/${name}/pyconfig.h`],
    [library, `lib${name}.a in lib/${name}/config-… or lib`],
    [vars, `lib/${name}/_sysconfigdata_….py`],
  ];
  const missing = [...lacks.filter(([found]) => !found).map(([, what]) => what), ...(archives?.missing ?? [])];
  const whole = version && pyconfig && library && sysconfigData && archives && missing.length === 0;
  return {
    kind: "an install prefix",
    missing,
    parts: whole
      ? {
          version,
          headers,
          pyconfig,
          library,
          archives: archives.found,
          stdlib,
          sysconfigData,
          sysconfigJson: await fileMatching(host, stdlib, SYSCONFIG_JSON),
          interpreter: await fileMatching(host, join(folder, "bin"), /^python3\.\d+\.wasm$/),
        }
      : undefined,
  };
}
