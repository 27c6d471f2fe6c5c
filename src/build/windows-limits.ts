/**
 * What a Windows machine cannot build yet, said before anything is installed for it.
 *
 * setuptools calls the compiler that it is given, and its builds work on Windows as elsewhere. These back ends find
 * their own way to a compiler there, or to programs that the cross environment has as shell scripts only.
 */
import { join } from "node:path";
import { parse, TomlError } from "smol-toml";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";

/** By module of the back end: what it builds with. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  mesonpy: "Meson",
  scikit_build_core: "CMake",
  skbuild: "CMake",
  py_build_cmake: "CMake",
  maturin: "cargo",
};

/**
 * @param source absolute folder of the package
 * @throws {UserError} WASI-BUILD-WINDOWS
 */
export async function refuseOnWindows(
  host: Pick<Host, "files" | "platform">,
  source: string,
  name: string,
): Promise<void> {
  if (host.platform.os !== "win32") return;
  const path = join(source, "pyproject.toml");
  const text = (await host.files.info(path)) ? await host.files.readText(path) : "";
  const builder = builderOf(text);
  if (builder === undefined) return;
  throw new UserError(
    "WASI-BUILD-WINDOWS",
    `${name} is built by ${builder}, which is not supported on Windows yet; packages that setuptools builds are.`,
    "Build it on Linux or macOS, also in WSL: what comes out is the same everywhere.",
  );
}

/** What a package is built with, where that does not work on Windows. */
export function builderOf(pyproject: string): string | undefined {
  const { "build-backend": backend, requires } = buildSystem(pyproject);
  if (Array.isArray(requires) && requires.some((name) => /^setuptools[-_.]rust\b/i.test(String(name)))) return "cargo";
  return typeof backend === "string" ? UNSUPPORTED[backend.split(/[.:]/)[0] ?? ""] : undefined;
}

/** A file that cannot be read says nothing here; the front end will say so better. */
function buildSystem(pyproject: string): Readonly<Record<string, unknown>> {
  try {
    const found = parse(pyproject)["build-system"];
    return typeof found === "object" && found !== null && !Array.isArray(found)
      ? (found as Record<string, unknown>)
      : {};
  } catch (error) {
    if (error instanceof TomlError) return {};
    throw error;
  }
}
