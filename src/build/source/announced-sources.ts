/** Sources in a tree that announce extension modules. */

/** C, C++, Cython and Rust; headers alone announce nothing. */
const SOURCE = /\.(?:c|cc|cpp|cxx|pyx|pyx\.in|rs)$/i;

/** Folders whose sources are not the package's own extensions. */
const ASIDE =
  /^(?:tests?|testing|docs?|examples?|samples?|bench(?:marks?)?|fuzz|tools|scripts|ci|node_modules|vendored-.*|\..*)$/i;

/** @param files paths in the tree, with `/` */
export function announcedSources(files: readonly string[]): readonly string[] {
  return files.filter((file) => SOURCE.test(file) && !isAside(file));
}

/** Whether a file lies in a folder of tests, examples, tools and the like. */
export function isAside(file: string): boolean {
  const folders = file.split("/").slice(0, -1);
  return folders.some((folder) => ASIDE.test(folder));
}
