/**
 * Which files of a CPython install prefix go where in the two zips of a release, as the release workflow of
 * https://github.com/brettcannon/cpython-wasi-build copies them out of a build folder.
 */

export interface PairMember {
  /** Path in the zip. */
  readonly path: string;
  /** Path in the prefix. */
  readonly from: string;
  readonly executable?: boolean;
}

/** Folders of the standard library that the release leaves out: they need processes, terminals or tests. */
const LEFT_OUT = new Set([
  "__pycache__",
  "curses",
  "distutils",
  "ensurepip",
  "idlelib",
  "lib2to3",
  "multiprocessing",
  "test",
  "tkinter",
  "turtledemo",
  "venv",
]);

/** Folders that `make install` adds to the standard library and that a release does not have. */
const INSTALLED = /^(config-[^/]*|lib-dynload|site-packages)$/;

/** The interpreter's zip: `python.wasm` and the standard library, sources only, with an empty `lib-dynload`. */
export function interpreterMembers(prefix: readonly string[], xy: string): readonly PairMember[] {
  const stdlib = `lib/python${xy}/`;
  const library = prefix.filter((path) => {
    if (!path.startsWith(stdlib)) return false;
    const [top = "", ...rest] = path.slice(stdlib.length).split("/");
    if (rest.includes("__pycache__") || path.endsWith(".pyc")) return false;
    return rest.length === 0 || !(LEFT_OUT.has(top) || INSTALLED.test(top));
  });
  return [
    { path: "python.wasm", from: `bin/python${xy}.wasm`, executable: true },
    ...library.map((path) => ({ path, from: path })),
  ];
}

/**
 * The build's zip: what linking the interpreter anew needs. The release's configure log and cache are not in an install
 * prefix, and no one links with them.
 */
export function buildMembers(prefix: readonly string[], xy: string): readonly PairMember[] {
  const config = prefix.find((path) => new RegExp(`^lib/python${xy}/config-${xy}-[^/]*/Makefile$`).test(path));
  const folder = config?.slice(0, -"/Makefile".length);
  const places: Readonly<Record<string, string>> = {
    Makefile: `${folder}/Makefile`,
    "pyconfig.h": `include/python${xy}/pyconfig.h`,
    [`libpython${xy}.a`]: `lib/libpython${xy}.a`,
    "Modules/Setup.local": `${folder}/Setup.local`,
    "Modules/Setup.stdlib": `${folder}/Setup.stdlib`,
    "Modules/config.c": `${folder}/config.c`,
    "Modules/_decimal/libmpdec/libmpdec.a": "lib/libmpdec.a",
    "Modules/expat/libexpat.a": "lib/libexpat.a",
    "Programs/python.o": `${folder}/python.o`,
  };
  return Object.entries(places).map(([path, from]) => ({ path, from }));
}
