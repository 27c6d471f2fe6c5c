/**
 * Whether a wheel holds what its sources announce.
 *
 * A build can end well and leave the extension out: optional extensions, a retry as a pure wheel, a switch that is off
 * by default, a back end that built for this machine. Users would see green and meet an ImportError in the guest.
 */
import { UserError } from "../report/errors.ts";
import { announcedSources } from "./announced-sources.ts";
import { errorLines } from "./error-lines.ts";
import type { Wheel } from "./wheel.ts";

export interface Evidence {
  /** Files of the source tree, with `/`; undefined where the user gave a wheel. */
  readonly sources: readonly string[] | undefined;
  /** Output of the build. */
  readonly log: string;
  /** Text of setup.py, where there is one. */
  readonly setupPy: string | undefined;
  readonly allowPure: boolean;
}

/** @throws {UserError} WASI-BUILD-NO-EXTENSION */
export function checkWheel(wheel: Wheel, evidence: Evidence): void {
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
  if (wheel.extensions.length > 0 || evidence.allowPure || !evidence.sources) return;
  const announced = announcedSources(evidence.sources);
  if (announced.length === 0) return;
  const { remedy, details } = cause(evidence);
  throw new UserError(
    "WASI-BUILD-NO-EXTENSION",
    `${wheel.name} ${wheel.version} was built without an extension, though its sources have ${sample(announced)}.`,
    `${remedy} If the pure wheel is what you want, set allow-pure: true.`,
    details,
  );
}

function cause(evidence: Evidence): { remedy: string; details: readonly string[] } {
  const errors = /error:|CMake Error|ERROR:/.test(evidence.log) ? errorLines(evidence.log) : [];
  if (errors.length > 0) {
    return {
      remedy: "The extension is optional in this package, and building it failed; the lines above say why.",
      details: errors,
    };
  }
  const switches = environmentVariables(evidence.setupPy ?? "");
  if (switches.length > 0) {
    return {
      remedy: `The package's setup.py reads ${switches.join(", ")}: its extension may have to be switched on with one of them (environment: NAME=1).`,
      details: [],
    };
  }
  return {
    remedy: "Look in the package's documentation for how its extension is switched on (config-settings, environment).",
    details: [],
  };
}

/** Variables that setup.py asks for, without those of compilers. */
function environmentVariables(setupPy: string): readonly string[] {
  const found = [...setupPy.matchAll(/(?:environ(?:\.get\(|\[)|getenv\()\s*["']([A-Z][A-Z0-9_]+)["']/g)];
  const names = new Set(found.map((match) => match[1] ?? ""));
  return [...names].filter((name) => !/^(?:CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS|PATH|HOME)$/.test(name));
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
