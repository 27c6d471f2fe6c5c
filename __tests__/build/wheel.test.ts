import { describe, expect, test } from "@jest/globals";
import { installWheel, readWheel } from "../../src/build/wheel.ts";
import { HostFailure } from "../../src/host/failure.ts";
import { fakeHost } from "../host/fake-host.ts";

const PATH = "/wheels/pkg-1.0-cp313-cp313-wasi_0_0_0_wasm32.whl";
const withMembers = (members: Record<string, string> | HostFailure, path = PATH) =>
  fakeHost({ files: { [path]: "pkg" }, archives: { pkg: members } });

describe("a wheel", () => {
  test("has a name, a version, a tag and a size", async () => {
    const wheel = await readWheel(withMembers({ "pkg/__init__.py": "" }), PATH);
    expect(wheel).toMatchObject({
      name: "pkg",
      version: "1.0",
      tag: "cp313-cp313-wasi_0_0_0_wasm32",
      size: 3,
      files: ["pkg/__init__.py"],
      extensions: [],
    });
  });

  test.each([
    ["pkg/_core/_mod.cpython-313-wasm32-wasi.so", "pkg._core._mod"],
    ["_mod.abi3.so", "_mod"],
    ["pkg/mod.so", "pkg.mod"],
    ["pkg/__init__.cpython-313-wasm32-wasi.so", "pkg"],
    ["pkg-1.0.data/platlib/pkg/mod.so", "pkg.mod"],
    ["pkg-1.0.data/purelib/mod.so", "mod"],
    ["pkg/mod.cpython-313-x86_64-linux-gnu.so", "pkg.mod"],
    ["pkg/mod.cp313-win_amd64.pyd", "pkg.mod"],
    ["pkg/größe.so", "pkg.größe"],
  ])("%s is the module %s", async (path, module) => {
    const { extensions } = await readWheel(withMembers({ [path]: "\0asm" }), PATH);
    expect(extensions.map((extension) => extension.module)).toEqual([module]);
    expect(new TextDecoder().decode(extensions[0]?.bytes)).toBe("\0asm");
  });

  test.each(["pkg.libs/libz-1a2b3c.so.1", "pkg/lib-x.so", "pkg/mod.py", "pkg-1.0.data/data/share/mod.so"])(
    "%s is no module",
    async (path) => {
      expect((await readWheel(withMembers({ [path]: "" }), PATH)).extensions).toEqual([]);
    },
  );

  test("leaves no scratch behind", async () => {
    const host = withMembers({ "pkg/mod.so": "" });
    await readWheel(host, PATH);
    expect(host.below("/temp")).toEqual([]);
  });

  test("that is damaged is a coded error", async () => {
    const host = withMembers(new HostFailure("archive-damaged", "unexpected end of file"));
    await expect(readWheel(host, PATH)).rejects.toMatchObject({ code: "WASI-ARCHIVE-DAMAGED" });
  });

  test.each(["/wheels/pkg.whl", "/wheels/pkg-1.0.whl", "/wheels/pkg-1.0-a-b-c-d-e.whl"])(
    "named %s is refused",
    async (path) => {
      await expect(readWheel(withMembers({}, path), path)).rejects.toMatchObject({
        code: "WASI-PACKAGE-NOT-FOUND",
        message: expect.stringContaining("is not named like a wheel"),
      });
    },
  );
});

describe("installing a wheel", () => {
  const SITE = "/bundle/lib/python3.13/site-packages";

  test("puts each scheme where it belongs and leaves out scripts and headers", async () => {
    const host = withMembers({
      "pkg/__init__.py": "a",
      "pkg-1.0.dist-info/METADATA": "m",
      "pkg-1.0.data/platlib/pkg/mod.so": "b",
      "pkg-1.0.data/purelib/pkg/pure.py": "c",
      "pkg-1.0.data/data/share/pkg/table": "d",
      "pkg-1.0.data/scripts/tool": "e",
      "pkg-1.0.data/headers/pkg.h": "f",
    });
    await installWheel(host, await readWheel(host, PATH), SITE);
    expect(host.below("/bundle")).toEqual([
      `${SITE}/pkg-1.0.dist-info/METADATA`,
      `${SITE}/pkg/__init__.py`,
      `${SITE}/pkg/mod.so`,
      `${SITE}/pkg/pure.py`,
      "/bundle/share/pkg/table",
    ]);
  });
});
