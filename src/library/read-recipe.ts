/** Reads a recipe strictly: a field that is misspelt must not be passed over. The form is that of recipe.schema.json. */
import { UserError } from "../report/errors.ts";
import type { Recipe, RecipeBuild } from "./recipe.ts";

/**
 * @param from the file, for the message
 * @throws {UserError} WASI-LIBRARY-RECIPE, naming the field
 */
export function readRecipe(value: unknown, from: string): Recipe {
  const root = fields(value, "the recipe", from, [
    ...["$schema", "name", "version", "source", "needs", "build", "flags", "files", "provides"],
  ]);
  const source = fields(root.source, "source", from, ["url", "sha256"]);
  const provides = fields(root.provides ?? {}, "provides", from, ["headers", "libraries", "pkgConfig"]);
  const sha256 = text(source.sha256, "source.sha256", from);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw wrong(from, "source.sha256 must be 64 lower-case hexadecimal digits");
  const name = text(root.name, "name", from);
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) throw wrong(from, "name must be of lower-case letters, digits and . _ -");
  return {
    name,
    version: text(root.version, "version", from),
    source: { url: text(source.url, "source.url", from), sha256 },
    needs: texts(root.needs, "needs", from),
    build: readBuild(root.build, from),
    flags: texts(root.flags, "flags", from),
    files: textByName(root.files, "files", from),
    provides: {
      headers: texts(provides.headers, "provides.headers", from),
      libraries: texts(provides.libraries, "provides.libraries", from),
      pkgConfig: texts(provides.pkgConfig, "provides.pkgConfig", from),
    },
  };
}

function readBuild(value: unknown, from: string): RecipeBuild {
  const kind = text((value as { kind?: unknown } | undefined)?.kind, "build.kind", from);
  const list = (build: Record<string, unknown>, name: string) => texts(build[name], `build.${name}`, from);
  switch (kind) {
    case "cmake":
    case "configure":
      return { kind, arguments: list(fields(value, "build", from, ["kind", "arguments"]), "arguments") };
    case "make": {
      const build = fields(value, "build", from, ["kind", "arguments", "targets", "headers", "archives"]);
      const targets = build.targets === undefined ? [[]] : build.targets;
      if (!Array.isArray(targets)) throw wrong(from, "build.targets must be a list of lists");
      const archives = textByName(build.archives, "build.archives", from);
      return {
        kind,
        arguments: list(build, "arguments"),
        targets: targets.map((each) => texts(each, "build.targets", from)),
        headers: list(build, "headers"),
        archives,
      };
    }
    case "sources": {
      const build = fields(value, "build", from, ["kind", "files", "include", "headers"]);
      return { kind, files: list(build, "files"), include: list(build, "include"), headers: list(build, "headers") };
    }
    default:
      throw wrong(from, `build.kind must be cmake, configure, make or sources, not "${kind}"`);
  }
}

function fields(value: unknown, where: string, from: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrong(from, `${where} must be an object`);
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) throw wrong(from, `${where} has "${unknown}"; known are ${known.join(", ")}`);
  return value as Record<string, unknown>;
}

function text(value: unknown, where: string, from: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw wrong(from, `${where} must be a text`);
}

function texts(value: unknown, where: string, from: string): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) return value;
  throw wrong(from, `${where} must be a list of texts`);
}

function textByName(value: unknown, where: string, from: string): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  const named = value as Record<string, unknown>;
  if (typeof value === "object" && value !== null && Object.values(named).every((each) => typeof each === "string")) {
    const outside = Object.keys(named).find((path) => path.startsWith("/") || path.split("/").includes(".."));
    if (outside !== undefined) throw wrong(from, `${where} has "${outside}", which is not below the source tree`);
    return named as Readonly<Record<string, string>>;
  }
  throw wrong(from, `${where} must be texts by name`);
}

function wrong(from: string, how: string): UserError {
  return new UserError(
    "WASI-LIBRARY-RECIPE",
    `The recipe in ${from} cannot be used: ${how}.`,
    "docs/how-to/native-deps.md shows the form of a recipe.",
  );
}
