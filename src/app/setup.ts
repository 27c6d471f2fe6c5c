/** The first half of the way: Python version, lock, SDK, CPython for WASI, cross environment. */
import { ensureRustTarget } from "../build/rust-target.ts";
import type { BuildPython } from "../cpython/build-python/build-python.ts";
import { installTargetPython } from "../cpython/install.ts";
import { wayOf } from "../cpython/resolve-cpython.ts";
import { configureOptions, isPlain } from "../cpython/source/build-options.ts";
import { branchOf } from "../cpython/source/build-recipe.ts";
import type { TargetPython } from "../cpython/target-python.ts";
import type { PlatformTag } from "../cross/cross-variables.ts";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { Inputs } from "../inputs/inputs.ts";
import type { AdditionFolders } from "../libc/additions.ts";
import { installAdditions } from "../libc/install-additions.ts";
import type { LibraryInstall } from "../library/install-libraries.ts";
import { lockFor } from "../lock/lock.ts";
import { downloadSettings } from "../pins/settings.ts";
import type { JobReport } from "../report/job-report.ts";
import { exceptionLibraries as findExceptionLibraries } from "../sdk/exceptions.ts";
import type { WasiSdk } from "../sdk/sdk.ts";
import { type CrossFolder, writeCrossFolder } from "./cross-folder.ts";
import { libraryInstall, nativeLibraries } from "./native-libraries.ts";
import type { Steps } from "./steps.ts";
import { whichPython } from "./which-python.ts";
import { whichSdk } from "./which-sdk.ts";

export interface Setup {
  readonly sdk: WasiSdk;
  readonly target: TargetPython;
  /** What is added to the SDK's libc. */
  readonly additions: AdditionFolders;
  /** Absolute folder of the SDK's C++ libraries with exceptions; undefined where they are off. */
  readonly exceptionLibraries: string | undefined;
  readonly buildPython: BuildPython;
  readonly cross: CrossFolder;
  /** For libraries that are built later. */
  readonly libraryInstall: Omit<LibraryInstall, "recipes">;
  readonly report: Pick<JobReport, "python" | "sdk">;
}

/** @throws {UserError} of the families PYTHON, LOCK, SDK, PIN, MANIFEST, DOWNLOAD, ARCHIVE, CPYTHON */
export async function setup(host: Host, inputs: Inputs, steps: Steps): Promise<Setup> {
  const choice = cpythonChoice(host, inputs);
  const { settings, buildPython, resolution, lock } = await steps.step("Python and lock", async () => {
    const settings = await downloadSettings(host, inputs);
    const { buildPython, resolution, sourceTree } = await whichPython(host, inputs, choice, settings);
    const lock = lockFor(resolution.version, sourceTree);
    const { minor } = resolution.version;
    // Before the SDK is downloaded for a build that configure would refuse.
    configureOptions(inputs.cpythonOptions, minor, branchOf(minor) ?? { dynamicLinking: true });
    host.log.info(`Python ${resolution.version.text} ${resolution.reason}`);
    host.log.info(`build Python: ${buildPython.version.text}, ${buildPython.source}`);
    host.log.info(`WASI SDK ${lock.sdk}: ${lock.reason}`);
    return { settings, buildPython, resolution, lock };
  });
  const { sdk, deviation } = await steps.step("WASI SDK", () => whichSdk(host, inputs, lock, settings));
  const target = await steps.step("CPython for WASI", () =>
    installTargetPython(host, {
      version: resolution.version,
      sdk,
      buildPython,
      settings,
      choice,
      options: inputs.cpythonOptions,
      strict: inputs.strict,
    }),
  );
  if (inputs.rust === "true") {
    await steps.step("Rust target", () => ensureRustTarget(host, { folder: host.folders.work, env: host.env }));
  }
  const exceptionLibraries = await findExceptionLibraries(host, sdk, inputs.exceptions);
  const additions = await steps.step("Additions to libc", () => installAdditions(host, sdk));
  const crossOptions = {
    sdk,
    target,
    additions,
    exceptionLibraries,
    buildPython: buildPython.executable,
    platformTag: inputs.platformTag as PlatformTag,
    simd: inputs.simd,
    lto: inputs.lto,
  };
  const install = libraryInstall(host, crossOptions, settings);
  const libraries =
    inputs.nativeDeps.length === 0
      ? []
      : await steps.step("Native libraries", () => nativeLibraries(host, inputs, install));
  const cross = await steps.step("Cross environment", () =>
    writeCrossFolder(host, { ...crossOptions, libraries: libraries.map(({ prefix }) => prefix) }),
  );
  return {
    sdk,
    target,
    additions,
    exceptionLibraries,
    buildPython,
    cross,
    libraryInstall: install,
    report: {
      python: {
        version: target.version.text,
        why: resolution.reason,
        origin: target.origin,
        installed: target.installed,
      },
      sdk: { number: sdk.number, why: deviation ?? lock.reason, origin: sdk.origin, installed: sdk.installed },
    },
  };
}

/** `release`, `source`, `auto`, or an absolute path. Options are for a build: then `auto` leaves no other way. */
function cpythonChoice(host: Host, { cpython, cpythonOptions }: Inputs): string {
  if (cpython === "auto" && !isPlain(cpythonOptions)) return "source";
  return wayOf(cpython) ? cpython : userPath(host, cpython);
}
