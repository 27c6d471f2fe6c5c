/** Why pip could not install a build requirement, out of its output. */

export interface RequirementTrouble {
  readonly code: "WASI-BUILD-REQUIREMENTS" | "WASI-BUILD-CIRCLE";
  /** Without full stop. */
  readonly happened: string;
  readonly remedy: string;
}

/** pip's build tracker: a source distribution that is needed to build itself. */
const CIRCLE = /is already being built: (\S+)/;
const NOT_FOUND = /No matching distribution found for ([^\n(]+)/;
/** A requirement without a wheel for this machine, whose own build stopped. */
const OWN_BUILD = /(?:Failed (?:to build|building wheel for)|ERROR: Failed to build '?)\s*'?([\w.-]+)/;

export function requirementTrouble(output: string): RequirementTrouble | undefined {
  const circle = CIRCLE.exec(output)?.[1];
  if (circle !== undefined) {
    return {
      code: "WASI-BUILD-CIRCLE",
      happened: `${circle} is required to build itself, by way of its build requirements`,
      remedy: `Install one of them from a wheel: an index or folder (PIP_FIND_LINKS) that has a wheel of ${circle} for this machine breaks the circle.`,
    };
  }
  const missing = NOT_FOUND.exec(output)?.[1]?.trim();
  if (missing !== undefined) {
    return {
      code: "WASI-BUILD-REQUIREMENTS",
      happened: `no version of the build requirement ${missing} can be had for this machine's Python`,
      remedy:
        "Build requirements run here, not in the guest. Check the name and the version range, and whether pip's index has them for this Python.",
    };
  }
  const unbuilt = OWN_BUILD.exec(output)?.[1];
  if (unbuilt !== undefined) {
    return {
      code: "WASI-BUILD-REQUIREMENTS",
      happened: `the build requirement ${unbuilt} has no wheel for this machine, and its own build failed`,
      remedy:
        "Build requirements run here, not in the guest: install what its build needs on this machine, or use a Python version for which it has a wheel.",
    };
  }
  return undefined;
}
