import { describe, expect, test } from "@jest/globals";
import type { Wheel } from "../../src/build/wheel.ts";
import { checkWheel, type Evidence } from "../../src/build/wheel-truth.ts";

const WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

function wheel(bytes?: Uint8Array): Wheel {
  const path = "pkg/mod.cpython-313-wasm32-wasi.so";
  const extensions = bytes ? [{ path, installed: path, module: "pkg.mod", bytes }] : [];
  return { path: "/w.whl", name: "pkg", version: "1.0", tag: "py3-none-any", size: 1, files: [], extensions };
}

const evidence = (given: Partial<Evidence>): Evidence => ({
  sources: ["pkg/__init__.py", "src/mod.c", "src/other.c"],
  log: "running build_ext",
  setupPy: undefined,
  pyproject: undefined,
  announcing: new Map(),
  allowPure: false,
  ...given,
});

function refusal(built: Wheel, given: Partial<Evidence> = {}) {
  try {
    checkWheel(built, evidence(given));
  } catch (error) {
    return error as { code: string; message: string; remedy: string; details: readonly string[] };
  }
  return undefined;
}

describe("a wheel tells the truth", () => {
  test("when it has an extension of WebAssembly", () => expect(refusal(wheel(WASM))).toBeUndefined());

  test("when it is pure and so are its sources", () => {
    expect(refusal(wheel(), { sources: ["pkg/__init__.py", "pkg/api.h"] })).toBeUndefined();
  });

  test.each(["tests/limited/mod.c", "docs/example.pyx", "benchmarks/b.cpp", "vendored-meson/a.c", ".ci/x.rs"])(
    "when the only source is %s",
    (source) => expect(refusal(wheel(), { sources: [source] })).toBeUndefined(),
  );

  test("when the user accepts a pure one", () => expect(refusal(wheel(), { allowPure: true })).toBeUndefined());

  test("when a pure wheel was given, of which no sources are known", () => {
    expect(refusal(wheel(), { sources: undefined })).toBeUndefined();
  });
});

describe("a wheel that lost some of its extensions", () => {
  const log = "building 'pkg.mod' extension\nbuilding 'pkg.fast' extension\nx.c:1:1: error: no";
  const gaveUp = `${log}\nbuilding extension "pkg.fast" failed: command failed`;

  test("is refused where the build's output says so", () => {
    const error = refusal(wheel(WASM), { log: gaveUp });
    expect(error?.message).toBe("pkg 1.0 lost 1 of 2 extensions: pkg.fast.");
    expect(error?.details).toContain("x.c:1:1: error: no");
  });

  test("is remarked where it only began one, or where sources alone announce more", () => {
    expect(checkWheel(wheel(WASM), evidence({ log }))).toEqual([
      { level: "warning", text: "pkg was built without pkg.fast, which its build began." },
    ]);
    const announcing = new Map([["src/other.c", "PyInit_other(void)"]]);
    expect(checkWheel(wheel(WASM), evidence({ announcing }))).toEqual([
      { level: "notice", text: "The sources of pkg also announce other; the wheel has 1 others." },
    ]);
  });

  test("is taken where the user accepts a pure one", () => {
    expect(checkWheel(wheel(WASM), evidence({ log: gaveUp, allowPure: true }))).toHaveLength(1);
  });
});

describe("a wheel lies", () => {
  test.each(["src/mod.c", "mod.cc", "a/mod.cpp", "mod.cxx", "pkg/mod.pyx", "src/lib.rs"])(
    "when %s came to nothing",
    (source) => {
      const error = refusal(wheel(), { sources: [source] });
      expect(error?.code).toBe("WASI-BUILD-NO-EXTENSION");
      expect(error?.message).toBe(`pkg 1.0 was built without an extension, though its sources have ${source}.`);
      expect(error?.remedy).toContain("allow-pure: true");
    },
  );

  test("and the swallowed compiler error is shown", () => {
    const error = refusal(wheel(), {
      log: "x.c:1:10: fatal error: 'yaml.h' file not found\nfalling back to pure Python",
    });
    expect(error?.message).toContain("src/mod.c and 1 more");
    expect(error?.remedy).toContain("The extension is optional");
    expect(error?.details[0]).toContain("yaml.h");
  });

  test("and the switch in setup.py is named", () => {
    const setupPy = 'if os.environ.get("PKG_USE_CYTHON") == "1" or os.getenv("PKG_FAST"): os.environ["CC"]';
    expect(refusal(wheel(), { setupPy })?.remedy).toContain("setup.py reads PKG_USE_CYTHON, PKG_FAST:");
  });

  test.each([
    ["an ELF file", [0x7f, 0x45, 0x4c, 0x46]],
    ["a Mach-O file", [0xcf, 0xfa, 0xed, 0xfe]],
    ["a Mach-O file", [0xca, 0xfe, 0xba, 0xbe]],
    ["a Windows library", [0x4d, 0x5a, 0x90, 0]],
  ])("when it holds %s, allow-pure or not", (what, magic) => {
    const error = refusal(wheel(Uint8Array.from(magic)), { allowPure: true, sources: undefined });
    expect(error?.code).toBe("WASI-BUILD-NO-EXTENSION");
    expect(error?.message).toBe(`pkg: pkg/mod.cpython-313-wasm32-wasi.so is ${what}, not WebAssembly.`);
  });
});
