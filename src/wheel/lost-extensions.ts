/**
 * Extensions that a wheel with extensions lacks all the same.
 *
 * A build log tells some with certainty: setuptools names each extension that it begins, and each optional one that it
 * gives up. What sources announce beside that is a hint only, for many modules are for one platform.
 */
export interface Losses {
  /** Begun and given up by the log: dotted names. */
  readonly failed: readonly string[];
  /** Begun by the log and not in the wheel, for no reason that it gives. */
  readonly missing: readonly string[];
  /** Announced by sources alone: last parts of names. */
  readonly unbuilt: readonly string[];
}

/** build_ext of setuptools. */
const BEGUN = /building '([^']+)' extension/g;
/** `warning: build_ext: building extension "a.b" failed: …`, and older spellings. */
const FAILED = /building (?:of )?extension "([^"]+)" failed/g;

/** A module's name in C, C++ (pybind11, nanobind, Boost.Python) and Rust (PyO3). */
const DEFINITIONS = [
  /\bPyInit_(?!__init__\b)(\w+)\s*\(/g,
  /\b(?:PYBIND11_MODULE|NB_MODULE|BOOST_PYTHON_MODULE)\s*\(\s*(\w+)/g,
  /#\[pymodule[^\]]*\]\s*(?:#\[[^\]]*\]\s*)*(?:pub\s+)?(?:fn|mod)\s+(\w+)/g,
];

/** Names of modules that are meant for another platform, so that nobody misses them here. */
const ELSEWHERE = /win(?:dows|32|64)?|osx|darwin|mac|linux|bsd|aix|sunos|posix|cuda|test/i;

/**
 * @param modules dotted names of what the wheel holds
 * @param sources text of the sources that may announce modules, by path
 */
export function lostExtensions(modules: readonly string[], log: string, sources: ReadonlyMap<string, string>): Losses {
  const held = new Set(modules);
  const lasts = new Set(modules.map(lastPart));
  const lost = (names: Iterable<string>) =>
    [...new Set([...names].map(imported))].filter((name) => !held.has(name) && !lasts.has(lastPart(name)));
  const failed = lost(matches(FAILED, log));
  const missing = lost(matches(BEGUN, log)).filter((name) => !failed.includes(name));
  const told = new Set([...failed, ...missing].map(lastPart));
  const announced = [...sources].flatMap(([path, text]) => definedModules(path, text));
  return { failed, missing, unbuilt: lost(announced).filter((name) => !told.has(name) && !ELSEWHERE.test(name)) };
}

function definedModules(path: string, text: string): readonly string[] {
  // A module of Cython has its file's name; a .pyx with a .pxi ending or included ones announce the same.
  const stem = /([^/]+)\.pyx$/.exec(path)?.[1];
  return [...(stem ? [stem] : []), ...DEFINITIONS.flatMap((definition) => matches(definition, text))];
}

function matches(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? "");
}

/** An extension `pkg.__init__` is the package, and is imported by that name. */
function imported(name: string): string {
  return name.replace(/\.__init__$/, "");
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
