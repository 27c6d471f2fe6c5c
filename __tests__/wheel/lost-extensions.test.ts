import { describe, expect, test } from "@jest/globals";
import { lossCause } from "../../src/wheel/loss-causes.ts";
import { lostExtensions } from "../../src/wheel/lost-extensions.ts";

const LOG = `building 'pkg.one' extension
building 'pkg.two' extension
two.c:1:10: fatal error: 'yaml.h' file not found
warning: build_ext: building extension "pkg.two" failed: command failed
building 'pkg.three' extension
`;

describe("extensions that a wheel lacks", () => {
  test("are those that setuptools began and gave up, and those that it began and that are gone", () => {
    expect(lostExtensions(["pkg.one"], LOG, new Map())).toEqual({
      failed: ["pkg.two"],
      missing: ["pkg.three"],
      unbuilt: [],
    });
    expect(lostExtensions(["pkg.one", "pkg.two", "pkg.three"], LOG, new Map()).missing).toEqual([]);
  });

  test("are not those that lie in another folder than their name said", () => {
    expect(lostExtensions(["moved.one", "moved.two", "moved.three"], LOG, new Map())).toEqual({
      failed: [],
      missing: [],
      unbuilt: [],
    });
  });

  test("are not packages that are extensions themselves, which are imported by the package's name", () => {
    const log = "building 'pkg.__init__' extension\n";
    const sources = new Map([["src/init.c", "PyMODINIT_FUNC PyInit___init__(void)"]]);
    expect(lostExtensions(["pkg"], log, sources)).toEqual({ failed: [], missing: [], unbuilt: [] });
    expect(lostExtensions(["other"], log, sources).missing).toEqual(["pkg"]);
  });

  test("are hinted at by C, C++, Rust and Cython sources", () => {
    const sources = new Map([
      ["a.c", "PyMODINIT_FUNC\nPyInit_fast(void) {"],
      ["b.cpp", "PYBIND11_MODULE(bound, m) { }\nNB_MODULE(nano, m) {}"],
      ["lib.rs", '#[pymodule]\n#[pyo3(name = "x")]\nfn crab(m: &Bound<\'_, PyModule>)'],
      ["pkg/swift.pyx", "def f(): pass"],
    ]);
    expect(lostExtensions(["pkg.fast"], "", sources).unbuilt).toEqual(["bound", "nano", "crab", "swift"]);
  });

  test("are not hinted at by modules for another platform and for tests", () => {
    const sources = new Map([["a.c", "PyInit__psutil_windows( PyInit__linux( PyInit__testcapi("]]);
    expect(lostExtensions(["a"], "", sources).unbuilt).toEqual([]);
  });
});

describe("the cause of a loss", () => {
  const cause = (given: { log?: string; setupPy?: string; pyproject?: string }) =>
    lossCause({ log: "", setupPy: undefined, pyproject: undefined, ...given });

  test("is an optional extension that did not compile", () => {
    expect(cause({ log: "x.c:1:1: error: no" }).kind).toBe("optional");
  });

  test("is a second try: by the back end's settings, or by a script that says so", () => {
    const pyproject = "[[tool.scikit-build.overrides]]\nif.failed = true\nwheel.cmake = false";
    expect(cause({ log: "CMake Error at x", pyproject })).toMatchObject({
      kind: "second-try",
      remedy: expect.stringContaining("if.failed"),
    });
    expect(cause({ log: "WARNING: falling back to pure Python" })).toMatchObject({
      kind: "second-try",
      remedy: expect.stringContaining('"WARNING: falling back to pure Python"'),
    });
  });

  test("is a switch that setup.py reads", () => {
    expect(cause({ setupPy: "os.environ.get('PKG_USE_C')" })).toMatchObject({
      kind: "switch",
      remedy: expect.stringContaining("PKG_USE_C"),
    });
  });

  test("is a choice by the platform", () => {
    expect(cause({ setupPy: "if sys.platform == 'linux':" }).kind).toBe("platform");
  });

  test("is unknown where nothing tells", () => expect(cause({}).kind).toBe("unknown"));
});
