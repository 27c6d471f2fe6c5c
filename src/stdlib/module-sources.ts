/**
 * Which CPython's sources a module is compiled from: those of the target's version, else of another patch release of the
 * same X.Y, whose compiled modules fit, for the ABI of a series does not change (PEP 387, devguide "ABI").
 */
import { availableVersions } from "../cpython/available.ts";
import { sourcePin } from "../cpython/pins/source-pin.ts";
import type { DownloadSettings, Pin } from "../pins/pin.ts";
import { pinOf } from "../pins/pin-of.ts";
import { comparePythonVersions, type PythonVersion } from "../python/version.ts";

export interface ModuleSources {
  readonly version: PythonVersion;
  readonly pin: Pin;
}

/** The nearest before the target's comes first. @returns undefined where the series has none */
export function moduleSources(
  target: PythonVersion,
  settings: Pick<DownloadSettings, "manifest">,
): ModuleSources | undefined {
  const series = availableVersions(settings, "source").filter(({ minor }) => minor === target.minor);
  const before = series.filter((version) => comparePythonVersions(version, target) <= 0).reverse();
  const after = series.filter((version) => comparePythonVersions(version, target) > 0);
  for (const version of [target, ...before, ...after]) {
    const pin = sourcePin(version, settings);
    if (pin) return { version, pin: pinOf(pin, settings) };
  }
  return undefined;
}
