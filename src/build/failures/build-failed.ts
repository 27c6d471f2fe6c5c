/** What the driver found wrong, in words for people. */
import { basename } from "node:path";
import type { Host } from "../../host/host.ts";
import { UserError } from "../../report/errors.ts";
import type { ModuleFailure } from "../python-module.ts";
import { errorLines } from "./error-lines.ts";
import { failureCause } from "./failure-causes.ts";
import { remedyForLibraries } from "./missing-libraries.ts";
import { ownWords } from "./own-words.ts";
import { requirementTrouble } from "./requirement-trouble.ts";

/** @param name the package's. @param log absolute path of the build's output */
export async function buildFailed(host: Host, failure: ModuleFailure, name: string, log: string): Promise<UserError> {
  const output = await host.files.readText(log);
  const details = [...errorLines(output), `The whole output: ${log}`];
  switch (failure.kind) {
    case "requirements": {
      const trouble = requirementTrouble(output);
      return new UserError(
        trouble?.code ?? "WASI-BUILD-REQUIREMENTS",
        `${name}: ${trouble?.happened ?? "the build requirements could not be installed for this machine"}.`,
        pinnedRemedy(failure.facts.pins) ??
          trouble?.remedy ??
          "They run here, not in the guest: each needs a wheel for this machine, or whatever its own build needs.",
        details,
      );
    }
    case "source":
      return new UserError(
        "WASI-BUILD-FAILED",
        `${name} cannot be built: ${failure.message}.`,
        "Name a folder or archive whose top holds a pyproject.toml or a setup.py.",
      );
    case "before-build":
      return new UserError("WASI-BUILD-FAILED", `${name}: ${failure.message}.`, "Correct the command.", details);
    case "foreign-platform":
      return new UserError(
        "WASI-BUILD-NO-EXTENSION",
        `${name}: the back end built for another platform: ${basename(String(failure.facts.wheel))}.`,
        "The package chooses its platform by itself. Look for a setting that makes it build for the one of sysconfig.get_platform().",
        details,
      );
    default: {
      const cause = failureCause(output);
      return new UserError(
        cause?.code ?? "WASI-BUILD-FAILED",
        `${name} did not build: ${cause?.reason ?? ownWords(output) ?? failure.message}.`,
        // A cause that was told comes first: a library that was looked for in vain may have been wanted, not needed.
        (cause?.reason === undefined || cause.code === "WASI-BUILD-LIBRARY" ? remedyForLibraries(output) : undefined) ??
          cause?.remedy ??
          "The lines above are the first errors. Build again with build-verbosity: 1 to see everything as it comes.",
        details,
      );
    }
  }
}

/** A requirement must be here what it is in the guest, which pip may not be able to fulfil. */
function pinnedRemedy(pins: unknown): string | undefined {
  if (!Array.isArray(pins) || pins.length === 0) return undefined;
  return `They run here, not in the guest, and have the version that was built for WASI: ${pins.join(", ")}. Each needs that version for this machine too, as a wheel or from its sources.`;
}
