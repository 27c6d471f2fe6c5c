/**
 * sysconfig data as users of a finished installation need it.
 *
 * CPython writes down the machine that built it: absolute paths of its SDK, source and build folder, and the flags of
 * its own objects. On another machine the paths lead nowhere or, worse, somewhere, and the flags (`-std=c11`, `-g`)
 * are not the extension's. cibuildwheel's Android support empties the same variables:
 * https://github.com/pypa/cibuildwheel/blob/main/cibuildwheel/platforms/android.py
 */
import type { SysconfigValue, SysconfigVars } from "./sysconfig-data.ts";

export interface SysconfigPlace {
  /** Absolute; stands for the prefix that CPython was configured with, `/usr/local`. */
  readonly prefix: string;
}

/** Programs: the cross environment decides where they lie, so the name alone stays. */
const TOOLS = /^(?:AR|CC|CPP|CXX|LINKCC|LINKCXX|MAINCC|NM|OBJCOPY|RANLIB|READELF|STRIP)$/;

/** Flags that the build of CPython itself was given. */
const FLAGS =
  /^(?:CONFIGURE_|PY_(?:CORE_|STDMODULE_|BUILTIN_MODULE_)?|BASE|EXTRA_)?(?:CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS)(?:_NODIST|_NOLTO|_ALIASING|FORSHARED)?$/;

/** How CPython was built and how it ran its own tests; of no use to anyone who has it. */
const BUILD_ONLY =
  /^(?:ABS_|abs_|CONFIG_ARGS|COVERAGE_|FREEZE_|GIT|HOSTRUNNER|LLVM_|PROFILE_|PYTHON_FOR_|RUNSHARED|TESTPYTHON|TESTRUNNER|srcdir$|VPATH$|userbase$)/;

/** What every Unix has: programs that a value names by path, and the time zones that TZPATH looks for. */
const SYSTEM_FOLDERS = ["/bin/", "/usr/bin/", "/usr/share/", "/usr/lib/zoneinfo", "/etc/zoneinfo"];

/** What the rest of the product asks of the data is left alone: SOABI, EXT_SUFFIX, MULTIARCH, sizes, `HAVE_*`. */
export function rewriteSysconfig(vars: SysconfigVars, place: SysconfigPlace): SysconfigVars {
  const builtPrefix = typeof vars.prefix === "string" && vars.prefix !== "" ? vars.prefix : "/usr/local";
  const rewritten = Object.entries(vars).map(([name, value]): [string, SysconfigValue] => [
    name,
    typeof value === "string" ? rewriteValue(name, value, builtPrefix, place.prefix) : value,
  ]);
  return { ...Object.fromEntries(rewritten), ...sharedLinks(vars), ...prefixes(vars, place.prefix) };
}

/**
 * The JSON that CPython 3.14 and later writes beside the module holds the same variables, and some that sysconfig
 * computes from the running interpreter.
 */
export function rewriteSysconfigJson(text: string, place: SysconfigPlace): string {
  const vars = JSON.parse(text) as Record<string, SysconfigValue>;
  return `${JSON.stringify(rewriteSysconfig(vars, place), null, 2)}\n`;
}

/** Moves rewritten data from one prefix to another. */
export function relocateSysconfig(vars: SysconfigVars, from: string, to: string): SysconfigVars {
  return Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [
      name,
      typeof value === "string" ? replacePath(value, from, to) : value,
    ]),
  );
}

function rewriteValue(name: string, value: string, from: string, to: string): string {
  if (TOOLS.test(name)) return programName(value);
  if (FLAGS.test(name) || BUILD_ONLY.test(name)) return "";
  return namesForeignPath(value, from) ? "" : replacePath(value, from, to);
}

/** `/opt/wasi-sdk/bin/clang --sysroot=/opt/…` → `clang` */
function programName(command: string): string {
  const program = command.trim().split(/\s+/)[0] ?? "";
  return program.slice(program.lastIndexOf("/") + 1);
}

/** Replaces a path where it stands as a whole: `/usr/local/lib` has `/usr/local`, `/usr/localized` has not. */
function replacePath(value: string, from: string, to: string): string {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const place = to.endsWith("/") ? to.slice(0, -1) : to;
  return value.replace(new RegExp(`(?<![\\w./-])${escaped}(?=$|[/\\s:;'"])`, "g"), (_, offset: number) => {
    // The root alone must stay a path: "" + "" would be no folder at all.
    const alone = !value.startsWith("/", offset + from.length);
    return place === "" && alone ? "/" : place;
  });
}

function namesForeignPath(value: string, prefix: string): boolean {
  const paths = value.match(/(?<![\w.)}/-])\/[\w.+@-]+(?:\/[\w.+@-]*)+/g) ?? [];
  const own = [`${prefix}/`, ...SYSTEM_FOLDERS];
  return paths.some((path) => path !== prefix && !own.some((folder) => path.startsWith(folder)));
}

/** 3.11 was configured with wasm-ld as LDSHARED; setuptools wants a compiler driver there, in every version. */
function sharedLinks(vars: SysconfigVars): SysconfigVars {
  const link = (tool: string) =>
    `${programName(String(vars[tool] ?? "")) || (tool === "CC" ? "clang" : "clang++")} -shared`;
  return { LDSHARED: link("CC"), BLDSHARED: link("CC"), LDCXXSHARED: link("CXX") };
}

/** What sysconfig itself puts over the module's variables, and 3.14's JSON records as it was on the builder. */
function prefixes(vars: SysconfigVars, prefix: string): SysconfigVars {
  const computed = ["prefix", "exec_prefix", "base", "platbase", "installed_base", "installed_platbase"];
  return Object.fromEntries(computed.filter((name) => name in vars).map((name) => [name, prefix]));
}
