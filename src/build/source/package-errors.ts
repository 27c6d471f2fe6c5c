/** What the fetcher found wrong, in words for people. */
import { UserError } from "../../report/errors.ts";
import type { ModuleFailure } from "../python-module.ts";

export interface Asked {
  /** The requirement as the user wrote it. */
  readonly requirement: string;
  /** The target's version. */
  readonly python: string;
}

/** @returns the error to throw, or undefined for a failure that is not one of a user's */
export function packageError(failure: ModuleFailure, asked: Asked): UserError | undefined {
  const { facts } = failure;
  const versions = list(facts.versions);
  switch (failure.kind) {
    case "requirement":
      return new UserError(
        "WASI-INPUT-VALUE",
        `"${asked.requirement}" is no requirement: ${failure.message}.`,
        "Write a name with an optional version (name, name==1.2, name<2), a folder, an archive or a URL.",
      );
    case "excluded":
      return new UserError(
        "WASI-PACKAGE-NOT-FOUND",
        `"${asked.requirement}" leaves out this target: its marker ${failure.message} is false for Python ${asked.python} on WASI.`,
        "Remove the marker or the requirement.",
      );
    case "not-found":
      return new UserError(
        "WASI-PACKAGE-NOT-FOUND",
        `${failure.message} (asked for "${asked.requirement}").`,
        facts.indexes === 0
          ? "pip is set up with no index; give it one, or name a folder or an archive."
          : "Check the spelling. A private index is taken from pip's settings (PIP_INDEX_URL, PIP_EXTRA_INDEX_URL, pip.conf). A folder is written with a slash: ./name.",
      );
    case "no-version":
      return new UserError(
        "WASI-PACKAGE-NOT-FOUND",
        `No version fits "${asked.requirement}".`,
        versions.length > 0 ? `The newest versions are ${versions.join(", ")}.` : "All versions have been withdrawn.",
      );
    case "no-python":
      return new UserError(
        "WASI-PACKAGE-NOT-FOUND",
        `No version that fits "${asked.requirement}" is for Python ${asked.python}: ${facts.newest} asks for ${facts.requiresPython}.`,
        versions.length > 0
          ? `The newest versions for Python ${asked.python} are ${versions.join(", ")}; or choose another python-version.`
          : "Choose another python-version.",
      );
    case "no-sdist":
      return new UserError(
        "WASI-PACKAGE-NO-SDIST",
        `"${asked.requirement}" has wheels only, and wheels for other machines cannot be linked.`,
        "Name a version that has a source distribution, or give the project's source tree as a folder.",
        list(facts.wheels),
      );
    case "network":
      return new UserError(
        "WASI-DOWNLOAD-FAILED",
        `${failure.message}.`,
        "Check the connection, the proxy variables and pip's index settings, then try again.",
        list(facts.trouble),
      );
    case "hash":
      return new UserError(
        "WASI-DOWNLOAD-HASH",
        `${failure.message} is not the file that the index announces.`,
        "Try again; if it stays so, the index or a proxy in between serves a changed file.",
        [`${facts.algorithm} announced: ${facts.expected}`, `${facts.algorithm} received:  ${facts.actual}`],
      );
    default:
      return undefined;
  }
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
