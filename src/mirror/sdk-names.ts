/** What the released SDK archives are called, and what is called what in them. */
import { mirrorError } from "./failure.ts";
import type { SdkPart } from "./parts.ts";

export interface SdkNames {
  /** `wasi-sdk-24.0-x86_64-linux.tar.gz` */
  readonly archive: string;
  /** Folder inside the archive. */
  readonly top: string;
  /** Path of the archive below the mirror, the one of its URL. */
  readonly path: string;
}

/** Releases up to 22 do not name the machine in the file name, and have no Linux but x86_64. */
const FIRST_WITH_ARCH = 23;

/** @throws {UserError} WASI-MIRROR where the release has no archive for the machine */
export function sdkNames({ release, name }: SdkPart, arch: "x64" | "arm64"): SdkNames {
  if (release < FIRST_WITH_ARCH && arch !== "x64") {
    throw mirrorError(
      `WASI SDK ${release} was never released for arm64 Linux, so ${name} has nothing to stand for.`,
      "Take sdk-24 or sdk-33 on this machine, or assemble sdk-21 on an x86_64 one.",
    );
  }
  const withArch = release >= FIRST_WITH_ARCH;
  const stem = withArch
    ? `wasi-sdk-${release}.0-${arch === "x64" ? "x86_64" : "arm64"}-linux`
    : `wasi-sdk-${release}.0-linux`;
  return {
    archive: `${stem}.tar.gz`,
    top: withArch ? stem : `wasi-sdk-${release}.0`,
    path: `WebAssembly/wasi-sdk/releases/download/wasi-sdk-${release}/${stem}.tar.gz`,
  };
}

/** Debian's name of the machine in library folders. */
export function multiarch(arch: "x64" | "arm64"): string {
  return arch === "x64" ? "x86_64-linux-gnu" : "aarch64-linux-gnu";
}
