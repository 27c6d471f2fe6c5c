/** What stops a mirror, in words for users: every error of this room is a WASI-MIRROR that keeps what was downloaded. */
import { HostFailure } from "../host/failure.ts";
import { UserError } from "../report/errors.ts";

const RESUMES = "What was downloaded is kept; the same command goes on from there.";

export function mirrorError(happened: string, remedy: string, details: readonly string[] = []): UserError {
  return new UserError("WASI-MIRROR", happened, remedy, details);
}

export function noRoom(folder: string, details: readonly string[] = []): UserError {
  return mirrorError(
    `The disk of ${folder} is full.`,
    `Make room, or name a folder on another disk with PYWASI_MIRROR_DIR. ${RESUMES}`,
    details,
  );
}

/**
 * The error of a program that failed, read from what it said.
 *
 * @param task what it was to do, as the end of "could not …"
 * @param output its standard error, or where it has none its standard output
 */
export function programError(task: string, output: string, folder: string): UserError {
  const details = output
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .slice(-15);
  if (/No space left on device|Disk quota exceeded|You don't have enough free space/.test(output)) {
    return noRoom(folder, details);
  }
  if (
    /Could not resolve|Temporary failure|Could not connect|Connection (refused|timed out|failed)|unreachable|Failed to establish/i.test(
      output,
    )
  ) {
    return mirrorError(
      `The mirror could not ${task}: the package registry does not answer.`,
      `Check the network, or the proxy or mirror that apt and pip are set up with. ${RESUMES}`,
      details,
    );
  }
  return mirrorError(
    `The mirror could not ${task}.`,
    `The lines above are the end of what the program said. ${RESUMES}`,
    details,
  );
}

/** Gives a failure of the machine the words of this room; other errors pass. */
export function inMirrorWords(error: unknown, folder: string): unknown {
  if (!(error instanceof HostFailure)) return error;
  if (error.kind === "no-space") return noRoom(folder, [error.message]);
  if (error.kind === "no-permission") {
    return mirrorError(
      `The mirror may not write below ${folder}.`,
      "Name a folder of your own with PYWASI_MIRROR_DIR or --folder.",
      [error.message],
    );
  }
  return mirrorError(`The mirror could not be assembled: ${error.message}.`, RESUMES);
}
