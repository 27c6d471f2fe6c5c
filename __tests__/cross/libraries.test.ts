/** The cross environment with C libraries in it. */
import { expect, test } from "@jest/globals";
import { CROSS_PATHS, crossEnvironment } from "../../src/cross/cross.ts";
import { options } from "./example.ts";

const { files, variables } = crossEnvironment({ ...options, libraries: ["/libs/yaml", "/libs/zlib"] });
const text = (path: string) => files.find((file) => file.path === path)?.text ?? "";

test("the compilers find the libraries' headers after a project's own -I, and their archives where they link", () => {
  expect(text(CROSS_PATHS.cc)).toContain("-isystem /libs/yaml/include -isystem /libs/zlib/include");
  const [linking, compiling] = text(CROSS_PATHS.cc)
    .split("\n")
    .filter((line) => line.trim().startsWith("exec "));
  expect(linking).toMatch(/"\$@" .*-L\/libs\/yaml\/lib -L\/libs\/zlib\/lib/);
  expect(compiling).not.toContain("-L/libs");
});

test("pkg-config, Meson and CMake find them, before what the sysroot has", () => {
  expect(variables.PKG_CONFIG_LIBDIR?.split(":").slice(0, 2)).toEqual([
    "/libs/yaml/lib/pkgconfig",
    "/libs/yaml/share/pkgconfig",
  ]);
  expect(variables.PKG_CONFIG_SYSROOT_DIR).toBe("");
  expect(text(CROSS_PATHS.meson)).toContain("'/libs/zlib/lib/pkgconfig'");
  expect(text(CROSS_PATHS.cmake)).toContain("list(APPEND CMAKE_PREFIX_PATH [==[/libs/zlib]==])");
});

test("their programs, such as xml2-config, are on PATH behind the launchers", () => {
  expect(variables.PATH).toBe("/cross/bin:/libs/yaml/bin:/libs/zlib/bin:/usr/bin:/bin");
});
