import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ADDITION_LIBRARIES } from "../../src/libc/additions.ts";
import { recipeNamed } from "../../src/library/recipe.ts";
import { parsePythonVersion } from "../../src/python/version.ts";
import { moduleSources } from "../../src/stdlib/module-sources.ts";
import { wantedModules } from "../../src/stdlib/stdlib-module.ts";
import { schemaErrors } from "../lock/json-schema.ts";

const root = join(import.meta.dirname, "..", "..", "src", "stdlib");
const json = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));
const ALL = ["ctypes", "zlib", "bz2", "lzma", "sqlite3"];

describe("modules of the standard library", () => {
  test("are of the form that their schema describes, each with a library that has a recipe or is added to libc", () => {
    expect(schemaErrors(json("modules.schema.json"), json("modules.json"))).toEqual([]);
    for (const { library, link } of wantedModules(ALL)) {
      const has = library === undefined ? Object.values(ADDITION_LIBRARIES) : recipeNamed(library).provides.libraries;
      expect(has).toEqual(expect.arrayContaining([...link]));
    }
  });

  test("are zlib alone where nobody asks, each once where somebody does, none where that is asked", () => {
    expect(wantedModules("auto").map(({ name }) => name)).toEqual(["zlib"]);
    expect(wantedModules(["bz2", "bz2", "sqlite3"]).map(({ module }) => module)).toEqual(["_bz2", "_sqlite3"]);
    expect(wantedModules([])).toEqual([]);
  });

  test("that cannot be built in are refused with those that can", () => {
    expect(() => wantedModules(["ssl"])).toThrow('"ssl" is not a module that can be built in');
  });
});

describe("the sources of a module", () => {
  const version = (text: string) => {
    const parsed = parsePythonVersion(text);
    if (!parsed) throw new Error(text);
    return parsed;
  };
  const manifest = (...versions: readonly string[]) => ({
    manifest: {
      schema: 1 as const,
      standIn: undefined,
      files: versions.map((each) => ({ name: `Python-${each}.tgz`, sha256: "1".repeat(64), size: 1, path: undefined })),
    },
  });

  test("are those of the target's version where they are pinned", () => {
    expect(moduleSources(version("3.13.5"), { manifest: undefined })?.version.text).toBe("3.13.5");
  });

  test("are else of the nearest patch release before it, then after it, of the same series", () => {
    expect(moduleSources(version("3.11.8"), manifest("3.11.2", "3.11.7", "3.11.9"))?.version.text).toBe("3.11.7");
    expect(moduleSources(version("3.11.8"), manifest("3.11.9", "3.13.5"))).toMatchObject({
      version: { text: "3.11.9" },
      pin: { name: "Python-3.11.9.tgz", sha256: "1".repeat(64) },
    });
    expect(moduleSources(version("3.11.8"), manifest("3.13.5"))).toBeUndefined();
  });
});
