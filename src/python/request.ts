/**
 * Which Python was asked for, and by what: the answer to "why this version?" in the log and the summary.
 *
 * A version that the user wrote down is binding to the last digit. The version of an interpreter that merely lies on
 * PATH is not: it says which minor version is wanted, and its patch number is a preference, for every patch of a minor
 * version has the same ABI (PEP 387; https://docs.python.org/3/c-api/stable.html).
 */
import { UserError } from "../report/errors.ts";
import { type PythonVersion, parsePythonVersion } from "./version.ts";

export type PythonRequest = ExactRequest | SeriesRequest;

export interface ExactRequest {
  readonly kind: "exact";
  /** `3.13.9` */
  readonly text: string;
  readonly minor: PythonVersion["minor"];
  readonly version: PythonVersion;
  /** Whether another patch of the same minor version will do. */
  readonly binding: boolean;
  /** Where it was read: `python-version`, `python on PATH`. */
  readonly source: string;
}

export interface SeriesRequest {
  readonly kind: "series";
  /** `3.13` */
  readonly text: string;
  readonly minor: PythonVersion["minor"];
  readonly source: string;
}

/**
 * Reads the `python-version` input: `3.13`, `3.13.5` or `3.15.0b4`.
 * @throws {UserError} WASI-PYTHON-VERSION
 */
export function versionFromInput(text: string, source = "python-version"): PythonRequest {
  const asked = text.trim();
  const version = parsePythonVersion(asked);
  if (version) return { kind: "exact", text: asked, minor: version.minor, version, binding: true, source };
  const series = /^3\.(\d{1,3})$/.exec(asked);
  if (!series) throw unreadable(asked, source);
  // YAML reads an unquoted 3.10 as the number 3.1, and 3.20 as 3.2; neither 3.1 nor 3.2 can have been meant.
  if (Number(series[1]) < 4) throw unquoted(asked, source);
  return { kind: "series", text: asked, minor: `3.${Number(series[1])}`, source };
}

/** The version of an interpreter that nobody asked for by number, such as the one that setup-python put on PATH. */
export function versionFromInterpreter(version: PythonVersion, source: string): PythonRequest {
  return { kind: "exact", text: version.text, minor: version.minor, version, binding: false, source };
}

/** `3.13.9 (python on PATH)` */
export function describeRequest(request: PythonRequest): string {
  return `${request.text} (${request.source})`;
}

function unreadable(asked: string, source: string): UserError {
  const freeThreaded = /^(3\.\d+(?:\.\d+(?:(?:a|b|rc)\d+)?)?)t$/.exec(asked);
  if (freeThreaded) {
    return new UserError(
      "WASI-PYTHON-VERSION",
      `${source}: "${asked}" asks for a free-threaded Python, and CPython has no free-threaded build for WASI.`,
      `Write ${freeThreaded[1]}.`,
    );
  }
  return new UserError(
    "WASI-PYTHON-VERSION",
    asked === "" ? `${source} is empty.` : `${source}: "${asked}" is not a Python version.`,
    "Write a minor version such as 3.13, a release such as 3.13.5, or a pre-release such as 3.15.0b4.",
  );
}

function unquoted(asked: string, source: string): UserError {
  return new UserError(
    "WASI-PYTHON-VERSION",
    `${source}: Python ${asked} is older than every CPython for WASI.`,
    `Where 3.${asked.slice(2)}0 was meant, quote it: YAML reads an unquoted 3.${asked.slice(2)}0 as the number ${asked}.`,
  );
}
