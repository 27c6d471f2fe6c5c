import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseWasiConfig } from "../../src/lock/config-toml.ts";

test("CPython's config.toml names an SDK and a triple", () => {
  const text = '# What differs between versions.\n[targets]\nwasi-sdk = 34\nhost-triple = "wasm32-wasip1"\n';
  expect(parseWasiConfig(text)).toEqual({ sdk: 34, hostTriple: "wasm32-wasip1" });
});

test("a triple may be missing, an SDK may not", () => {
  expect(parseWasiConfig("[targets]\nwasi-sdk = 33\n")).toEqual({ sdk: 33, hostTriple: undefined });
  expect(parseWasiConfig('[targets]\nhost-triple = "x"\n')).toBeUndefined();
});

test.each([
  "",
  "targets = 3",
  "[targets]\nwasi-sdk = 24.5",
  "[targets]\nwasi-sdk = -1",
  "[targets",
  "[targets]\nwasi-sdk = true",
])("%j says nothing", (text) => expect(parseWasiConfig(text)).toBeUndefined());

test("no text is an exception", () => {
  fc.assert(fc.property(fc.string(), (text) => expect(() => parseWasiConfig(text)).not.toThrow()));
});
