import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { stdlibModules } from "../../src/app/stdlib-modules.ts";
import { installModules } from "../../src/stdlib/install-modules.ts";
import { wantedModules } from "../../src/stdlib/stdlib-module.ts";
import { type FakeHostOptions, type FakeProgram, fakeHost } from "../host/fake-host.ts";
import { someSdk, someTarget } from "../link/some-target.ts";
import { errorOf } from "../user-error.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const ZLIB = "the source of zlib";
const PYTHON = "the source of CPython";
const file = (name: string, content: string) => ({ name, sha256: hash(content), size: 1, path: undefined });
const manifest = {
  schema: 1 as const,
  standIn: undefined,
  files: [file("zlib-1.3.1.tar.gz", ZLIB), file("Python-3.13.5.tgz", PYTHON)],
};

/** Writes what `-o` or the archiver's second argument names. */
const compiler: FakeProgram = async ({ args, options }, fake) => {
  const output = args.includes("-o") ? args[args.indexOf("-o") + 1] : args[1];
  await fake.files.write(output?.startsWith("/") ? output : `${options.cwd}/${output}`, "an object");
  return {};
};

function host(more: FakeHostOptions = {}) {
  return fakeHost({
    downloads: {
      "https://zlib.net/fossils/zlib-1.3.1.tar.gz": ZLIB,
      "https://www.python.org/ftp/python/3.13.5/Python-3.13.5.tgz": PYTHON,
    },
    archives: {
      [ZLIB]: { "zlib-1.3.1/zlib.h": "", "zlib-1.3.1/zconf.h": "" },
      [PYTHON]: { "Python-3.13.5/Modules/zlibmodule.c": "" },
    },
    programs: { "wasi-cc": compiler, "llvm-ar": compiler },
    ...more,
  });
}

const install = (files = manifest.files) => ({
  sdk: someSdk,
  target: someTarget,
  settings: { mirror: undefined, manifest: { ...manifest, files }, githubToken: undefined },
  options: [],
  crossWith: async (libraries: readonly { readonly prefix: string }[]) => ({
    CC: "/cross/bin/wasi-cc",
    AR: "/sdk/bin/llvm-ar",
    LIBRARIES: libraries.map(({ prefix }) => prefix).join(),
  }),
});

describe("a module of the standard library", () => {
  test("is compiled from CPython's source against its own library, to one extension", async () => {
    const fake = host();
    const [built] = await installModules(fake, { ...install(), modules: wantedModules(["zlib"]) });
    expect(built).toMatchObject({ name: "zlib", origin: "standard library: zlib" });
    expect(new TextDecoder().decode(built?.object)).toBe("an object");
    const { args = [], options } = fake.runs.at(-1) ?? {};
    expect(args.slice(0, 2)).toEqual(["-shared", "-I/py/include/internal"]);
    expect(args).toEqual(expect.arrayContaining(["Modules/zlibmodule.c", "-lz"]));
    expect(options?.env?.LIBRARIES).toMatch(/^\/tools\/wasi-library-zlib\//);
    expect(fake.below("/temp")).toEqual([]);
  });

  test("is found the second time, without a download", async () => {
    const fake = host();
    const asked = { ...install(), modules: wantedModules(["zlib"]) };
    await installModules(fake, asked);
    const [runs, requests] = [fake.runs.length, fake.requests.length];
    expect(await installModules(fake, asked)).toHaveLength(1);
    expect([fake.runs.length, fake.requests.length]).toEqual([runs, requests]);
  });

  test("that does not compile is an error with the compiler's lines", async () => {
    const programs = {
      "llvm-ar": compiler,
      "wasi-cc": ((run, fake) =>
        run.args.includes("-shared")
          ? { code: 1, stderr: "zlibmodule.c:1: error: no" }
          : compiler(run, fake)) as FakeProgram,
    };
    const error = await errorOf(() =>
      installModules(host({ programs }), { ...install(), modules: wantedModules(["zlib"]) }),
    );
    expect(error).toMatchObject({ code: "WASI-LIBRARY-BUILD", details: ["zlibmodule.c:1: error: no"] });
  });
});

describe("where sources are out of reach", () => {
  const ready = (files = manifest.files) => {
    const { target, ...libraryInstall } = install(files);
    return { target, libraryInstall };
  };
  const noPython = manifest.files.slice(0, 1);

  test("auto goes on without, and says so", async () => {
    const fake = host();
    expect(await stdlibModules(fake, { stdlibModules: "auto" }, ready(noPython))).toEqual([]);
    expect(fake.lines.join("\n")).toMatch(/info: Without zlib: .*stdlib-modules: none/);
  });

  test("a module that was asked for by name is an error", async () => {
    const error = await errorOf(() => stdlibModules(host(), { stdlibModules: ["zlib"] }, ready(noPython)));
    expect(error.code).toBe("WASI-PIN-MISSING");
  });

  test("a source that is another than was pinned is an error for auto as well", async () => {
    const fake = host({
      downloads: { "https://zlib.net/fossils/zlib-1.3.1.tar.gz": "something else" },
    });
    const error = await errorOf(() => stdlibModules(fake, { stdlibModules: "auto" }, ready()));
    expect(error.code).toBe("WASI-DOWNLOAD-HASH");
  });
});
