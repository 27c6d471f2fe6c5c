import { describe, expect, test } from "@jest/globals";
import { assembleBundle } from "../../src/runtime/assemble-bundle.ts";
import { fakeHost } from "../host/fake-host.ts";
import { someTarget } from "../link/some-target.ts";

const buildPython = {
  version: someTarget.version,
  executable: "/usr/bin/python3.13",
  include: "/usr/include/python3.13",
  basePrefix: "/usr",
  source: "a test",
};
const WHEEL = "/w/pkg-1.0-cp313-cp313-wasi_0_0_0_wasm32.whl";
const SITE = "/out (1)/lib/python3.13/site-packages";

function host() {
  return fakeHost({
    files: {
      "/py/lib/python3.13/os.py": "",
      "/product/target/python/pywasi.pth": "import _pywasi\n",
      "/product/target/python/_pywasi/modules.py": "FILES = {}\n",
      [WHEEL]: "wheel",
    },
    archives: {
      wheel: {
        "pkg/__init__.py": "",
        "pkg/_mod.so": "code",
        "pkg/tests/test_pkg.py": "",
        "pkg-1.0.data/purelib/more.py": "",
      },
    },
    programs: { "python3.13": () => ({}) },
  });
}

describe("a bundle", () => {
  const contents = {
    target: someTarget,
    buildPython,
    wheels: [WHEEL],
    linkedIn: [{ name: "pkg._mod", file: "pkg/_mod.so" }],
  };

  test("has the standard library, what the wheels bring and our site folder", async () => {
    const fake = host();
    const bundle = await assembleBundle(fake, "/out (1)", contents);
    expect(bundle.sitePackages).toBe(SITE);
    expect(fake.text("/out (1)/lib/python3.13/os.py")).toBe("");
    expect(fake.below(SITE)).toEqual(expect.arrayContaining([`${SITE}/pkg/tests/test_pkg.py`, `${SITE}/more.py`]));
    expect(fake.text(`${SITE}/pywasi.pth`)).toBe("import _pywasi\n");
    expect(fake.text(`${SITE}/_pywasi/modules.py`)).toContain('"pkg._mod": "pkg/_mod.so"');
    expect(fake.text(`${SITE}/pkg/_mod.so`)).toContain("linked into python.wasm");
  });

  test("leaves the cached standard library as it is", async () => {
    const fake = host();
    await assembleBundle(fake, "/out (1)", contents);
    expect(fake.below("/py/lib/python3.13")).toEqual(["/py/lib/python3.13/os.py"]);
  });

  test("has what the wheels bring compiled, tests left out", async () => {
    const fake = host();
    await assembleBundle(fake, "/out (1)", contents);
    const args = fake.runs[0]?.args ?? [];
    expect(args.slice(-5)).toEqual([
      ...["-p", "/lib/python3.13/site-packages"],
      ...["-x", "^/out\\ \\(1\\)/lib/python3\\.13/site\\-packages/(?:.*/)?tests?/", SITE],
    ]);
  });
});
