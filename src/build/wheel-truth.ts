/**
 * Whether a wheel holds what its sources announce.
 *
 * A build can end well and leave the extension out: optional extensions, a retry as a pure wheel, a switch that is off
 * by default, a back end that built for this machine. Users would see green and meet an ImportError in the guest.
 */
import { UserError } from "../report/errors.ts";
import type { Remark } from "../report/remark.ts";
import { type LossEvidence, lossCause } from "../wheel/loss-causes.ts";
import { lostExtensions } from "../wheel/lost-extensions.ts";
import { announcedSources } from "./announced-sources.ts";
import { errorLines } from "./error-lines.ts";
import { remedyForLibraries } from "./missing-libraries.ts";
import type { Wheel } from "./wheel.ts";

export interface Evidence extends LossEvidence {
  /** Files of the source tree, with `/`; undefined where the user gave a wheel. */
  readonly sources: readonly string[] | undefined;
  /** Text of those that announce extensions, by path. */
  readonly announcing: ReadonlyMap<string, string>;
  readonly allowPure: boolean;
}

/**
 * @returns what is odd and no error
 * @throws {UserError} WASI-BUILD-NO-EXTENSION
 */
export function checkWheel(wheel: Wheel, evidence: Evidence): readonly Remark[] {
  for (const extension of wheel.extensions) {
    const machine = foreignFormat(extension.bytes);
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

/** By the first bytes of executables (ELF, Mach-O in both orders and as universal file, PE). */
function foreignFormat(bytes: Uint8Array): string | undefined {
  const magic = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (magic === "7f454c46") return "an ELF file";
  if (/^(?:feedfac[ef]|c[ef]faedfe|cafebabe)$/.test(magic)) return "a Mach-O file";
  if (magic.startsWith("4d5a")) return "a Windows library";
  return undefined;
}
