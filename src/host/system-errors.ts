/** What the operating system's error codes mean at this door: one place turns them into a `HostFailure`. */
import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { HostFailure } from "./failure.ts";

/**
 * The `code` of a system error such as `ENOENT`.
 *
 * By its shape and not by `instanceof Error`: Node's own errors come from another realm where code runs in a context
 * of its own, as it does under jest.
 */
export function systemCode(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** What an error says, or its code where it says nothing (a refused connection to several addresses does so). */
export function messageOf(error: unknown): string {
  const message = typeof error === "object" && error !== null && "message" in error ? error.message : undefined;
  return (typeof message === "string" && message) || systemCode(error) || String(error);
}

/**
 * The failure that a system error stands for, or the error itself where it is none that a user can cause.
 *
 * @param path what was touched; for a full disk its file system is the one whose room is reported
 */
export function asHostFailure(error: unknown, path: string): unknown {
  switch (systemCode(error)) {
    case "EEXIST":
      return makesFolder(error) ? inTheWay(path) : error;
    case "ENOTDIR":
      if (makesFolder(error)) return inTheWay(path);
      return new HostFailure("not-found", `${path} does not exist`);
    case "ENOENT":
      return new HostFailure("not-found", `${path} does not exist`);
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new HostFailure("no-permission", `${path} may not be touched: ${messageOf(error)}`);
    case "ENOSPC":
    case "EDQUOT":
      return noSpace(path);
    default:
      return error;
  }
}

function makesFolder(error: unknown): boolean {
  return typeof error === "object" && error !== null && "syscall" in error && error.syscall === "mkdir";
}

function inTheWay(path: string): HostFailure {
  return new HostFailure("no-permission", `${path} cannot be made: a file lies in its way`);
}

export function noSpace(path: string): HostFailure {
  return new HostFailure("no-space", `no room is left in ${path}${roomAt(path)}`);
}

/** Runs a file operation and words its system errors. */
export async function touching<T>(path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw asHostFailure(error, path);
  }
}

/** Bytes where a path lies, as far as the system tells; the path itself need not exist. */
export function spaceAt(path: string): { readonly free: number; readonly all: number } | undefined {
  let folder = path;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    const { bavail, blocks, bsize } = statfsSync(folder);
    return { free: bavail * bsize, all: blocks * bsize };
  } catch {
    return undefined;
  }
}

function roomAt(path: string): string {
  const space = spaceAt(path);
  return space === undefined ? "" : ` (${space.free} of ${space.all} bytes are free)`;
}
