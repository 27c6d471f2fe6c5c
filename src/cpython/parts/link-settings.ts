/**
 * How CPython links its own interpreter, read from its sysconfig data: the relink has to do the same.
 *
 * configure.ac puts the sizes into LDFLAGS_NODIST, which extensions do not see; wasi-libc's own defaults (64 KiB of
 * stack) are too small for an interpreter. https://github.com/python/cpython/blob/main/configure.ac, section WASI
 */
import type { SysconfigVars } from "../layout/sysconfig-data.ts";

export interface LinkSettings {
  /** Bytes. Undefined where the data does not say. */
  readonly stackSize: number | undefined;
  /** Bytes. */
  readonly initialMemory: number | undefined;
  /** Archives of CPython's own build, as paths relative to it, in link order: `Modules/expat/libexpat.a`. */
  readonly archives: readonly string[];
  /** Libraries of the SDK, without `-l`. */
  readonly systemLibraries: readonly string[];
}

export function linkSettings(vars: SysconfigVars): LinkSettings {
  const words = (...names: readonly string[]) =>
    names.flatMap((name) => String(vars[name] ?? "").split(/\s+/)).filter((word) => word !== "");
  const flags = words("LINKFORSHARED", "PY_LDFLAGS_NODIST", "CONFIGURE_LDFLAGS_NODIST", "LDFLAGS_NODIST").join(" ");
  const libraries = words("LIBS", "MODLIBS", "SYSLIBS");
  return {
    stackSize: size(/(?:-z |-Wl,-z,)stack-size=(\d+)/.exec(flags)),
    initialMemory: size(/--initial-memory=(\d+)/.exec(flags)),
    archives: lastOfEach(libraries.filter((word) => word.endsWith(".a"))),
    systemLibraries: lastOfEach(libraries.filter((word) => /^-l./.test(word)).map((word) => word.slice(2))),
  };
}

function size(match: RegExpExecArray | null): number | undefined {
  return match ? Number(match[1]) : undefined;
}

/** A library stays where it is named last: what needs it comes before. */
function lastOfEach(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.lastIndexOf(name) === index);
}
