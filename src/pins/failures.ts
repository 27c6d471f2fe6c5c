/** What a failure of the machine means to someone who wanted a file: the one place that turns it into a coded error. */
import { withoutCredentials } from "../host/credentials.ts";
import { HostFailure } from "../host/failure.ts";
import { UserError } from "../report/errors.ts";

export interface Wanted {
  /** The file, or what was being done with it: `wasi-sdk-24.0-x86_64-linux.tar.gz`. */
  readonly what: string;
  /** The mirror in use, for the remedy. */
  readonly mirror?: string | undefined;
}

/** Runs a piece of work and words the failures that a user can act on; others pass as they are. */
export async function explaining<T>(wanted: Wanted, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explained(error, wanted);
  }
}

/** What the disk refused and nobody has worded yet, at the end of a run; anything else passes as it is. */
export function explainedDisk(error: unknown): unknown {
  const disk = error instanceof HostFailure && (error.kind === "no-space" || error.kind === "no-permission");
  return disk ? explained(error, { what: "What this run needs" }) : error;
}

export function explained(error: unknown, { what, ...wanted }: Wanted): unknown {
  if (!(error instanceof HostFailure)) return error;
  const mirror = wanted.mirror && withoutCredentials(wanted.mirror);
  switch (error.kind) {
    case "not-found":
      return notFound(error, what, mirror);
    case "http-status":
      return error.status === 404 || error.status === 410 ? notFound(error, what, mirror) : failed(error, what, mirror);
    case "network":
    case "not-json":
      return failed(error, what, mirror);
    case "archive-damaged":
      return new UserError(
        "WASI-ARCHIVE-DAMAGED",
        `${what} cannot be unpacked: ${withoutName(error, what)}.`,
        "Fetch the file again. If its checksum was right, it was pinned in this state: correct the mirror and its manifest, or report the committed checksum.",
      );
    case "archive-escape":
      return new UserError(
        "WASI-ARCHIVE-ESCAPE",
        `${what} was refused, and nothing of it was kept: ${withoutName(error, what)}.`,
        "Do not unpack it by hand. Find out where the file comes from; a release of the WASI SDK or of CPython does not do this.",
      );
    case "no-space":
      return new UserError(
        "WASI-DISK-FULL",
        `There is no room for ${what}: ${error.message}.`,
        "Free some space, or let RUNNER_TOOL_CACHE or PYWASI_CACHE_DIR name a folder on a larger disk. A WASI SDK takes up to 1 GB, a build of CPython 500 MB.",
      );
    case "no-permission":
      return new UserError(
        "WASI-DISK-PERMISSION",
        `${what} cannot be stored or read: ${error.message}.`,
        "Give this user access to the folder, or let RUNNER_TOOL_CACHE or PYWASI_CACHE_DIR name another one.",
      );
  }
}

/** The host begins with the archive's name, as we do. */
function withoutName(failure: HostFailure, what: string): string {
  return failure.message.startsWith(`${what}: `) ? failure.message.slice(what.length + 2) : failure.message;
}

function notFound(failure: HostFailure, what: string, mirror: string | undefined): UserError {
  const where = mirror === undefined ? "" : ` The mirror is ${mirror}.`;
  return new UserError(
    "WASI-DOWNLOAD-NOT-FOUND",
    `${what} is not there: ${failure.message}.${where}`,
    mirror === undefined
      ? "Ask for a version that has been released, or name a mirror that has the file."
      : "Put the file into the mirror, below the path that it has at its origin, or leave the mirror out to use the origin.",
  );
}

function failed(failure: HostFailure, what: string, mirror: string | undefined): UserError {
  if (failure.message.includes(" through the proxy ")) {
    return new UserError(
      "WASI-DOWNLOAD-FAILED",
      `${what} could not be downloaded: ${failure.message}.`,
      "Check that the proxy which https_proxy or http_proxy names answers from this machine, unset the variable, or let no_proxy name the host.",
    );
  }
  return new UserError(
    "WASI-DOWNLOAD-FAILED",
    `${what} could not be downloaded: ${failure.message}.`,
    mirror === undefined
      ? "Try again later. Behind a proxy set https_proxy (and NODE_EXTRA_CA_CERTS where it has its own certificate); without a network name a mirror."
      : `Check that the mirror ${mirror} answers from this machine, and that no_proxy names it where it must be reached directly.`,
  );
}
