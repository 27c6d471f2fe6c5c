import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { type InstallOptions, installTargetPython } from "../../src/cpython/install.ts";
import { openTargetPython } from "../../src/cpython/record.ts";
import { NO_OPTIONS } from "../../src/cpython/source/build-options.ts";
import { HostFailure } from "../../src/host/failure.ts";
import type { Manifest } from "../../src/pins/pin.ts";
import { describeError, UserError } from "../../src/report/errors.ts";
import { type FakeHost, type FakeHostOptions, type FakeProgram, fakeHost } from "../host/fake-host.ts";
import { buildPython, built, headers, prefix, python, releaseZips, source } from "./small-cpython.ts";

const SDK = { number: 24, path: "/sdk", sysroot: "/sdk/share/wasi-sysroot", origin: "wasi-sdk-24.0", standIn: false };
const ORIGIN = { mirror: undefined, manifest: undefined, githubToken: undefined };
const SITE = "Tools/wasm/config.site-wasm32-wasi";

const sha256 = (content: string) => createHash("sha256").update(content).digest("hex");

/** A mirror folder with these archives, their content being what the fake knows them by. */
function mirror(...names: readonly string[]) {
  const manifest: Manifest = {
    schema: 1,
    standIn: undefined,
    files: names.map((name) => ({ name, sha256: sha256(name), size: undefined, path: name })),
  };
  return {
    settings: { mirror: "/mirror", manifest, githubToken: undefined },
    files: Object.fromEntries(names.map((name) => [`/mirror/${name}`, name])),
  };
}

const install = (host: FakeHost, options: Partial<InstallOptions> = {}) =>
  installTargetPython(host, {
    version: python("3.13.5"),
    sdk: SDK,
    buildPython: buildPython("3.13.0"),
    settings: ORIGIN,
    choice: "auto",
    ...options,
  });

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.catch((error) => error);
  if (!(error instanceof UserError)) throw error;
  return describeError(error);
};

const compileall: FakeProgram = () => ({});
/** What is left below the tool cache and the scratch folder. */
const leftovers = (host: FakeHost) => [...host.below("/tools"), ...host.below("/temp")];

describe("by a path", () => {
  const machine = (files: FakeHostOptions["files"] = {}) =>
    fakeHost({
      files: { ...prefix("/wasi", "3.13.5", { builtWith: "/opt/wasi-sdk-24.0" }), ...files },
      programs: { python3: compileall },
    });

  test("a prefix becomes the one layout", async () => {
    const host = machine();
    const target = await install(host, { choice: "/wasi" });
    expect(target).toEqual({
      version: python("3.13.5"),
      sdk: 24,
      path: target.path,
      include: `${target.path}/include/python3.13`,
      library: `${target.path}/lib/libpython3.13.a`,
      archives: [`${target.path}/lib/libmpdec.a`, `${target.path}/lib/libexpat.a`],
      stdlib: `${target.path}/lib/python3.13`,
      sysconfig: `${target.path}/sysconfig`,
      sysconfigName: "_sysconfigdata__wasi_wasm32-wasi",
      interpreter: `${target.path}/python.wasm`,
      soabi: "cpython-313-wasm32-wasi",
      extensionSuffix: ".cpython-313-wasm32-wasi.so",
      multiarch: "wasm32-wasi",
      stackSize: 8388608,
      initialMemory: 20971520,
      systemLibraries: ["dl", "wasi-emulated-signal", "m"],
      origin: "/wasi",
      installed: true,
    });
    expect(target.path).toMatch(/^\/tools\/cpython-wasi\/3\.13\.5-path\.h[0-9a-f]{12}\/x64$/);
    expect(host.below(target.path).map((path) => path.slice(target.path.length + 1))).toEqual([
      "include/python3.13/Python.h",
      "include/python3.13/cpython/object.h",
      "include/python3.13/patchlevel.h",
      "include/python3.13/pyconfig.h",
      "lib/libexpat.a",
      "lib/libmpdec.a",
      "lib/libpython3.13.a",
      "lib/python3.13/_sysconfigdata__wasi_wasm32-wasi.py",
      "lib/python3.13/lib-dynload/README.txt",
      "lib/python3.13/os.py",
      "python.wasm",
      "sysconfig/_sysconfigdata__wasi_wasm32-wasi.py",
      "target-python.json",
    ]);
  });

  test("builds see the installation's paths, the guest its own", async () => {
    const host = machine();
    const { path } = await install(host, { choice: "/wasi" });
    const name = "_sysconfigdata__wasi_wasm32-wasi.py";
    expect(host.text(`${path}/sysconfig/${name}`)).toMatch(`'INCLUDEPY': '${path}/include/python3.13'`);
    expect(host.text(`${path}/lib/python3.13/${name}`)).toMatch("'INCLUDEPY': '/include/python3.13'");
  });

  test("the standard library is compiled by the build Python, for the guest's paths and no timestamps", async () => {
    const host = machine();
    await install(host, { choice: "/wasi" });
    const [run] = host.runs;
    expect(run?.command).toBe("/usr/bin/python3");
    expect(run?.args.join(" ")).toMatch(/-m compileall .*--invalidation-mode unchecked-hash .*-p \/lib\/python3\.13 /);
  });

  test("a library that does not compile in part is worth a line, not a failure", async () => {
    const host = fakeHost({
      files: prefix("/wasi", "3.13.5"),
      programs: { python3: () => ({ code: 1, stdout: "*** Error compiling 'x.py'" }) },
    });
    await install(host, { choice: "/wasi" });
    expect(host.lines.join("\n")).toMatch(/lib\/python3\.13.*\*\*\* Error compiling 'x\.py'/);
  });

  test("the second run finds it, without work", async () => {
    const host = machine();
    const first = await install(host, { choice: "/wasi" });
    const runs = host.runs.length;
    expect(await install(host, { choice: "/wasi" })).toEqual({ ...first, installed: false });
    expect(host.runs).toHaveLength(runs);
    expect(leftovers(host).filter((path) => path.includes("staging") || path.startsWith("/temp"))).toEqual([]);
  });

  test("one that lost a file since is installed again", async () => {
    const host = machine();
    const { path } = await install(host, { choice: "/wasi" });
    await host.files.remove(`${path}/lib/libexpat.a`);
    expect(await install(host, { choice: "/wasi" })).toMatchObject({ installed: true });
    expect(host.lines).toContain(`warning: The CPython in ${path} is damaged and is installed again.`);
  });

  test("one that a cache restored in another place names that place", async () => {
    const host = machine();
    const { path } = await install(host, { choice: "/wasi" });
    const moved = path.replace("/tools", "/elsewhere");
    await host.files.copy(path, moved);
    expect(await openTargetPython(host, moved)).toMatchObject({ include: `${moved}/include/python3.13` });
    const data = host.text(`${moved}/sysconfig/_sysconfigdata__wasi_wasm32-wasi.py`);
    expect(data).toMatch(`'prefix': '${moved}'`);
    expect(data).not.toMatch(`'${path}`);
  });

  test("one that another SDK built is taken with a warning", async () => {
    const host = machine(prefix("/old", "3.13.5", { builtWith: "/home/me/wasi-sdk-20.0" }));
    expect(await install(host, { choice: "/old" })).toMatchObject({ sdk: 20 });
    expect(host.lines.join("\n")).toMatch(
      "warning: /old was built with WASI SDK 20 (its compiler lay in wasi-sdk-20), extensions will be with 24: objects of different SDKs do not link together safely.",
    );
  });

  test("one that does not say which SDK built it is taken for one of the locked SDK", async () => {
    const host = machine(prefix("/mute", "3.13.5", { clang: "3.0.0" }));
    expect(await install(host, { choice: "/mute" })).toMatchObject({ sdk: 24 });
    expect(host.lines.join("\n")).toMatch("warning: /mute is taken for one of WASI SDK 24");
  });

  test("one that is built already takes no options of a build", async () => {
    const options = { ...NO_OPTIONS, assertions: true };
    expect(await refusal(install(machine(), { choice: "/wasi", options }))).toMatch(
      "WASI-INPUT-VALUE: cpython: /wasi is built already;",
    );
  });

  test("needs a build Python of the same X.Y", async () => {
    expect(await refusal(install(machine(), { choice: "/wasi", buildPython: buildPython("3.12.1") }))).toMatch(
      "WASI-PYTHON-MISMATCH: CPython 3.13.5 for WASI needs a Python 3.13 on this machine, but /usr/bin/python3 is 3.12.1.",
    );
  });
});

describe("by a release", () => {
  const names = ["python-3.13.5-wasi_sdk-24.zip", "_build-python-3.13.5-wasi_sdk-24.zip"] as const;
  const { settings, files } = mirror(...names);
  const machine = (options: FakeHostOptions = {}, zips = releaseZips("3.13.5")) =>
    fakeHost({
      files: { ...files, ...headers("/usr/include/python3.13", "3.13.0"), ...options.files },
      programs: { python3: compileall, ...options.programs },
      archives: { [names[0]]: zips.python, [names[1]]: zips.build, ...options.archives },
    });

  test("the pair is put together with the build Python's headers, which then say the release's version", async () => {
    const host = machine();
    const target = await install(host, { settings });
    expect(target).toMatchObject({ sdk: 24, origin: "release python-3.13.5-wasi_sdk-24.zip" });
    expect(target.path).toMatch(/3\.13\.5-release\.sdk24\.h/);
    expect(host.text(`${target.include}/pyconfig.h`)).toBe("/* wasi */");
    expect(host.text(`${target.include}/patchlevel.h`)).toMatch('PY_VERSION "3.13.5"');
    expect(host.below("/temp")).toEqual([]);
  });

  test("without headers on the machine they come from the source", async () => {
    const more = mirror(...names, "Python-3.13.5.tar.xz");
    const host = fakeHost({
      files: more.files,
      programs: { python3: compileall },
      archives: {
        [names[0]]: releaseZips("3.13.5").python,
        [names[1]]: releaseZips("3.13.5").build,
        "Python-3.13.5.tar.xz": {
          "Python-3.13.5/Include/Python.h": "/* of the source */",
          "Python-3.13.5/Include/patchlevel.h": "",
        },
      },
    });
    const { include } = await install(host, { settings: more.settings, choice: "release" });
    expect(host.text(`${include}/Python.h`)).toBe("/* of the source */");
  });

  test("without headers anywhere the error says so", async () => {
    const host = fakeHost({
      files,
      archives: { [names[0]]: releaseZips("3.13.5").python, [names[1]]: releaseZips("3.13.5").build },
    });
    const text = await refusal(install(host, { settings, choice: "release" }));
    expect(text).toMatch(
      "WASI-CPYTHON-NOT-FOUND: No CPython 3.13.5 for WASI, built with WASI SDK 24, can be had as release.",
    );
    expect(text).toMatch("the release has no headers, /usr/bin/python3 has none either");
    expect(leftovers(host)).toEqual([]);
  });

  describe("whose clang is another SDK's than its name says", () => {
    const mislabelled = () => machine({}, releaseZips("3.13.5", { clang: "16.0.0" }));
    const found = "it was compiled by clang 16.0.0, the one of WASI SDK 20, not of 24";

    test("is refused", async () => {
      const text = await refusal(install(mislabelled(), { settings, choice: "release" }));
      expect(text).toMatch("WASI-CPYTHON-NOT-FOUND");
      expect(text).toMatch(`release python-3.13.5-wasi_sdk-24.zip: ${found}`);
    });

    test("is taken with a warning where the user is not strict, and found again by such a user alone", async () => {
      const host = mislabelled();
      expect(await install(host, { settings, strict: false })).toMatchObject({ sdk: 20, installed: true });
      expect(host.lines).toContain(`warning: release python-3.13.5-wasi_sdk-24.zip: ${found}.`);
      expect(await install(host, { settings, strict: false })).toMatchObject({ installed: false });
      await expect(install(host, { settings })).rejects.toMatchObject({ code: "WASI-CPYTHON-NOT-FOUND" });
    });
  });

  test("cannot be built in another way any more", async () => {
    const options = { ...NO_OPTIONS, optimization: "Os" };
    expect(await refusal(install(machine(), { settings, choice: "release", options }))).toMatch(
      "set cpython to source",
    );
  });

  test("with a wrong hash stops everything: no other way is tried", async () => {
    const host = machine({ files: { [`/mirror/${names[1]}`]: "forged" } });
    expect(await refusal(install(host, { settings }))).toMatch("WASI-DOWNLOAD-HASH");
    expect(leftovers(host)).toEqual([]);
  });

  test("cut in half is a damaged archive", async () => {
    const host = machine({ archives: { [names[0]]: new HostFailure("archive-damaged", "unexpected end of file") } });
    expect(await refusal(install(host, { settings }))).toMatch("WASI-ARCHIVE-DAMAGED");
    expect(leftovers(host)).toEqual([]);
  });

  test("without an archive that the link needs leads to the next way", async () => {
    const { python: zip, build } = releaseZips("3.13.5");
    delete build["Modules/expat/libexpat.a"];
    const text = await refusal(install(machine({}, { python: zip, build }), { settings }));
    expect(text).toMatch("WASI-CPYTHON-NOT-FOUND");
    expect(text).toMatch("lack Modules/expat/libexpat.a");
  });

  test("on a full disk says so", async () => {
    const host = machine({ archives: { [names[0]]: new HostFailure("no-space", "the disk of /tools is full") } });
    expect(await refusal(install(host, { settings }))).toMatch("WASI-DISK-FULL");
    expect(leftovers(host)).toEqual([]);
  });
});

describe("by a release that only GitHub vouches for", () => {
  const version = python("3.13.99");
  const names = ["python-3.13.99-wasi_sdk-24.zip", "_build-python-3.13.99-wasi_sdk-24.zip"] as const;
  const base = "https://github.com/brettcannon/cpython-wasi-build/releases/download/v3.13.99";
  const api = "https://api.github.com/repos/brettcannon/cpython-wasi-build/releases/tags/v3.13.99";
  const machine = (digest: (name: string) => string | null) =>
    fakeHost({
      files: headers("/usr/include/python3.13", "3.13.0"),
      programs: { python3: compileall },
      downloads: {
        [api]: JSON.stringify({ assets: names.map((name) => ({ name, digest: digest(name), size: name.length })) }),
        ...Object.fromEntries(names.map((name) => [`${base}/${name}`, name])),
      },
      archives: { [names[0]]: releaseZips("3.13.99").python, [names[1]]: releaseZips("3.13.99").build },
    });

  test("it is accepted with a notice, and the second run asks nobody", async () => {
    const host = machine((name) => `sha256:${sha256(name)}`);
    expect(await install(host, { version })).toMatchObject({ version: { text: "3.13.99" }, installed: true });
    expect(host.lines).toContain(
      `notice: ${names[0]} has no committed checksum; it is checked against GitHub's own digest of the asset.`,
    );
    const asked = host.requests.length;
    expect(await install(host, { version })).toMatchObject({ installed: false });
    expect(host.requests).toHaveLength(asked);
  });

  test("another digest than the file's is refused", async () => {
    expect(
      await refusal(
        install(
          machine(() => `sha256:${"0".repeat(64)}`),
          { version },
        ),
      ),
    ).toMatch("WASI-DOWNLOAD-HASH");
  });

  test("without a digest it is not there", async () => {
    expect(
      await refusal(
        install(
          machine(() => null),
          { version },
        ),
      ),
    ).toMatch(
      "release python-3.13.99-wasi_sdk-24.zip: GitHub has no release python-3.13.99-wasi_sdk-24.zip with a digest",
    );
  });
});

describe("by its sources", () => {
  const { settings, files } = mirror("Python-3.13.5.tar.xz");
  const members = () =>
    Object.fromEntries(
      Object.entries(source("Python-3.13.5", "3.13.5")).map(([path, text]) => [path, String(text)]),
    ) as Record<string, string>;
  const sh: FakeProgram = ({ args, options }) =>
    args[0]?.endsWith("config.guess")
      ? { stdout: "x86_64-pc-linux-gnu\n" }
      : { stdout: `checking for one... yes\nchecking for two... no (CC=${options.env?.CC})\n` };
  const make: FakeProgram = async ({ args, options }, host) => {
    const lines = ["clang -c -o a.o a.c", "clang -c -o b.o b.c", "clang -o python.wasm a.o b.o"].join("\n");
    if (args[0] === "-n") return { stdout: lines };
    for (const [path, content] of Object.entries(built(String(options.cwd), "3.13.5")))
      await host.files.write(path, content);
    return { stdout: lines };
  };
  const machine = (options: FakeHostOptions = {}) =>
    fakeHost({
      files,
      archives: { "Python-3.13.5.tar.xz": { ...members(), [`Python-3.13.5/${SITE}`]: "" } },
      programs: { python3: compileall, sh, make },
      ...options,
    });

  test("it is configured, compiled and laid out, and nothing of the build stays", async () => {
    const host = machine({ env: { PATH: "/usr/bin", CC: "another-cc", CFLAGS: "-march=native" } });
    const target = await install(host, { settings });
    expect(target).toMatchObject({
      sdk: 24,
      origin: "built from Python-3.13.5.tar.xz with WASI SDK 24",
      installed: true,
    });
    expect(target.path).toMatch(/3\.13\.5-source\.sdk24\.h/);
    const configure = host.runs.find(({ args }) => args[0] === "../../configure");
    expect(configure?.args).toContain("--build=x86_64-pc-linux-gnu");
    expect(configure?.options.env).toMatchObject({ CC: "/sdk/bin/clang", CONFIG_SITE: expect.stringContaining(SITE) });
    expect(configure?.options.env).not.toHaveProperty("CFLAGS");
    expect(host.below("/temp")).toEqual([]);
  });

  test("progress counts checks and objects", async () => {
    const seen: string[] = [];
    await install(machine(), { settings, onProgress: (step, done, total) => seen.push(`${step} ${done}/${total}`) });
    expect(seen).toEqual([
      "Configuring CPython 3.13.5 1/760",
      "Configuring CPython 3.13.5 2/760",
      "Compiling CPython 3.13.5 1/2",
      "Compiling CPython 3.13.5 2/2",
    ]);
  });

  test("an installation that is gone, or has an older layout, is made anew of what was built", async () => {
    const host = machine();
    const first = await install(host, { settings });
    const runs = host.runs.filter(({ command }) => command.endsWith("make")).length;
    await host.files.remove(first.path);
    await host.files.remove(`${first.path}.complete`);
    const again = await install(host, { settings });
    expect(again).toEqual({ ...first, installed: true });
    expect(host.runs.filter(({ command }) => command.endsWith("make"))).toHaveLength(runs);
    expect(host.lines.join("\n")).toMatch(/info: CPython 3\.13\.5 was built before, in \/tools\/cpython-wasi-build\//);
  });

  test("a build that was kept and lost a file since is built again", async () => {
    const host = machine();
    const first = await install(host, { settings });
    await host.files.remove(first.path);
    await host.files.remove(`${first.path}.complete`);
    for (const path of host.below("/tools/cpython-wasi-build").filter((path) => path.endsWith("libmpdec.a")))
      await host.files.remove(path);
    const runs = host.runs.length;
    expect(await install(host, { settings })).toEqual({ ...first, installed: true });
    expect(host.runs.length).toBeGreaterThan(runs + 2);
  });

  test("options reach configure and make, stand in the origin, and make another installation", async () => {
    const host = machine();
    const plain = await install(host, { settings });
    const options = { optimization: "Os", assertions: true, configure: ["--without-doc-strings"] };
    const target = await install(host, { settings, options });
    expect(target.path).not.toBe(plain.path);
    expect(target.origin).toBe(
      "built from Python-3.13.5.tar.xz with WASI SDK 24 (-Os, assertions, --without-doc-strings)",
    );
    const configures = host.runs.filter(({ args }) => args[0]?.endsWith("/configure"));
    expect(configures.at(-1)?.args.slice(-2)).toEqual(["--with-assertions", "--without-doc-strings"]);
    expect(host.runs.findLast(({ command }) => command.endsWith("make"))?.args).toContain("CFLAGS_NODIST=-Os");
    expect(await install(host, { settings, options })).toMatchObject({ installed: false });
  });

  test("options mean a build, also where there is a release", async () => {
    const more = mirror(
      "Python-3.13.5.tar.xz",
      "python-3.13.5-wasi_sdk-24.zip",
      "_build-python-3.13.5-wasi_sdk-24.zip",
    );
    const host = machine({ files: more.files });
    const options = { ...NO_OPTIONS, optimization: "O2" };
    expect((await install(host, { settings: more.settings, options })).origin).toMatch(/^built from Python-3\.13\.5/);
  });

  test("a tree of the user's is built beside it, not in it, and again when a file of it changes", async () => {
    const files = { ...source("/src", "3.13.5"), [`/src/${SITE}`]: "", "/src/Python/ceval.c": "" };
    const host = fakeHost({ files, programs: { python3: compileall, sh, make } });
    const first = await install(host, { choice: "/src" });
    expect(first).toMatchObject({ origin: "built from /src with WASI SDK 24", installed: true });
    expect(first.path).toMatch(/3\.13\.5-tree\.sdk24\.h/);
    expect(host.below("/src")).toEqual(Object.keys(files).sort());
    const makes = host.runs.filter(({ command }) => command.endsWith("make"));
    expect(makes.map(({ options }) => options.env?.PYTHONDONTWRITEBYTECODE)).toEqual(["1", "1"]);
    expect(await install(host, { choice: "/src" })).toMatchObject({ installed: false });
    await host.files.write("/src/Python/ceval.c", "int changed;");
    expect(await install(host, { choice: "/src" })).toMatchObject({ installed: true });
  });

  test("a tree that is newer than the recipes is built by the newest, with the triple that it names", async () => {
    const files = {
      ...source("/src", "3.16.0a2"),
      "/src/Platforms/WASI/config.toml": '[targets]\nwasi-sdk = 24\nhost-triple = "wasm32-wasip9"\n',
      "/src/Platforms/WASI/config.site-wasm32-wasi": "",
    };
    const make316: FakeProgram = async ({ args, options }, host) => {
      if (args[0] !== "-n")
        for (const [path, content] of Object.entries(built(String(options.cwd), "3.16.0a2")))
          await host.files.write(path, content);
      return {};
    };
    const host = fakeHost({ files, programs: { python3: compileall, sh, make: make316 } });
    const options = { version: python("3.16.0a2"), choice: "/src", buildPython: buildPython("3.16.0a1") };
    await install(host, options);
    expect(host.runs.find(({ args }) => args[0] === "/src/configure")?.args).toContain("--host=wasm32-wasip9");
  });

  test("a stand-in of the same SDK number makes another installation", async () => {
    const host = machine();
    const real = await install(host, { settings });
    const other = await install(host, { settings, sdk: { ...SDK, path: "/stand-in", standIn: true } });
    expect(other.installed).toBe(true);
    expect(other.path).not.toBe(real.path);
  });

  test("a configure that fails shows the lines that matter and keeps the log", async () => {
    const fails: FakeProgram = async (run, host) => {
      if (run.args[0]?.endsWith("config.guess")) return sh(run, host);
      const log =
        "configure:1: checking for a compiler\nwasm-ld: error: no crt1\nconfigure:9: error: no compiler works\n";
      await host.files.write(`${run.options.cwd}/config.log`, log);
      return { code: 77, stderr: "configure: error: no compiler works" };
    };
    const host = machine({ programs: { python3: compileall, sh: fails, make } });
    const text = await refusal(install(host, { settings }));
    expect(text).toMatch(
      "WASI-CPYTHON-BUILD: CPython 3.13.5 was not configured for WASI.\n    configure:1: checking for a compiler\n    wasm-ld: error: no crt1\n    configure:9: error: no compiler works\n",
    );
    const kept = /The whole log is (\S+)\. /.exec(text)?.[1] ?? "";
    expect(host.text(kept)).toMatch("wasm-ld: error: no crt1");
    expect(leftovers(host)).toEqual([kept]);
  });

  test("a make that fails does so too", async () => {
    const fails: FakeProgram = ({ args }) =>
      args[0] === "-n" ? {} : { code: 2, stderr: "x.c:1: error: no such thing\nmake: *** [Makefile:7: x.o] Error 1\n" };
    const host = machine({ programs: { python3: compileall, sh, make: fails } });
    const text = await refusal(install(host, { settings }));
    expect(text).toMatch(
      "CPython 3.13.5 did not compile for WASI.\n    x.c:1: error: no such thing\n    make: *** [Makefile:7: x.o] Error 1",
    );
    expect(text).toMatch(/The whole log is \S+make\.log\./);
  });

  test("a make that succeeds without the library is no success", async () => {
    const host = machine({ programs: { python3: compileall, sh, make: () => ({}) } });
    expect(await refusal(install(host, { settings }))).toMatch("parts are missing from its build folder");
  });

  test("sources without answers for configure are refused before configure guesses", async () => {
    const host = machine({ archives: { "Python-3.13.5.tar.xz": members() } });
    expect(await refusal(install(host, { settings }))).toMatch(SITE);
    expect(host.runs).toEqual([]);
  });

  test("a machine without make is told how to get it", async () => {
    const host = machine({ programs: { python3: compileall, sh } });
    expect(await refusal(install(host, { settings }))).toMatch(/make is not on PATH\.\nWhat to do: Install make/);
  });

  test("Windows is told what works there", async () => {
    const host = machine({ platform: { os: "win32" } });
    expect(await refusal(install(host, { settings }))).toMatch(
      /on Linux and macOS alone\.\nWhat to do: Ask for a version that has a release/,
    );
  });
});

describe("when no way leads there", () => {
  test("a manifest that lists the source, and a mirror that lost it, are an error with the reason", async () => {
    const { settings } = mirror("Python-3.13.5.tar.xz");
    const host = fakeHost({ programs: { sh: () => ({}), make: () => ({}) } });
    const text = await refusal(install(host, { settings }));
    expect(text).toMatch("WASI-CPYTHON-NOT-FOUND: No CPython 3.13.5 for WASI, built with WASI SDK 24, can be had.");
    expect(text).toMatch("built from Python-3.13.5.tar.xz with WASI SDK 24: Python-3.13.5.tar.xz is not there");
    expect(leftovers(host)).toEqual([]);
  });

  test("an empty manifest leaves nothing to try", async () => {
    const text = await refusal(install(fakeHost(), { settings: mirror().settings, choice: "source" }));
    expect(text).toMatch("can be had as source.");
    expect(text).toMatch("What to do: Ask for a version whose source is pinned, or pin it in a manifest-file");
  });
});
