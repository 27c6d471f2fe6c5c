import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { builderOf, refuseOnWindows } from "../../src/build/windows-limits.ts";
import { fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const backend = (name: string, requires = "[]") =>
  `[build-system]\nrequires = ${requires}\nbuild-backend = "${name}"\n`;

test.each([
  [backend("mesonpy"), "Meson"],
  [backend("scikit_build_core.build"), "CMake"],
  [backend("maturin"), "cargo"],
  [backend("setuptools.build_meta", '["setuptools", "setuptools-rust>=1"]'), "cargo"],
])("%j cannot be built on Windows: %s", (pyproject, builder) => expect(builderOf(pyproject)).toBe(builder));

test.each([
  backend("setuptools.build_meta"),
  backend("setuptools.build_meta:__legacy__"),
  backend("hatchling.build"),
  backend("my_backend", '["setuptools"]'),
  "",
  "[build-system]\n",
  "build-system = 3",
  "not TOML [",
])("%j is tried", (pyproject) => expect(builderOf(pyproject)).toBeUndefined());

test("no text is an exception", () => {
  fc.assert(fc.property(fc.string(), (text) => expect(() => builderOf(text)).not.toThrow()));
});

describe("the refusal", () => {
  const files = { "/src/pyproject.toml": backend("mesonpy") };

  test("comes on Windows, with what works instead", async () => {
    const host = fakeHost({ files, platform: { os: "win32" } });
    const error = await errorOf(() => refuseOnWindows(host, "/src", "pkg"));
    expect(error.code).toBe("WASI-BUILD-WINDOWS");
    expect(error.message).toBe(
      "pkg is built by Meson, which is not supported on Windows yet; packages that setuptools builds are.",
    );
    expect(error.remedy).toContain("WSL");
  });

  test("comes nowhere else, and not for a package without pyproject.toml", async () => {
    await refuseOnWindows(fakeHost({ files }), "/src", "pkg");
    await refuseOnWindows(fakeHost({ platform: { os: "win32" } }), "/src", "pkg");
  });
});
