/** Which SDK built a CPython that does not say so in its name. */
import { sdksWith } from "../../sdk/clang-releases.ts";
import type { SysconfigVars } from "../layout/sysconfig-data.ts";

/** What the traces of the build say. */
export interface BuilderSdk {
  /** Undefined where they say nothing. */
  readonly number: number | undefined;
  /** The trace, for the log: `its CC lies in wasi-sdk-21.0`. */
  readonly trace: string;
}

/**
 * The path of CC names the SDK's folder, unless somebody renamed it; clang's version names one SDK or a few, of which
 * the locked one is believed.
 *
 * @param clang version in the producers section of libpython
 * @param locked the SDK that this version should have been built with
 */
export function builderSdk(vars: SysconfigVars, clang: string | undefined, locked: number): BuilderSdk {
  const folder = /wasi-sdk-(\d{2,})/.exec(`${vars.CC} ${vars.AR} ${vars.CONFIG_ARGS}`);
  if (folder) return { number: Number(folder[1]), trace: `its compiler lay in ${folder[0]}` };
  if (clang === undefined) return { number: undefined, trace: "nothing in it says which SDK built it" };
  const candidates = sdksWith(clang);
  return {
    number: candidates.includes(locked) ? locked : candidates.at(-1),
    trace: `libpython was compiled by clang ${clang}`,
  };
}
