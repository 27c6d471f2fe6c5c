/** `pywasi audit`: who made a file, what it needs, and which of its functions would trap. */
import { auditLines } from "../audit/audit-lines.ts";
import { auditFile, type FileAudit } from "../audit/file-audit.ts";
import { readWheel } from "../build/wheel.ts";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import { UserError } from "../report/errors.ts";

/** What of a wheel's files can be an object, a library or a module. */
const CODE = /\.(so|o|a|wasm)$/;

/**
 * @param paths of objects, static libraries, modules and wheels
 * @param python X.Y or X.Y.Z; undefined for what each file's name says
 * @throws {UserError} WASI-INPUT-VALUE, WASI-OBJECT-FORMAT, WASI-ARCHIVE-…
 */
export async function audit(
  host: Host,
  paths: readonly string[],
  python: string | undefined,
  json: boolean,
  print: (text: string) => void,
): Promise<void> {
  if (paths.length === 0) {
    throw new UserError("WASI-INPUT-VALUE", "There is nothing to audit.", "Name files: pywasi audit FILE…");
  }
  const minor = /^3\.\d+/.exec(python ?? "")?.[0];
  const audits: FileAudit[] = [];
  for (const path of paths) {
    for (const [name, bytes] of await contents(host, path)) audits.push(auditFile(bytes, name, minor));
  }
  print(json ? JSON.stringify(audits, undefined, 2) : audits.flatMap(auditLines).join("\n"));
}

async function contents(host: Host, path: string): Promise<readonly (readonly [string, Uint8Array])[]> {
  const absolute = userPath(host, path);
  if ((await host.files.info(absolute))?.kind !== "file") {
    throw new UserError(
      "WASI-INPUT-VALUE",
      `There is no file ${absolute}.`,
      "Name files that exist: pywasi audit FILE…",
    );
  }
  if (!path.endsWith(".whl")) return [[path, await host.files.readBytes(absolute)]];
  const wheel = await readWheel(host, absolute);
  return [...wheel.contents]
    .filter(([name]) => CODE.test(name))
    .map(([name, bytes]) => [`${path}: ${name}`, bytes] as const);
}
