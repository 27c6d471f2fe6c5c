/**
 * Whether a wheel holds what its sources announce.
 *
 * A build can end well and leave the extension out: optional extensions, a retry as a pure wheel, a switch that is off
 * by default, a back end that built for this machine. Users would see green and meet an ImportError in the guest.
 */
import { type FileFormat, fileFormat } from "../link/file-format.ts";
import { UserError } from "../report/errors.ts";
import type { Remark } from "../report/remark.ts";
import { type LossEvidence, lossCause } from "../wheel/loss-causes.ts";
import { lostExtensions } from "../wheel/lost-extensions.ts";
import { errorLines } from "./failures/error-lines.ts";
import { remedyForLibraries } from "./failures/missing-libraries.ts";
import { announcedSources } from "./source/announced-sources.ts";
import type { Wheel } from "./wheel.ts";

export interface Evidence extends LossEvidence {
  /** Files of the source tree, with `/`; undefined where the user gave a wheel. */
  readonly sources: readonly string[] | undefined;
  /** Text of those that announce extensions, by path. */
  readonly announcing: ReadonlyMap<string, string>;
  readonly allowPure: boolean;
}

/** Formats of programs for the build machine, and what an extension that is one is called. */
const OF_A_MACHINE: Readonly<Partial<Record<FileFormat, string>>> = {
  elf: "an ELF file",
  "mach-o": "a Mach-O file",
  pe: "a Windows library",
};

/**
 * @returns what is odd and no error
 * @throws {UserError} WASI-BUILD-NO-EXTENSION
 */
export function checkWheel(wheel: Wheel, evidence: Evidence): readonly Remark[] {
  for (const extension of wheel.extensions) {
    const machine = OF_A_MACHINE[fileFormat(extension.bytes, undefined)];
    if (machine) {
      throw new UserError(
        "WASI-BUILD-NO-EXTENSION",
        `${wheel.name}: ${extension.path} is ${machine}, not WebAssembly.`,
        "The package's build called a compiler of this machine by itself. Look for a setting that makes it use CC and CXX.",
      );
    }
  }
  if (!evidence.sources) return [];
  const announced = announcedSources(evidence.sources);
  if (wheel.extensions.length > 0) return checkLosses(wheel, evidence);
  if (evidence.allowPure || announced.length === 0) return [];
  const errors = /error:|CMake Error|ERROR:/.test(evidence.log) ? errorLines(evidence.log) : [];
  throw new UserError(
    "WASI-BUILD-NO-EXTENSION",
    `${wheel.name} ${wheel.version} was built without an extension, though its sources have ${sample(announced)}.`,
    `${remedyFor(evidence)} If the pure wheel is what you want, set allow-pure: true.`,
    errors,
  );
}

/** Some of several extensions are gone: an error where the log says so, else something to look at. */
function checkLosses(wheel: Wheel, evidence: Evidence): readonly Remark[] {
  const built = wheel.extensions.map(({ module }) => module);
  const { failed, missing, unbuilt } = lostExtensions(built, evidence.log, evidence.announcing);
  if (failed.length > 0 && !evidence.allowPure) {
    throw new UserError(
      "WASI-BUILD-NO-EXTENSION",
      `${wheel.name} ${wheel.version} lost ${failed.length} of ${built.length + failed.length + missing.length} extensions: ${failed.join(", ")}.`,
      `${remedyFor(evidence)} If the wheel is good enough without, set allow-pure: true.`,
      errorLines(evidence.log),
    );
  }
  const gone = [...failed, ...missing];
  const remarks: Remark[] = [];
  if (gone.length > 0) {
    remarks.push({
      level: "warning",
      text: `${wheel.name} was built without ${sample(gone)}, which its build began.`,
    });
  }
  if (unbuilt.length > 0) {
    // A hint only: sources carry modules for tests, documentation and other platforms.
    remarks.push({
      level: "notice",
      text: `The sources of ${wheel.name} also announce ${sample(unbuilt)}; the wheel has ${built.length} others.`,
    });
  }
  return remarks;
}

/** The cause, and the library that the build missed, where there is a recipe for it. */
function remedyFor(evidence: Evidence): string {
  const libraries = remedyForLibraries(evidence.log);
  return [lossCause(evidence).remedy, ...(libraries === undefined ? [] : [libraries])].join(" ");
}

function sample(files: readonly string[]): string {
  const [first = "", ...rest] = files;
  return rest.length === 0 ? first : `${first} and ${rest.length} more`;
}
