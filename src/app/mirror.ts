/** `pywasi mirror`: assembles parts of a local mirror, lists them, serves them on loopback. */
import { join } from "node:path";
import { HostFailure } from "../host/failure.ts";
import { userCacheFolder } from "../host/folders.ts";
import type { Host } from "../host/host.ts";
import { type StaticServer, type StaticServerOptions, serveFolder } from "../host/static-server.ts";
import { userPath } from "../host/user-path.ts";
import { assembleMirror, listParts, type Mirror } from "../mirror/assemble.ts";
import { mirrorError } from "../mirror/failure.ts";
import { UserError } from "../report/errors.ts";

export interface MirrorCommand {
  /** Names of parts; none lists what there is. */
  readonly parts: readonly string[];
  /** `--folder`, absolute or relative to where the user stands. */
  readonly folder: string | undefined;
  /** Serves what is there until the process is told to end. */
  readonly serve: boolean;
  /** `--port`; default: a free one. */
  readonly port?: string | undefined;
  /** Results as JSON. */
  readonly json?: boolean;
}

/** What the process can do for the command. */
export interface MirrorTerminal {
  /** Standard output, a line at a time: results only. */
  readonly print: (line: string) => void;
  /** Settles when the user ends the serving. */
  readonly untilEnd: () => Promise<void>;
}

/** `PYWASI_MIRROR_DIR`, else `mirror` in the user's cache folder. */
export function defaultMirrorFolder(host: Host): string {
  return userPath(host, host.env.PYWASI_MIRROR_DIR || join(userCacheFolder(host.env, host.platform.os), "mirror"));
}

/** @throws {UserError} WASI-MIRROR, WASI-INPUT-VALUE */
export async function mirror(host: Host, terminal: MirrorTerminal, command: MirrorCommand): Promise<void> {
  const folder = command.folder === undefined ? defaultMirrorFolder(host) : userPath(host, command.folder);
  const port = portNumber(command.port);
  const assembled = command.parts.length > 0 ? await assembleMirror(host, { folder, parts: command.parts }) : undefined;
  if (assembled) printMirror(terminal, assembled, command.json ?? false);
  else if (!command.serve || command.json) await printParts(host, terminal, folder, command.json ?? false);
  if (!command.serve) return;
  const server = await serveMirror(folder, port === undefined ? {} : { port });
  terminal.print(command.json ? JSON.stringify({ url: server.url }) : `serving ${folder}`);
  if (!command.json) {
    terminal.print(`mirror: ${server.url}`);
    terminal.print(`manifest-file: ${server.url}/manifest.json`);
  }
  await terminal.untilEnd();
  await server.close();
}

/**
 * Serves a mirror on 127.0.0.1.
 * @throws {UserError} WASI-MIRROR where the port cannot be had
 */
export async function serveMirror(folder: string, options: StaticServerOptions = {}): Promise<StaticServer> {
  try {
    return await serveFolder(folder, options);
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    const remedy = "Name another with --port, or none for a free one.";
    throw mirrorError(`The mirror cannot be served on port ${options.port} of 127.0.0.1.`, remedy, [error.message]);
  }
}

function printMirror({ print }: MirrorTerminal, mirror: Mirror, json: boolean): void {
  if (json) {
    print(JSON.stringify(mirror));
    return;
  }
  for (const { name, about, files, folders, assembled } of mirror.parts) {
    print(`${name}: ${about} (${assembled ? "assembled" : "was there"})`);
    for (const { path, size, standIn } of files) {
      print(`  ${path} (${megabytes(size)}${standIn === undefined ? "" : `; stand-in: ${standIn}`})`);
    }
    for (const path of folders) print(`  ${path}/`);
  }
  print(`mirror: ${mirror.folder}`);
  print(`manifest-file: ${mirror.manifestPath}`);
}

async function printParts(host: Host, { print }: MirrorTerminal, folder: string, json: boolean): Promise<void> {
  const listed = (await listParts(host, folder)).map(({ part: { name, about, size }, made }) => ({
    name,
    about,
    needs: size,
    finished: made !== undefined,
    served: made?.files.reduce((sum, file) => sum + file.size, 0),
  }));
  if (json) {
    print(JSON.stringify({ folder, parts: listed }));
    return;
  }
  print(`Parts of the mirror in ${folder}:`);
  for (const { name, about, needs, finished, served } of listed) {
    const use = served ? `${megabytes(served)} to serve` : "used in place";
    const state = finished ? `finished, ${use}` : `not there, needs ${megabytes(needs)}`;
    print(`  ${name.padEnd(16)}${about} (${state})`);
  }
}

function portNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new UserError("WASI-INPUT-VALUE", `--port ${text} is not a port number.`, "Write a number from 0 to 65535.");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
