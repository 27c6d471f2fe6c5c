/** What each finding says, over a machine of the test's making. */
import { describe, expect, test } from "@jest/globals";
import { findingsAsText } from "../../src/doctor/finding.ts";
import { machine, warnOfOldNode } from "../../src/doctor/machine.ts";
import { project } from "../../src/doctor/project.ts";
import { leftovers, strayVariables } from "../../src/doctor/surroundings.ts";
import { attempt, pythonModules, reach } from "../../src/doctor/versions.ts";
import { HostFailure } from "../../src/host/failure.ts";
import { UserError } from "../../src/report/errors.ts";
import { type FakeHostOptions, fakeHost } from "../host/fake-host.ts";

const program = () => ({});
const state = async (options: FakeHostOptions, check: string, version = "v24.1.0") =>
  (await machine(fakeHost(options), version)).find((finding) => finding.check === check);

describe("the machine", () => {
  test("needs Node 24", async () => {
    expect(await state({}, "Node")).toMatchObject({ state: "ok" });
    expect(await state({}, "Node", "v20.20.2")).toMatchObject({
      state: "problem",
      remedy: expect.stringMatching(/24/),
    });
  });

  test("warns before a guest runs where its Node is older, and is silent otherwise", () => {
    const host = fakeHost();
    warnOfOldNode(host, "v24.1.0");
    expect(host.lines).toEqual([]);
    warnOfOldNode(host, "v20.20.2");
    expect(host.lines).toEqual([expect.stringMatching(/^warning: Node v20\.20\.2 is too old\. Install Node 24/)]);
  });

  test("needs room for an SDK and a CPython, and says how to have them elsewhere", async () => {
    expect(await state({ room: 20e9 }, "free space")).toMatchObject({ state: "ok" });
    expect(await state({ room: 2e9 }, "free space")).toMatchObject({ state: "warning" });
    expect(await state({ room: 2e8 }, "free space")).toMatchObject({
      state: "problem",
      remedy: expect.stringMatching(/PYWASI_CACHE_DIR/),
    });
  });

  test("may lack wasm-opt, which is worth a note, or make, which is worth a warning", async () => {
    expect(await state({}, "wasm-opt")).toMatchObject({ state: "note" });
    expect(await state({}, "make")).toMatchObject({ state: "warning" });
    expect(await state({ programs: { make: program } }, "make")).toMatchObject({ state: "ok", found: "/usr/bin/make" });
  });
});

describe("the environment", () => {
  test.each(["CC", "CFLAGS", "PYTHONPATH", "PYTHONHOME", "_PYTHON_HOST_PLATFORM", "RUSTFLAGS", "CMAKE_TOOLCHAIN_FILE"])(
    "%s is found, with what it does",
    (name) => {
      expect(strayVariables({ [name]: "value" }, {})).toEqual([
        expect.objectContaining({ state: "warning", found: expect.stringMatching(new RegExp(`^${name}=value \\w+`)) }),
      ]);
    },
  );

  test("variables of a job's own cross environment are no strays", () => {
    expect(strayVariables({ CC: "/cross/wasi-cc" }, { CC: "/cross/wasi-cc" })).toMatchObject([{ state: "ok" }]);
  });

  test("empty and unknown variables are left alone", () => {
    expect(strayVariables({ CFLAGS: "", HOME: "/home" }, {})).toMatchObject([{ state: "ok" }]);
  });
});

describe("leftovers", () => {
  test("of an environment whose files have gone are a problem", async () => {
    expect(await leftovers(fakeHost({ env: { PYWASI_JOB: "/gone/job-shim.json" } }))).toMatchObject([
      { state: "problem", remedy: expect.stringMatching(/pywasi env/) },
    ]);
  });

  test("of a killed installation are named", async () => {
    const files = { "/tools/wasi-sdk/24.0.0/x64.staging-Ab12/bin/clang": "" };
    expect(await leftovers(fakeHost({ files }))).toMatchObject([
      { state: "note", found: expect.stringMatching(/1 half installations .*x64\.staging-Ab12/) },
    ]);
  });

  test("are none on a tidy machine", async () => {
    expect(await leftovers(fakeHost())).toMatchObject([{ state: "ok" }]);
  });
});

describe("the project", () => {
  const look = (pyproject: string, options: FakeHostOptions = {}) =>
    project(fakeHost({ ...options, files: { "/project/pyproject.toml": pyproject } }), "/project");
  const of = (backend: string) => `[build-system]\nrequires = []\nbuild-backend = "${backend}"\n`;

  test.each([
    "setuptools.build_meta",
    "mesonpy",
    "scikit_build_core.build",
    "hatchling.build",
    "poetry.core.masonry.api",
  ])("with %s can be built", async (backend) => {
    expect(await look(of(backend))).toMatchObject([{ state: "ok", found: backend }]);
  });

  test("with a back end that nobody tried here is worth a note", async () => {
    expect(await look(of("unheard_of.api"))).toMatchObject([{ state: "note" }]);
  });

  test("with maturin needs cargo, and the target for Rust", async () => {
    expect(await look(of("maturin"))).toMatchObject([
      { state: "problem", found: expect.stringMatching(/needs cargo/) },
    ]);
    const programs = { cargo: program, rustc: program, "/usr/bin/rustc": () => ({ stdout: "/rust/lib\n" }) };
    const text = of("maturin").replace("[]", '["maturin>=1"]');
    expect(await look(text, { programs })).toMatchObject([
      { state: "ok" },
      { state: "problem", remedy: "rustup target add wasm32-wasip1" },
    ]);
  });

  test("whose pyproject.toml is no TOML is told the line", async () => {
    expect(await look("[build-system\n")).toMatchObject([{ state: "problem", found: expect.stringMatching(/line 1/) }]);
  });

  test("may have a setup.py alone, or not be there", async () => {
    const files = { "/project/setup.py": "" };
    expect(await project(fakeHost({ files }), "/project")).toMatchObject([
      { found: expect.stringMatching(/setuptools/) },
    ]);
    expect(await project(fakeHost(), "/project")).toMatchObject([{ found: "no project in /project" }]);
  });
});

describe("what a set-up would do", () => {
  test("is a finding where it would work, and the coded error where not", async () => {
    const works = await attempt("Python", async () => ({ found: "3.13.5", value: 1 }));
    expect(works.finding).toEqual({ check: "Python", state: "ok", found: "3.13.5" });
    const fails = await attempt("Python", () => Promise.reject(new UserError("WASI-PYTHON-VERSION", "No.", "Do.")));
    expect(fails.finding).toEqual({
      check: "Python",
      state: "problem",
      found: "No.",
      remedy: "Do. (WASI-PYTHON-VERSION)",
    });
  });

  test("needs venv in the build Python", async () => {
    const programs = { "/py": () => ({ stdout: "venv ensurepip\n" }) };
    expect(await pythonModules(fakeHost({ programs }), "/py")).toMatchObject({
      state: "problem",
      found: "/py lacks venv, ensurepip",
    });
  });

  test("needs the SDK's archive within reach", async () => {
    const pin = {
      name: "sdk.tar.gz",
      url: "https://origin.example/a/sdk.tar.gz",
      sha256: "0",
      sha512: undefined,
      size: 1,
      source: "",
    };
    const settings = { mirror: undefined, manifest: undefined, githubToken: undefined };
    const there = fakeHost({ downloads: { [pin.url]: "bytes" } });
    expect(await reach(there, pin, settings)).toMatchObject({ state: "ok" });
    const offline = fakeHost({ downloads: { [pin.url]: new HostFailure("network", "no route") } });
    expect(await reach(offline, pin, settings)).toMatchObject({
      state: "problem",
      found: expect.stringMatching(/no route/),
      remedy: expect.stringMatching(/proxy/),
    });
  });
});

test("as text each finding has a mark, and its remedy below", () => {
  const text = findingsAsText([
    { check: "Node", state: "ok", found: "v24" },
    { check: "free space", state: "problem", found: "none", remedy: "Make some." },
  ]);
  expect(text.split("\n")).toEqual([
    "✓ Node        v24",
    "✗ free space  none",
    "              → Make some.",
    "",
    "1 problems, 0 warnings",
  ]);
});
