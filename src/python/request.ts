/**
 * Which Python was asked for, and by what: the answer to "why this version?" in the log and the summary.
 *
 * A version that the user wrote down is binding to the last digit. The version of an interpreter that merely lies on
 * PATH is not: it says which minor version is wanted, and its patch number is a preference, for every patch of a minor
 * version has the same ABI (PEP 387; https://docs.python.org/3/c-api/stable.html).
 */
import { UserError } from "../report/errors.ts";
import { refuseOtherPython } from "./other-pythons.ts";
import { type Dialect, parseSpecifier } from "./specifier.ts";
import type { PythonVersion } from "./version.ts";

export type PythonRequest = ExactRequest | SeriesRequest | RangeRequest;

interface Asked {
  /** As it was written: `3.13.9`, `>=3.11,<3.14`. */
  readonly text: string;
  /** Where it was read: `python-version`, `pyproject.toml: requires-python`, `python on PATH`. */
  readonly source: string;
}

export interface ExactRequest extends Asked {
  readonly kind: "exact";
  readonly minor: PythonVersion["minor"];
  readonly version: PythonVersion;
  /** Whether another patch of the same minor version will do. */
  readonly binding: boolean;
}

export interface SeriesRequest extends Asked {
  readonly kind: "series";
  readonly minor: PythonVersion["minor"];
  /** Whether a pre-release will do, as `3.15-dev` has it. */
  readonly prereleases: boolean;
}

export interface RangeRequest extends Asked {
  readonly kind: "range";
  /** Specifier sets of PEP 440; a version has to satisfy one of them. */
  readonly alternatives: readonly string[];
}

/** What one place says, before it is read. */
export interface Statement extends Asked {
  readonly dialect: Dialect;
}

/**
 * @returns undefined where the statement names no version that can be read
 * @throws {UserError} WASI-PYTHON-VERSION for a Python that there is not for WASI
 */
export function requestOf({ text, source, dialect }: Statement): PythonRequest | undefined {
  const asked = { text: text.trim(), source };
  refuseOtherPython(asked.text, source);
  const specifier = parseSpecifier(asked.text, dialect);
  if (!specifier) return undefined;
  switch (specifier.kind) {
    case "exact":
      return { ...asked, ...specifier, text: specifier.version.text, minor: specifier.version.minor, binding: true };
    case "series":
      // YAML reads an unquoted 3.10 as the number 3.1, and 3.20 as 3.2; neither 3.1 nor 3.2 can have been meant.
      if (/^3\.[1-3]$/.test(asked.text)) throw unquoted(asked.text, source);
      return { ...asked, ...specifier };
    case "range":
      return { ...asked, ...specifier };
  }
}

/** @throws {UserError} WASI-PYTHON-VERSION also where nothing can be read */
export function requiredRequest(statement: Statement): PythonRequest {
  const request = requestOf(statement);
  if (request) return request;
  const { text, source } = statement;
  throw new UserError(
    "WASI-PYTHON-VERSION",
    text.trim() === "" ? `${source} is empty.` : `${source}: "${text.trim()}" is not a Python version.`,
    "Write a minor version such as 3.13, a release such as 3.13.5, a pre-release such as 3.15.0b4, or a range such as >=3.11,<3.14.",
  );
}

/** Reads one version as a user writes it in a workflow: `3.13`, `3.13.5`, `3.15.0b4`, `>=3.11`. */
export function versionFromInput(text: string, source = "python-version"): PythonRequest {
  return requiredRequest({ text, source, dialect: "setup-python" });
}

/** The version of an interpreter that nobody asked for by number, such as the one that setup-python put on PATH. */
export function versionFromInterpreter(version: PythonVersion, source: string): PythonRequest {
  return { kind: "exact", text: version.text, minor: version.minor, version, binding: false, source };
}

/** For an error: `3.13.9 (python on PATH)`. */
export function describeRequest({ text, source }: PythonRequest): string {
  return `${text} (${source})`;
}

/** For the log: `from .python-version: 3.13`, `from pyproject.toml: requires-python >=3.11`. */
export function whence({ text, source }: PythonRequest): string {
  return `from ${source}${source.includes(": ") ? "" : ":"} ${text}`;
}

function unquoted(asked: string, source: string): UserError {
  return new UserError(
    "WASI-PYTHON-VERSION",
    `${source}: Python ${asked} is older than every CPython for WASI.`,
    `Where 3.${asked.slice(2)}0 was meant, quote it: YAML reads an unquoted 3.${asked.slice(2)}0 as the number ${asked}.`,
  );
}
