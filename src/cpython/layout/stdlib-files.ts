/**
 * Which files of the standard library a guest gets.
 *
 * Left out is what cannot work without a screen or a second process that installs things, CPython's own tests, and
 * what only a build folder has use for. What releases leave out besides, left-out.ts brings back.
 */

const FOLDERS = new Set([
  "ensurepip",
  "idlelib",
  "lib2to3",
  "test",
  "tkinter",
  "turtledemo",
  "site-packages",
  "lib-dynload",
]);

/** 3.11 kept tests beside what they test. */
const NESTED_TESTS = /^(?:ctypes|distutils|sqlite3|unittest)\/tests?\//;

/** Rewritten and added by the layout. */
const SYSCONFIG = /^_sysconfig(?:data|_vars)_[^/]*$/;

/** @param paths relative to the library's folder, with `/` */
export function stdlibFiles(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => {
    const [top = ""] = path.split("/");
    if (FOLDERS.has(top) || /^config-/.test(top) || NESTED_TESTS.test(path) || SYSCONFIG.test(path)) return false;
    // Compiled files would carry the builder's paths and check its timestamps.
    return !path.includes("__pycache__/") && !/\.(?:pyc|pyo|so|wasm|a|o)$/.test(path);
  });
}
