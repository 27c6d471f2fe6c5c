import { describe, expect, test } from "@jest/globals";
import { fitsTarget } from "../../src/build/wheel-tag.ts";

describe("a wheel can be linked into CPython 3.13 for WASI", () => {
  test.each([
    "cp313-cp313-wasi_0_0_0_wasm32",
    "cp313-cp313-wasi_wasm32",
    "cp313-cp313-wasm32_wasi",
    "cp38-abi3-wasi_0_0_0_wasm32",
    "cp37.cp313-cp313.abi3-wasi_wasm32",
  ])("with the tag %s", (tag) => expect(fitsTarget(tag, "3.13")).toBe(true));

  test.each([
    ["another Python's", "cp312-cp312-wasi_0_0_0_wasm32"],
    ["a later stable ABI's", "cp314-abi3-wasi_0_0_0_wasm32"],
    ["another machine's", "cp313-cp313-manylinux_2_28_x86_64"],
    ["Emscripten's", "cp313-cp313-pyodide_2025_0_wasm32"],
    ["none", "py3-none-any"],
    ["the free-threaded ABI's", "cp313-cp313t-wasi_0_0_0_wasm32"],
  ])("but not with %s", (_, tag) => expect(fitsTarget(tag, "3.13")).toBe(false));
});
