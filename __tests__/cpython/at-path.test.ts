import { describe, expect, test } from "@jest/globals";
import { cpythonAtPath } from "../../src/cpython/at-path.ts";
import { describeError, UserError } from "../../src/report/errors.ts";
import { fakeHost } from "../host/fake-host.ts";
import { built, prefix, source, sysconfigData } from "./small-cpython.ts";

const look = (path: string, files: Record<string, string | Uint8Array>) => cpythonAtPath(fakeHost({ files }), path);
const at = async (path: string, files: Record<string, string | Uint8Array>) => (await look(path, files)).parts;

const refusal = async (path: string, files: Record<string, string | Uint8Array>): Promise<string> => {
  const error = await at(path, files).catch((error) => error);
  if (!(error instanceof UserError)) throw new Error(`${path} was accepted`);
  return describeError(error);
};

test("an install prefix is recognised, with the archives that somebody added to it", async () => {
  expect(await at("/wasi", prefix("/wasi", "3.11.8"))).toMatchObject({
    version: { text: "3.11.8" },
    headers: "/wasi/include/python3.11",
    pyconfig: "/wasi/include/python3.11/pyconfig.h",
    library: "/wasi/lib/python3.11/config-x-wasm32-wasi/libpython3.11.a",
    archives: ["/wasi/lib/libmpdec.a", "/wasi/lib/libexpat.a"],
    stdlib: "/wasi/lib/python3.11",
    interpreter: "/wasi/bin/python3.11.wasm",
  });
});

describe("a build folder", () => {
  const files = { ...source("/src", "3.13.5"), ...built("/src/cross-build/wasm32-wasip1", "3.13.5") };

  test("is recognised, and its source tree found by the Makefile's VPATH", async () => {
    expect(await at("/src/cross-build/wasm32-wasip1", files)).toMatchObject({
      version: { text: "3.13.5" },
      headers: "/src/Include",
      pyconfig: "/src/cross-build/wasm32-wasip1/pyconfig.h",
      stdlib: "/src/Lib",
      archives: [
        "/src/cross-build/wasm32-wasip1/Modules/_decimal/libmpdec/libmpdec.a",
        "/src/cross-build/wasm32-wasip1/Modules/expat/libexpat.a",
      ],
    });
  });

  test("is found in its usual place below a source tree", async () => {
    expect(await at("/src", files)).toMatchObject({ library: "/src/cross-build/wasm32-wasip1/libpython3.13.a" });
  });

  test("between two releases counts as the one before", async () => {
    const between = { ...files, "/src/Include/patchlevel.h": '#define PY_VERSION "3.13.5+"\n' };
    expect(await at("/src", between)).toMatchObject({ version: { text: "3.13.5" } });
  });

  test("of 3.14 brings its JSON as well", async () => {
    const json = "/src/builddir/wasi/build/lib.wasi-wasm32-3.14/_sysconfig_vars__wasi_wasm32-wasi.json";
    const tree = { ...source("/src", "3.14.0"), ...built("/src/builddir/wasi", "3.14.0"), [json]: "{}" };
    expect(await at("/src", tree)).toMatchObject({ sysconfigJson: json });
  });
});

describe("a source tree that was not built", () => {
  const config = '[targets]\nwasi-sdk = 34\nhost-triple = "wasm32-wasip1"\n';

  test("is recognised, with the SDK that it names itself", async () => {
    const files = { ...source("/src", "3.16.0a2"), "/src/Platforms/WASI/config.toml": config };
    expect(await look("/src", files)).toEqual({
      version: expect.objectContaining({ text: "3.16.0a2" }),
      parts: undefined,
      tree: {
        path: "/src",
        version: expect.objectContaining({ text: "3.16.0a2" }),
        config: { sdk: 34, hostTriple: "wasm32-wasip1" },
      },
    });
  });

  test("of an older branch names none", async () => {
    expect((await look("/src", source("/src", "3.13.5"))).tree).toMatchObject({ config: undefined });
  });
});

test("a built tree tells the SDK that it names too", async () => {
  const files = {
    ...source("/src", "3.15.0"),
    ...built("/src/cross-build/wasm32-wasip1", "3.15.0"),
    "/src/Platforms/WASI/config.toml": "[targets]\nwasi-sdk = 33\n",
  };
  expect(await look("/src/cross-build/wasm32-wasip1", files)).toMatchObject({
    parts: { version: { text: "3.15.0" } },
    tree: { path: "/src", config: { sdk: 33 } },
  });
});

describe("a folder that does not serve", () => {
  test("because it is none is refused", async () => {
    expect(await refusal("/nowhere", {})).toMatch("WASI-CPYTHON-PATH: /nowhere is not a folder.");
  });

  test("because it is something else is refused with what was looked for", async () => {
    expect(await refusal("/etc", { "/etc/passwd": "" })).toBe(
      [
        "WASI-CPYTHON-PATH: /etc holds no CPython for WASI. Looked for:",
        "    an install prefix: lib/python3.…/os.py",
        "    a build folder: Makefile and pyconfig.h, here or in cross-build/wasm32-wasip1, cross-build/wasm32-unknown-wasip1, cross-build/wasm32-wasi, builddir/wasi",
        "    a source tree to build from: configure and Include/patchlevel.h",
        "What to do: Name the install prefix or the build folder of a CPython that was built for WASI and not cleaned, or CPython's source tree to have it built; or set cpython to auto.",
        "More: https://github.com/org/setup-python-wasi/blob/v1/docs/errors/WASI-CPYTHON-PATH.md",
      ].join("\n"),
    );
  });

  test("because make install left the archives out is refused with their names", async () => {
    const files = prefix("/wasi", "3.13.5");
    delete files["/wasi/lib/libmpdec.a"];
    expect(await refusal("/wasi", files)).toMatch(
      "/wasi looks like an install prefix of CPython for WASI, but lacks parts of it:\n    Modules/_decimal/libmpdec/libmpdec.a\n",
    );
  });

  test("because it is the host's own prefix is refused with all that is missing", async () => {
    const files = { "/usr/lib/python3.13/os.py": "", "/usr/include/python3.13/pyconfig.h": "" };
    const text = await refusal("/usr", files);
    expect(text).toMatch("    include/python3.13/patchlevel.h\n");
    expect(text).toMatch("    libpython3.13.a in lib/python3.13/config-… or lib\n");
    expect(text).toMatch("    lib/python3.13/_sysconfigdata_….py\n");
  });

  test("because make did not finish is refused with what it would have made", async () => {
    const files = {
      ...source("/src", "3.13.5"),
      "/src/builddir/wasi/Makefile": "",
      "/src/builddir/wasi/pyconfig.h": "",
    };
    expect(await refusal("/src/builddir/wasi", files)).toMatch(/a build folder .*lacks.*\n {4}libpython3\.….a\n/);
  });

  test("because its sysconfig data are damaged is refused", async () => {
    const files = prefix("/wasi", "3.13.5");
    files["/wasi/lib/python3.13/_sysconfigdata__wasi_wasm32-wasi.py"] = sysconfigData("3.13").slice(0, 100);
    expect(await refusal("/wasi", files)).toMatch("    lib/python3.13/_sysconfigdata_….py\n");
  });
});
