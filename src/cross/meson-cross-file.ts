/** The Meson cross file. https://mesonbuild.com/Cross-compilation.html */

export interface MesonCrossFile {
  /** Absolute paths. */
  readonly cc: string;
  readonly cxx: string;
  readonly ar: string;
  readonly strip: string;
  readonly emulator: string;
  /** The build Python, which answers for the target where the shim reaches it. */
  readonly python: string;
  /** Folders, joined with the path separator, where pkg-config looks for the target's .pc files. */
  readonly pkgConfigLibdir: readonly string[];
}

export function mesonCrossFile(file: MesonCrossFile): string {
  return `[binaries]
c = ${text(file.cc)}
cpp = ${text(file.cxx)}
ar = ${text(file.ar)}
# Keeps the sections that the interpreter's link needs.
strip = ${text(file.strip)}
# Without an entry Meson has no pkg-config for the host machine at all; what it may find is limited below.
pkg-config = 'pkg-config'
exe_wrapper = ${text(file.emulator)}
# Meson asks the Python of the host machine about headers and suffixes, and without an entry the one that it runs in.
python = ${text(file.python)}

[host_machine]
system = 'wasi'
cpu_family = 'wasm32'
cpu = 'wasm32'
endian = 'little'

[properties]
needs_exe_wrapper = true
# wasm32's long double is IEEE binary128, which no compile-time check tells.
longdouble_format = 'IEEE_QUAD_LE'
# The build machine's .pc files describe libraries for another processor.
pkg_config_libdir = [${file.pkgConfigLibdir.map(text).join(", ")}]

[built-in options]
# An extension leaves the interpreter's symbols undefined. (b_staticpic stays true, for Meson refuses to link a static
# library without it into a module; the compiler launcher drops the -fPIC that it adds.)
b_lundef = false
`;
}

/** A string of Meson's language: backslash and quote are escaped. */
function text(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
