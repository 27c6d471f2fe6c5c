import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type CacheSubject, entryKey, generationOf, keyPrefix } from "../../src/cache/key.ts";

const subject: CacheSubject = {
  tool: "wasi-sdk",
  version: "24.0.0",
  os: "linux",
  arch: "x64",
  suffix: undefined,
};

describe("a cache key", () => {
  test("names schema, system, processor, tool and the version that stands for the content", () => {
    expect(entryKey(subject, 1)).toBe("pywasi-s1-linux-x64-wasi-sdk-24.0.0-g1");
  });

  test("ends with the user's suffix before the generation", () => {
    expect(entryKey({ ...subject, suffix: "mine" }, 2)).toBe("pywasi-s1-linux-x64-wasi-sdk-24.0.0-mine-g2");
  });

  test("differs wherever the content does", () => {
    const others = [{ version: "24.0.0-m0123" }, { os: "darwin" }, { arch: "arm64" }, { tool: "cpython-wasi" }];
    const keys = [subject, ...others.map((other) => ({ ...subject, ...other }))].map((one) => entryKey(one, 1));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("holds nothing that the cache service refuses, whatever the suffix", () => {
    fc.assert(
      fc.property(fc.string(), (suffix) => {
        const key = entryKey({ ...subject, suffix }, 1);
        return !key.includes(",") && key.length <= 512 + suffix.length && /^[\w.+-]+$/.test(key);
      }),
    );
  });

  test("tells its generation, and a key of another subject tells none", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (n) => generationOf(subject, entryKey(subject, n)) === n),
    );
    expect(generationOf(subject, entryKey({ ...subject, arch: "arm64" }, 3))).toBe(0);
  });

  test("is never a prefix of another version's", () => {
    expect(entryKey({ ...subject, version: "24.0.0-mabc" }, 1).startsWith(keyPrefix(subject))).toBe(false);
  });
});
