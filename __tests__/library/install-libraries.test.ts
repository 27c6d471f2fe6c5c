import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { installLibraries } from "../../src/library/install-libraries.ts";
import { readRecipe } from "../../src/library/read-recipe.ts";
import { type FakeHostOptions, type FakeProgram, fakeHost } from "../host/fake-host.ts";
import { someSdk } from "../link/some-target.ts";
import { errorOf } from "../user-error.ts";

const ARCHIVE = "the source of small";
const URL = "https://example.org/small-1.0.tar.gz";
const sha256 = createHash("sha256").update(ARCHIVE).digest("hex");

const recipe = (more: object = {}) =>
  readRecipe(
    {
      name: "small",
      version: "1.0",
      source: { url: URL, sha256 },
      build: { kind: "sources", files: ["s.c"], headers: ["s.h"] },
      provides: { headers: ["s.h"], libraries: ["s"], pkgConfig: ["small"] },
      ...more,
    },
    "small.json",
  );

const archiver: FakeProgram = async ({ args, options }, host) => {
  await host.files.write(`${options.cwd}/${args[1]}`, "an archive");
  return {};
};

function host(more: FakeHostOptions = {}) {
  return fakeHost({
    downloads: { [URL]: ARCHIVE },
    archives: { [ARCHIVE]: { "small-1.0/s.c": "", "small-1.0/s.h": "a header" } },
    ...more,
    programs: { "wasi-cc": () => ({}), "llvm-ar": archiver, ...more.programs },
  });
}

function installing(recipes = [recipe()], seen: string[][] = []) {
  return {
    recipes,
    sdk: someSdk,
    settings: { mirror: undefined, manifest: undefined, githubToken: undefined },
    options: [],
    crossWith: async (libraries: readonly { readonly name: string }[]) => {
      seen.push(libraries.map(({ name }) => name));
      return { CC: "/cross/bin/wasi-cc", AR: "/sdk/bin/llvm-ar" };
    },
  };
}

describe("a C library", () => {
  test("is fetched, compiled in the cross environment, and installed with what it provides", async () => {
    const fake = host();
    const [library] = await installLibraries(fake, installing());
    expect(library).toMatchObject({ name: "small", version: "1.0", built: true });
    expect(fake.text(`${library?.prefix}/include/s.h`)).toBe("a header");
    expect(fake.below(library?.prefix ?? "").map((path) => path.slice(library?.prefix.length))).toEqual([
      "/include/s.h",
      "/lib/libs.a",
      "/lib/pkgconfig/small.pc",
    ]);
    expect(fake.below("/temp")).toEqual([]);
  });

  test("is found again, until its recipe, its source or the SDK is another", async () => {
    const fake = host();
    const [first] = await installLibraries(fake, installing());
    const [again] = await installLibraries(fake, installing());
    expect(again).toEqual({ ...first, built: false });
    const [other] = await installLibraries(fake, installing([recipe({ flags: ["-DX"] })]));
    expect(other?.built).toBe(true);
  });

  test("is built with what it needs in its environment, and nothing else", async () => {
    const seen: string[][] = [];
    const base = recipe({ name: "base" });
    await installLibraries(host(), installing([recipe({ needs: ["base"] }), base, recipe({ name: "other" })], seen));
    expect(seen).toEqual([[], ["base"], []]);
  });

  test("names paths of its folder relative to its own place, for the folder is moved", async () => {
    const cmake: FakeProgram = async ({ args }, fake) => {
      const prefix = args.find((arg) => arg.startsWith("-DCMAKE_INSTALL_PREFIX="))?.split("=")[1];
      if (prefix === undefined) return {};
      await fake.files.write(`${prefix}/lib/pkgconfig/small.pc`, `prefix=${prefix}\nLibs: -L${prefix}/lib`);
      await fake.files.write(`${prefix}/bin/small-config`, `prefix=${prefix}\n`);
      return {};
    };
    const fake = host({ programs: { cmake } });
    const [library] = await installLibraries(fake, installing([recipe({ build: { kind: "cmake" }, provides: {} })]));
    expect(fake.text(`${library?.prefix}/lib/pkgconfig/small.pc`)).toMatch(
      /^prefix=\$\{pcfiledir\}\/\.\.\/\.\.\nLibs: -L\$\{pcfiledir\}\/\.\.\/\.\.\/lib$/,
    );
    expect(fake.text(`${library?.prefix}/bin/small-config`)).toContain('cd "$(dirname "$0")/.."');
  });

  test.each([
    ["a compiler's error", { "wasi-cc": () => ({ code: 1, stderr: "s.c:1:1: error: no" }) }, {}, "s.c:1:1: error: no"],
    ["a tool that is not there", {}, { build: { kind: "cmake" } }, "cmake is not on PATH"],
    ["a header that was promised", {}, { provides: { headers: ["other.h"] } }, "did not install include/other.h"],
  ])("that is not built for %s says so and leaves nothing", async (_, programs, more, words) => {
    const fake = host({ programs });
    const error = await errorOf(() => installLibraries(fake, installing([recipe(more)])));
    expect(error.code).toBe("WASI-LIBRARY-BUILD");
    expect([error.message, ...error.details].join("\n")).toContain(words);
    expect(fake.below("/tools")).toEqual([]);
    expect(fake.below("/temp")).toEqual([]);
  });
});
