import { describe, expect, test } from "@jest/globals";
import { readInputs } from "../../src/inputs/inputs.ts";

const read = (given: Record<string, string>) => readInputs((name) => given[name]);

describe("inputs", () => {
  test("that are not given have the defaults of the table", () => {
    expect(read({})).toMatchObject({ strict: true, cpython: "auto", build: [], outDir: "wasi-out", exportEnv: "auto" });
  });

  test("of several lines drop empty lines and comments but keep a URL's fragment", () => {
    expect(read({ build: "numpy==2.4.6  # the last\n\n# the next one\n./x-1.tar.gz#sha256=ab\n" }).build).toEqual([
      "numpy==2.4.6",
      "./x-1.tar.gz#sha256=ab",
    ]);
  });

  test.each([["True"], ["TRUE"], ["true"]])("read %s as true", (text) =>
    expect(read({ strict: text }).strict).toBe(true),
  );

  test.each([["yes"], ["1"], ["on"], ["tru"]])("refuse %s for a boolean, for it must not silently mean no", (text) => {
    expect(() => read({ strict: text })).toThrow(expect.objectContaining({ code: "WASI-INPUT-VALUE" }));
  });

  test.each([
    ["24", 24],
    ["24.0", 24],
    ["wasi-sdk-33", 33],
  ])("read the SDK number %s as %i", (text, number) =>
    expect(read({ "wasi-sdk-version": text }).wasiSdkVersion).toBe(number),
  );

  test.each([["latest"], ["24.1"], ["-3"], ["2e1"]])("refuse the SDK number %s", (text) => {
    expect(() => read({ "wasi-sdk-version": text })).toThrow(/not the number of a WASI SDK/);
  });

  test("keep what follows the first = in a setting", () => {
    expect(read({ "config-settings": "setup-args=-Dblas=none" }).configSettings).toEqual(["setup-args=-Dblas=none"]);
    expect(read({ environment: "FLAGS=-DA=1 -DB" }).environment).toEqual({ FLAGS: "-DA=1 -DB" });
  });

  test("refuse a setting without =", () => {
    expect(() => read({ "config-settings": "setup-args" })).toThrow(/is not KEY=VALUE/);
  });

  test("refuse a choice that is not there, naming those that are", () => {
    expect(() => read({ "platform-tag": "wasm" })).toThrow(
      expect.objectContaining({ remedy: "Use one of wasi_0_0_0_wasm32, wasi_wasm32." }),
    );
  });
});
