import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { libraryBuildPlan } from "../../src/library/build-plan.ts";
import { readRecipe } from "../../src/library/read-recipe.ts";
import { inBuildOrder, providerOfHeader, providerOfLibrary, RECIPES, recipeNamed } from "../../src/library/recipe.ts";
import { sourceFileName, sourcePinOf } from "../../src/library/source.ts";
import { PARTS } from "../../src/mirror/parts.ts";
import { schemaErrors } from "../lock/json-schema.ts";

const root = join(import.meta.dirname, "..", "..", "src", "library");
const json = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));

const small = {
  name: "small",
  version: "1.0",
  source: { url: "https://example.org/small-1.0.tar.gz", sha256: "0".repeat(64) },
  build: { kind: "cmake", arguments: ["-DPLACE={prefix}"] },
};

describe("recipes", () => {
  test("are of the form that their schema describes", () => {
    expect(schemaErrors(json("recipes.schema.json"), json("recipes.json"))).toEqual([]);
  });

  test("have one name each, and a part of the mirror", () => {
    const names = RECIPES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(PARTS.flatMap((part) => (part.kind === "library" ? [part.library] : []))).toEqual(names);
  });

  test("are built after what they need, each once", () => {
    expect(inBuildOrder([recipeNamed("libxslt"), recipeNamed("zlib")]).map(({ name }) => name)).toEqual([
      "libxml2",
      "libxslt",
      "zlib",
    ]);
  });

  test("are refused in a circle", () => {
    const [a, b] = [
      ["a", "b"],
      ["b", "a"],
    ].map(([name, need]) => readRecipe({ ...small, name, needs: [need] }, "x"));
    expect(() => inBuildOrder([a, b].filter((each) => each !== undefined))).toThrow("a → b → a");
  });

  test("of the user's may need ours, and come before ours of the same name", () => {
    const own = readRecipe({ ...small, name: "zlib", needs: [] }, "zlib.json");
    const user = readRecipe({ ...small, name: "user", needs: ["zlib"] }, "user.json");
    expect(inBuildOrder([user, own])).toEqual([own, user]);
    expect(inBuildOrder([user])[0]).toBe(recipeNamed("zlib"));
  });

  test("that nobody wrote are answered with those that there are", () => {
    expect(() => recipeNamed("libfoo")).toThrow(expect.objectContaining({ code: "WASI-LIBRARY-RECIPE" }));
    expect(() => recipeNamed("libfoo")).toThrow('No recipe for the library "libfoo" is known.');
  });

  test("are found by the header that they provide, and by the names of pkg-config, CMake and the linker", () => {
    expect(providerOfHeader("yaml.h")?.name).toBe("libyaml");
    expect(["libxml-2.0", "xslt", "ZLIB", "openblas"].map((name) => providerOfLibrary(name)?.name)).toEqual([
      "libxml2",
      "libxslt",
      "zlib",
      "openblas",
    ]);
    expect(providerOfHeader("foo.h")).toBeUndefined();
  });
});

describe("a recipe file", () => {
  test.each([
    [{ ...small, sha: "1" }, 'the recipe has "sha"'],
    [{ ...small, name: "Small Lib" }, "name must be of lower-case letters"],
    [{ ...small, source: { ...small.source, sha256: "abc" } }, "source.sha256 must be 64"],
    [{ ...small, build: { kind: "bazel" } }, 'not "bazel"'],
    [{ ...small, build: { kind: "cmake", argument: [] } }, 'build has "argument"'],
    [{ ...small, files: { "../x": "" } }, '"../x", which is not below the source tree'],
    [{ ...small, needs: "zlib" }, "needs must be a list of texts"],
    ["text", "the recipe must be an object"],
  ])("is refused where it says something else: %#", (recipe, words) => {
    expect(() => readRecipe(recipe, "lib.json")).toThrow(words);
  });
});

describe("the source of a library", () => {
  test("is called by the library where GitHub calls it by the version alone", () => {
    expect(sourceFileName(recipeNamed("libyaml"))).toBe("libyaml-0.2.5.tar.gz");
    expect(sourceFileName(recipeNamed("zlib"))).toBe("zlib-1.3.1.tar.gz");
  });

  test("hashes to what the recipe says, or to what the manifest says of a stand-in", () => {
    const recipe = readRecipe(small, "x");
    expect(sourcePinOf(recipe, { manifest: undefined })).toMatchObject({
      sha256: "0".repeat(64),
      source: "recipe of small",
    });
    const manifest = {
      schema: 1 as const,
      standIn: undefined,
      files: [{ name: "small-1.0.tar.gz", sha256: "1".repeat(64), size: 1, path: undefined }],
    };
    expect(sourcePinOf(recipe, { manifest }).sha256).toBe("1".repeat(64));
    expect(() => sourcePinOf(recipe, { manifest: { ...manifest, files: [] } })).toThrow(
      "does not have small-1.0.tar.gz",
    );
  });
});

describe("the build of a library", () => {
  const around = {
    source: "/s",
    prefix: "/p",
    cores: 2,
    tools: { cc: "/x/wasi-cc", ar: "/x/llvm-ar", ranlib: "/x/llvm-ranlib" },
    flags: "-O2",
    ninja: true,
  };
  const plan = (build: unknown, more = {}) => libraryBuildPlan(readRecipe({ ...small, ...more, build }, "x"), around);

  test("by CMake configures, builds and installs a static library, with the recipe's arguments last", () => {
    const { steps, environment } = plan(small.build, { flags: ["-DX=1", '-DNAME="a b"'] });
    const lines = steps.map((at) => at.map(({ command, args }) => [command, ...args].join(" ")).join());
    expect(lines[0]).toMatch(/^cmake -S \. -B pywasi-build -G Ninja .*-DBUILD_SHARED_LIBS=OFF -DPLACE=\/p$/);
    expect(lines.slice(1)).toEqual(["cmake --build pywasi-build -j 2", "cmake --install pywasi-build"]);
    expect(environment.CFLAGS).toBe(`-O2 -DX=1 '-DNAME="a b"'`);
  });

  test("by configure asks for a static library of a host that is not this machine", () => {
    const { steps } = plan({ kind: "configure", arguments: ["--without-x"] });
    expect(steps[0]?.[0]?.args).toEqual([
      ...["configure", "--host=wasm32-wasi", "--prefix=/p", "--disable-shared", "--enable-static", "--without-x"],
    ]);
    const own = plan({ kind: "configure", arguments: ["--host=none"] });
    expect(own.steps[0]?.[0]?.args.filter((arg) => arg.startsWith("--host"))).toEqual(["--host=none"]);
  });

  test("out of a list of files compiles them at once, archives, and writes what pkg-config reads", () => {
    const { steps, copies, texts } = plan(
      { kind: "sources", files: ["src/a.c", "b.c"], include: ["include"], headers: ["include/small.h"] },
      { provides: { libraries: ["s"], pkgConfig: ["small"] } },
    );
    expect(steps[0]?.map(({ args }) => args.join(" "))).toEqual([
      "-I. -Iinclude -c src/a.c -o src/a.o",
      "-I. -Iinclude -c b.c -o b.o",
    ]);
    expect(steps[1]?.[0]?.args).toEqual(["rcs", "libs.a", "src/a.o", "b.o"]);
    expect(copies).toEqual({ "include/small.h": "include/small.h", "libs.a": "lib/libs.a" });
    expect(texts["lib/pkgconfig/small.pc"]).toMatch(/^Libs: -L\$\{prefix\}\/lib -ls$/m);
  });

  test("by make fills the tools in and copies what make does not install", () => {
    const { steps, copies } = plan(
      {
        kind: "make",
        arguments: ["CC={cc}"],
        targets: [["lib"], ["install", "PREFIX={prefix}"]],
        headers: ["s.h"],
        archives: { "out/s.a": "libs.a" },
      },
      { flags: ["-I{source}/shim"] },
    );
    const make = ["-j2", "CC=/x/wasi-cc", "CFLAGS=-I/s/shim"];
    expect(steps.flat()).toEqual([
      { command: "make", args: [...make, "lib"] },
      { command: "make", args: [...make, "install", "PREFIX=/p"] },
    ]);
    expect(copies).toEqual({ "s.h": "include/s.h", "out/s.a": "lib/libs.a" });
  });
});
