/**
 * `Platforms/WASI/config.toml`: what a CPython source tree from 3.15 on says about its own WASI build.
 *
 * PEP 816 has the numbers of a branch there until its first beta, when PEP 11 records them.
 * https://github.com/python/cpython/blob/main/Platforms/WASI/config.toml
 */
import { parse, TomlError } from "smol-toml";

/** Its place below the source tree. */
export const CONFIG_TOML = "Platforms/WASI/config.toml";

export interface WasiConfig {
  readonly sdk: number;
  /** `wasm32-wasip1`; undefined where the file does not name one. */
  readonly hostTriple: string | undefined;
}

/** @returns undefined where the file is not TOML or names no SDK */
export function parseWasiConfig(text: string): WasiConfig | undefined {
  const targets = targetsOf(text);
  // The minor version of an SDK has always been 0, and CPython writes the number alone.
  const sdk = targets?.["wasi-sdk"];
  const hostTriple = targets?.["host-triple"];
  if (typeof sdk !== "number" || !Number.isInteger(sdk) || sdk <= 0) return undefined;
  return { sdk, hostTriple: typeof hostTriple === "string" ? hostTriple : undefined };
}

function targetsOf(text: string): Record<string, unknown> | undefined {
  try {
    const { targets } = parse(text);
    return typeof targets === "object" ? (targets as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof TomlError) return undefined;
    throw error;
  }
}
