/** CPython's own headers among what lies in a Python's include folder. */

/**
 * Distributions and packages put theirs beside them (Debian links NumPy's into /usr/include/python3.11), and those of
 * the build machine must not be seen by a build for the target. pyconfig.h is always the WASI build's.
 *
 * @param paths relative to the folder, with `/`
 */
export function cpythonHeaders(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => /^(?:(?:cpython|internal)\/.+|[^/]+)\.h$/.test(path) && path !== "pyconfig.h");
}
