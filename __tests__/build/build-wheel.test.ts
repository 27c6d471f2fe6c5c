/** Building, with the Python program played by the test: what it is asked, and what its answers become. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { type BuildRequest, buildWheel } from "../../src/build/build-wheel.ts";
import { HostFailure } from "../../src/host/failure.ts";
import { target } from "../cross/example.ts";
import { type FakeHost, type FakeHostOptions, type FakeRun, fakeHost } from "../host/fake-host.ts";

const PYTHON = "/usr/bin/python3.13";
const WHEEL = "/out/pkg-1.0-cp313-cp313-wasi_0_0_0_wasm32.whl";
const SO = "pkg/mod.cpython-313-wasm32-wasi.so";

const request = (given: Partial<BuildRequest> = {}): BuildRequest => ({
  requirement: "pkg",
  target,
  cross: { variables: { CC: "/cross/bin/wasi-cc", PATH: "/cross/bin" }, mesonCrossFile: "/cross/meson-cross.ini" },
  buildPython: PYTHON,
  configSettings: ["setup-args=-Da=b"],
  outDir: "/out",
  verbosity: 0,
  environment: {},
  ...given,
});

interface Script {
  /** Result of `pywasi_build.fetch`. */
  readonly fetch?: object;
  /** Result of `pywasi_build`. */
  readonly build?: object;
  readonly log?: string;
  readonly drops?: string;
  /** Members of the wheel. */
  readonly wheel?: Record<string, string>;
  /** Members of the sdist. */
  readonly sdist?: Record<string, string>;
  readonly host?: FakeHostOptions;
}

const FETCHED = { path: "/sdist/pkg-1.0.tar.gz", name: "pkg", version: "1.0", sha256: "ab", newer: null };
const BUILT = {
  wheel: WHEEL,
  backend: "setuptools.build_meta",
  requirements: ["setuptools"],
  overlaid: {},
  compiled: [],
  passedOver: [],
  milliseconds: { environment: 10, build: 20 },
};

/** A machine on which the tool is installed and answers as the script says. */
function machine(script: Script = {}): FakeHost {
  const python = async ({ args, options }: FakeRun, host: FakeHost) => {
    const [, module, requestPath = "", resultPath = ""] = args;
    if (args[1] === "venv") await host.files.write(`${args.at(-1)}/bin/python`, "");
    if (!module?.startsWith("pywasi_build")) return {};
    const asked = JSON.parse(host.text(requestPath));
    expect(options.env?.PYTHONPATH).toBe("/product/python");
    if (module === "pywasi_build") {
      await host.files.write(asked.log, script.log ?? "");
      if (script.drops) await host.files.write(asked.variables.PYWASI_DROP_LOG, script.drops);
      if (script.build === undefined || "wheel" in script.build) await host.files.write(WHEEL, "wheel");
    }
    await host.files.write(
      resultPath,
      JSON.stringify(module === "pywasi_build" ? (script.build ?? BUILT) : (script.fetch ?? FETCHED)),
    );
    return { stdout: script.log ?? "" };
  };
  return fakeHost({
    ...script.host,
    files: {
      "/product/python/requirements.txt": "build==1.6.1",
      "/sdist/pkg-1.0.tar.gz": "sdist",
      ...script.host?.files,
    },
    archives: {
      sdist: script.sdist ?? { "pkg-1.0/setup.py": "", "pkg-1.0/mod.c": "" },
      wheel: script.wheel ?? { [SO]: "\0asm" },
      ...script.host?.archives,
    },
    programs: { [PYTHON]: python, python, ...script.host?.programs },
  });
}

/** What the driver was asked. */
function asked(host: FakeHost): Record<string, unknown> {
  return asks.get(host) ?? {};
}
const asks = new WeakMap<FakeHost, Record<string, unknown>>();

/** As machine(), and remembers the driver's request, which is gone with the scratch folder when it is over. */
function watched(script: Script = {}): FakeHost {
  const host = machine(script);
  const run = host.processes.run;
  (host.processes as { run: typeof run }).run = (command, args, options) => {
    if (args[1] === "pywasi_build") asks.set(host, JSON.parse(host.text(args[2] ?? "")));
    return run(command, args, options);
  };
  return host;
}

async function refusal(script: Script, given: Partial<BuildRequest> = {}) {
  const host = machine(script);
  const error = await buildWheel(host, request(given)).catch((caught) => caught);
  expect(host.below("/temp")).toEqual([]);
  return error as { code: string; message: string; remedy: string; details: readonly string[] };
}

describe("building a requirement", () => {
  test("gives the wheel with its modules, times and dropped flags", async () => {
    const host = watched({ drops: "-fPIC\n-I/usr/include\n-fPIC\n" });
    const built = await buildWheel(host, request());
    expect(built).toMatchObject({
      name: "pkg",
      version: "1.0",
      backend: "setuptools.build_meta",
      requirements: ["setuptools"],
      milliseconds: { environment: 10, build: 20 },
      drops: { "-fPIC": 2, "-I/usr/include": 1 },
      log: "/out/pkg.log",
    });
    expect(built.wheel.path).toBe(WHEEL);
    expect(built.wheel.extensions.map(({ module }) => module)).toEqual(["pkg.mod"]);
  });

  test("asks the driver for the target, with the user's variables over the cross environment", async () => {
    const host = watched();
    await buildWheel(host, request({ environment: { CFLAGS: "-O1" }, beforeBuild: "make headers" }));
    expect(asked(host)).toMatchObject({
      variables: { CC: "/cross/bin/wasi-cc", CFLAGS: "-O1" },
      target: { include: "/target/include/python3.13", multiarch: "wasm32-wasi" },
      configSettings: ["setup-args=-Da=b"],
      mesonCrossFile: "/cross/meson-cross.ini",
      platformTag: "wasi_0_0_0_wasm32",
      beforeBuild: "make headers",
    });
  });

  test("takes an exported cross environment off the driver, which installs for this machine", async () => {
    const host = machine({ host: { env: { CC: "/cross/bin/wasi-cc", PATH: "/cross/bin", LANG: "C" } } });
    await buildWheel(host, request());
    const run = host.runs.find(({ args }) => args[1] === "pywasi_build");
    expect(run?.options.env).toMatchObject({ PATH: "/cross/bin", LANG: "C" });
    expect(run?.options.env).not.toHaveProperty("CC");
  });

  test("says which version was taken, and why not the newest", async () => {
    const host = machine({ fetch: { ...FETCHED, newer: { version: "2.0", requiresPython: ">=3.14" } } });
    await buildWheel(host, request());
    expect(host.lines).toContain("info: pkg 1.0: pkg-1.0.tar.gz, sha256 ab; 2.0 asks for Python >=3.14");
  });

  test("shows the output as it comes when asked to", async () => {
    const quiet = machine({ log: "[1/2] Compiling" });
    await buildWheel(quiet, request());
    expect(quiet.lines).toContain("debug: [1/2] Compiling");
    const loud = machine({ log: "[1/2] Compiling" });
    await buildWheel(loud, request({ verbosity: 1 }));
    expect(loud.lines).toContain("info: [1/2] Compiling");
  });

  test("leaves no scratch behind", async () => {
    const host = machine();
    await buildWheel(host, request());
    expect(host.below("/temp")).toEqual([]);
    expect(host.below("/out")).toEqual([WHEEL, "/out/pkg.log"]);
  });
});

describe("building other things", () => {
  test("a folder is built in place", async () => {
    const host = watched({ host: { files: { "/project/pkg/setup.py": "", "/project/pkg/mod.c": "" } } });
    await buildWheel(host, request({ requirement: "./pkg" }));
    expect(asked(host).source).toBe("/project/pkg");
    expect(host.text("/project/pkg/setup.py")).toBe("");
  });

  test("a folder has a place for each recipe, so that nothing of another build is taken for this one's", async () => {
    const recipes: unknown[] = [];
    for (const given of [{}, { environment: { CFLAGS: "-O0" } }, { sdk: 33 }, {}]) {
      const host = watched({ host: { files: { "/project/pkg/setup.py": "", "/project/pkg/mod.c": "" } } });
      await buildWheel(host, request({ requirement: "./pkg", ...given }));
      recipes.push(asked(host).recipe);
    }
    expect(recipes[3]).toBe(recipes[0]);
    expect(new Set(recipes).size).toBe(3);
    const unpacked = watched();
    await buildWheel(unpacked, request());
    expect(asked(unpacked).recipe).toBeNull();
  });

  test("C that the build itself wrote into a folder announces nothing", async () => {
    const pure = { "pkg/__init__.py": "" };
    const host = machine({ wheel: pure, host: { files: { "/project/pkg/setup.py": "" } } });
    await expect(buildWheel(host, request({ requirement: "./pkg" }))).resolves.toMatchObject({ name: "pkg" });
  });

  test("a wheel is taken as it is", async () => {
    const path = "/project/pkg-1.0-cp313-cp313-wasi_0_0_0_wasm32.whl";
    const built = await buildWheel(machine({ host: { files: { [path]: "wheel" } } }), request({ requirement: path }));
    expect(built).toMatchObject({ name: "pkg", backend: undefined, log: undefined });
    expect(built.wheel.path).toBe(WHEEL);
  });

  test("a URL is downloaded and compared with its checksum", async () => {
    const url = "https://example.org/pkg-1.0.tar.gz";
    const sha256 = createHash("sha256").update("sdist").digest("hex");
    const host = machine({ host: { downloads: { [url]: "sdist" } } });
    await buildWheel(host, request({ requirement: `${url}#sha256=${sha256}` }));
    expect(host.requests).toEqual([url]);
  });
});

describe("a package that cannot be had", () => {
  const asks = async (fetch: object) => refusal({ fetch: { error: fetch } });

  test("because no index has it", async () => {
    const error = await asks({ kind: "not-found", message: "No index has a project pkg", indexes: 1 });
    expect(error.code).toBe("WASI-PACKAGE-NOT-FOUND");
    expect(error.message).toBe('No index has a project pkg (asked for "pkg").');
    expect(error.remedy).toContain("Check the spelling");
  });

  test("because pip knows no index", async () => {
    const error = await asks({ kind: "not-found", message: "No index has a project pkg", indexes: 0 });
    expect(error.remedy).toContain("pip is set up with no index");
  });

  test("because no version fits", async () => {
    const error = await asks({ kind: "no-version", message: "", versions: ["2.0", "1.0"] });
    expect(error).toMatchObject({ code: "WASI-PACKAGE-NOT-FOUND", remedy: "The newest versions are 2.0, 1.0." });
    expect((await asks({ kind: "no-version", message: "", versions: [] })).remedy).toContain("withdrawn");
  });

  test("because no version is for this Python", async () => {
    const error = await asks({
      kind: "no-python",
      message: "",
      newest: "2.0",
      requiresPython: ">=3.14",
      versions: ["1.0"],
    });
    expect(error.message).toBe('No version that fits "pkg" is for Python 3.13.5: 2.0 asks for >=3.14.');
    expect(error.remedy).toContain("1.0");
    const none = await asks({ kind: "no-python", message: "", newest: "2.0", requiresPython: ">=3.14", versions: [] });
    expect(none.remedy).toBe("Choose another python-version.");
  });

  test("because it has wheels only", async () => {
    const error = await asks({ kind: "no-sdist", message: "", version: "1.0", wheels: ["pkg-1.0-win.whl"] });
    expect(error).toMatchObject({ code: "WASI-PACKAGE-NO-SDIST", details: ["pkg-1.0-win.whl"] });
  });

  test("because its marker leaves this target out", async () => {
    const error = await asks({ kind: "excluded", message: 'sys_platform == "linux"' });
    expect(error).toMatchObject({ code: "WASI-PACKAGE-NOT-FOUND", message: expect.stringContaining("sys_platform") });
  });

  test("because the text is no requirement", async () => {
    const error = await asks({ kind: "requirement", message: "Expected end" });
    expect(error).toMatchObject({ code: "WASI-INPUT-VALUE", message: '"pkg" is no requirement: Expected end.' });
  });

  test("because the index does not answer", async () => {
    const error = await asks({ kind: "network", message: "The package index did not answer", trouble: ["x: refused"] });
    expect(error).toMatchObject({ code: "WASI-DOWNLOAD-FAILED", details: ["x: refused"] });
  });

  test("because the file is not the announced one", async () => {
    const facts = { algorithm: "sha256", expected: "aa", actual: "bb" };
    const error = await asks({ kind: "hash", message: "pkg-1.0.tar.gz", ...facts });
    expect(error.code).toBe("WASI-DOWNLOAD-HASH");
    expect(error.details.join()).toMatch(/aa.*bb/s);
  });

  test("because the path names nothing", async () => {
    expect(await refusal({}, { requirement: "./nothing" })).toMatchObject({
      code: "WASI-PACKAGE-NOT-FOUND",
      message: "There is no /project/nothing.",
    });
  });

  test("because the URL has no checksum, a wrong one, or no file", async () => {
    const url = "https://example.org/pkg-1.0.tar.gz";
    expect(await refusal({}, { requirement: url })).toMatchObject({ code: "WASI-PIN-MISSING" });
    const host = { downloads: { [url]: "sdist" } };
    expect(await refusal({ host }, { requirement: `${url}#sha256=00` })).toMatchObject({ code: "WASI-DOWNLOAD-HASH" });
    expect(await refusal({}, { requirement: `${url}#sha256=00` })).toMatchObject({ code: "WASI-DOWNLOAD-NOT-FOUND" });
  });

  test("because the archive is damaged or wants out", async () => {
    for (const [kind, code] of [
      ["archive-damaged", "WASI-ARCHIVE-DAMAGED"],
      ["archive-escape", "WASI-ARCHIVE-ESCAPE"],
    ] as const) {
      const host = { archives: { sdist: new HostFailure(kind, "no") } };
      expect(await refusal({ host })).toMatchObject({ code });
    }
  });
});

describe("a build that fails", () => {
  const fails = (kind: string, message: string, log: string, facts: object = {}) =>
    refusal({ build: { error: { kind, message, ...facts } }, log });

  test("shows the first errors and where the rest is", async () => {
    const error = await fails("backend", "Backend subprocess exited", "x.c:1:1: error: no such thing\n");
    expect(error.code).toBe("WASI-BUILD-FAILED");
    expect(error.message).toBe("pkg did not build: x.c:1:1: error: no such thing.");
    expect((await fails("backend", "Backend subprocess exited", "silence\n")).message).toBe(
      "pkg did not build: Backend subprocess exited.",
    );
    expect(error.details).toEqual(["x.c:1:1: error: no such thing", "The whole output: /out/pkg.log"]);
    expect(error.remedy).toContain("build-verbosity: 1");
  });

  test("names a cause that can be told", async () => {
    expect((await fails("backend", "", "a.c:1:1: fatal error: 'some.h' file not found")).remedy).toContain("some.h");
  });

  test("for its requirements says so", async () => {
    expect(await fails("requirements", "", "ERROR: No matching distribution found for x")).toMatchObject({
      code: "WASI-BUILD-REQUIREMENTS",
      details: ["ERROR: No matching distribution found for x", "The whole output: /out/pkg.log"],
    });
  });

  test("for want of a project or by before-build says so", async () => {
    expect(await fails("source", "no pyproject.toml", "")).toMatchObject({ code: "WASI-BUILD-FAILED" });
    expect(await fails("before-build", "before-build ended with exit code 2", "")).toMatchObject({
      code: "WASI-BUILD-FAILED",
      message: "pkg: before-build ended with exit code 2.",
    });
  });

  test("to be for WASI at all says what it built", async () => {
    expect(await fails("foreign-platform", "", "", { wheel: "/out/pkg-1.0-linux_x86_64.whl" })).toMatchObject({
      code: "WASI-BUILD-NO-EXTENSION",
      message: "pkg: the back end built for another platform: pkg-1.0-linux_x86_64.whl.",
    });
  });

  test("to make the extension that its sources announce is an error", async () => {
    const error = await refusal({ wheel: { "pkg/__init__.py": "" }, sdist: { "pkg-1.0/mod.pyx": "" } });
    expect(error.code).toBe("WASI-BUILD-NO-EXTENSION");
  });

  test("by a fault of ours keeps its stack", async () => {
    const host = { programs: { python: () => ({ code: 1, stderr: "Traceback: boom" }) } };
    const error = await refusal({ host });
    expect(error).toBeInstanceOf(Error);
    expect(error.code).toBeUndefined();
    expect(error.message).toContain("boom");
  });
});
