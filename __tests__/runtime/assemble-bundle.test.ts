import { describe, expect, test } from "@jest/globals";
import { readWheel } from "../../src/build/wheel.ts";
import { assembleBundle } from "../../src/runtime/assemble-bundle.ts";
import { bundleAt } from "../../src/runtime/bundle.ts";
import { type FakeHost, fakeHost } from "../host/fake-host.ts";
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
  const contentsOf = async (fake: FakeHost) => ({
    target: someTarget,
    buildPython,
    wheels: [await readWheel(fake, WHEEL)],
    linkedIn: [{ name: "pkg._mod", file: "pkg/_mod.so" }],
  });

  test("has what the wheels bring and our site folder", async () => {
    const fake = host();
    await assembleBundle(fake, bundleAt("/out (1)", "3.13"), await contentsOf(fake));
    expect(fake.below(SITE)).toEqual(expect.arrayContaining([`${SITE}/pkg/tests/test_pkg.py`, `${SITE}/more.py`]));
    expect(fake.text(`${SITE}/pywasi.pth`)).toBe("import _pywasi\n");
    expect(fake.text(`${SITE}/_pywasi/modules.py`)).toContain('"pkg._mod": "pkg/_mod.so"');
    expect(fake.text(`${SITE}/pkg/_mod.so`)).toContain("linked into python.wasm");
  });

  test("has what the wheels bring compiled, tests left out", async () => {
    const fake = host();
    await assembleBundle(fake, bundleAt("/out (1)", "3.13"), await contentsOf(fake));
    const compiled = fake.runs.map(({ options }) => String(options.input)).join("");
    expect(compiled).toContain(`${SITE}/pkg/__init__.py\n`);
    expect(compiled).not.toContain("/tests/");
    expect(fake.runs[0]?.args.join(" ")).toContain("-p /lib/python3.13/site-packages");
  });
});
