/** `pywasi lock`: the table, or the decision for a version with its reason. */
import type { Inputs } from "../inputs/inputs.ts";
import { checkOverride, LOCK_ROWS, lockFor } from "../lock/lock.ts";
import { versionFromInput } from "../python/request.ts";
import { parsePythonVersion } from "../python/version.ts";

/** @param versions `3.13` or exact ones; none means the whole table. @returns what to print */
export function lock(inputs: Inputs, versions: readonly string[], asJson: boolean): string {
  const asked = versions.length > 0 || !inputs.pythonVersion ? versions : [inputs.pythonVersion];
  const rows = asked.length === 0 ? LOCK_ROWS.map((row) => ({ ...row })) : asked.map((text) => decision(text, inputs));
  if (asJson) return JSON.stringify(rows.length === 1 && asked.length === 1 ? rows[0] : rows, undefined, 2);
  if (asked.length > 0)
    return rows.map((row) => `${row.python}: WASI SDK ${row.sdk}. ${"reason" in row ? row.reason : ""}`).join("\n");
  return [
    "Python  WASI  SDK  tier",
    ...LOCK_ROWS.map(
      ({ python, wasi, sdk, tier }) => `${python.padEnd(8)}${wasi.padEnd(6)}${String(sdk).padEnd(5)}${tier}`,
    ),
  ].join("\n");
}

function decision(text: string, inputs: Inputs) {
  const request = versionFromInput(text, "argument");
  // A series stands for its releases, and all of them have the SDK that was locked at beta 1.
  const version = request.kind === "exact" ? request.version : parsePythonVersion(`${request.text}.0`);
  if (!version) throw new Error(`a series that is no version: ${request.text}`);
  const locked = lockFor(version, undefined);
  const warning =
    inputs.wasiSdkVersion === undefined ? undefined : checkOverride(inputs.wasiSdkVersion, locked, inputs.strict);
  return {
    python: text,
    wasi: locked.wasi,
    sdk: inputs.wasiSdkVersion ?? locked.sdk,
    reason: warning ?? locked.reason,
  };
}
