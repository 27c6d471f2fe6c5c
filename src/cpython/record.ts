/** target-python.json: the description of an installation, kept inside it, with paths relative to its folder. */
import { basename, join } from "node:path";
import type { Host } from "../host/host.ts";
import { parsePythonVersion } from "../python/version.ts";
import { layoutPaths } from "./layout/layout.ts";
import { formatSysconfigData, parseSysconfigData, type SysconfigVars } from "./layout/sysconfig-data.ts";
import { relocateSysconfig } from "./layout/sysconfig-rewrite.ts";
import { linkSettings } from "./parts/link-settings.ts";
import type { CPythonParts } from "./parts/parts.ts";
import branches from "./source/branches.json" with { type: "json" };
import type { TargetPython } from "./target-python.ts";

const BRANCHES: Readonly<Record<string, { readonly stackSize: number; readonly initialMemory: number }>> =
  branches.branches;

/** wasi-libc's and wasm-ld's own, where neither the build nor the table says: 64 KiB of stack, what the data need. */
const WITHOUT_ANY_WORD = { stackSize: 65536, initialMemory: 0 };

interface TargetRecord extends Omit<TargetPython, "version" | "path" | "include" | "library" | "stdlib" | "sysconfig"> {
  readonly version: string;
  /** The folder that the sysconfig data name as prefix; another one means that the installation was moved. */
  readonly preparedFor: string;
}

/** Writes the record of an installation that has just been laid out in a folder. */
export async function writeRecord(
  { files }: Pick<Host, "files">,
  folder: string,
  parts: CPythonParts,
  made: { readonly sdk: number; readonly origin: string; readonly vars: SysconfigVars },
): Promise<void> {
  const { version } = parts;
  const settings = linkSettings(made.vars);
  const usual = BRANCHES[version.minor] ?? WITHOUT_ANY_WORD;
  const soabi = String(made.vars.SOABI ?? `cpython-3${version.minor.slice(2)}-wasm32-wasi`);
  const record: TargetRecord = {
    version: version.text,
    sdk: made.sdk,
    origin: made.origin,
    archives: parts.archives.map((archive) => `lib/${basename(archive)}`),
    sysconfigName: basename(parts.sysconfigData, ".py"),
    interpreter: parts.interpreter === undefined ? undefined : "python.wasm",
    soabi,
    extensionSuffix: String(made.vars.EXT_SUFFIX ?? `.${soabi}.so`),
    multiarch: String(made.vars.MULTIARCH ?? "wasm32-wasi"),
    stackSize: settings.stackSize ?? usual.stackSize,
    initialMemory: settings.initialMemory ?? usual.initialMemory,
    systemLibraries: settings.systemLibraries,
    preparedFor: folder,
  };
  await files.write(layoutPaths(folder, version.minor).record, `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * Opens an installation. It may have been moved since it was made, by the install itself or by a cache that restored it
 * elsewhere; then the sysconfig data are made to name the folder where it is now.
 *
 * @returns undefined where the folder is not a whole installation
 */
export async function openTargetPython(host: Pick<Host, "files">, folder: string): Promise<TargetPython | undefined> {
  const record = await readRecord(host, folder);
  const version = record && parsePythonVersion(record.version);
  if (!record || !version) return undefined;
  const paths = layoutPaths(folder, version.minor);
  const archives = record.archives.map((archive) => join(folder, archive));
  const sysconfigModule = join(paths.sysconfig, `${record.sysconfigName}.py`);
  const needed = [
    paths.library,
    ...archives,
    join(paths.include, "Python.h"),
    join(paths.stdlib, "os.py"),
    sysconfigModule,
  ];
  for (const path of needed) if (!(await host.files.info(path))) return undefined;
  if (record.preparedFor !== folder) await relocate(host, folder, paths.sysconfig, record, paths.record);
  const { preparedFor: _, ...described } = record;
  return {
    ...described,
    version,
    path: folder,
    include: paths.include,
    library: paths.library,
    archives,
    stdlib: paths.stdlib,
    sysconfig: paths.sysconfig,
    interpreter: record.interpreter === undefined ? undefined : paths.interpreter,
  };
}

async function readRecord({ files }: Pick<Host, "files">, folder: string): Promise<TargetRecord | undefined> {
  const path = join(folder, "target-python.json");
  if (!(await files.info(path))) return undefined;
  try {
    return JSON.parse(await files.readText(path)) as TargetRecord;
  } catch {
    return undefined;
  }
}

/** Whoever does this at the same time writes the same bytes; the record comes last. */
async function relocate(
  { files }: Pick<Host, "files">,
  folder: string,
  sysconfig: string,
  record: TargetRecord,
  recordPath: string,
): Promise<void> {
  const moved = (vars: SysconfigVars) => relocateSysconfig(vars, record.preparedFor, folder);
  for (const name of await files.list(sysconfig)) {
    const path = join(sysconfig, name);
    if (name.endsWith(".py")) {
      await files.write(path, formatSysconfigData(moved(parseSysconfigData(await files.readText(path)))));
    } else if (name.endsWith(".json")) {
      await files.write(path, `${JSON.stringify(moved(JSON.parse(await files.readText(path))), null, 2)}\n`);
    }
  }
  await files.write(recordPath, `${JSON.stringify({ ...record, preparedFor: folder }, null, 2)}\n`);
}
