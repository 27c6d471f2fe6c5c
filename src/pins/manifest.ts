/** The `manifest-file`: JSON that says what a mirror has and what it hashes to. Read strictly: a typo must not unpin. */
import { UserError } from "../report/errors.ts";
import type { Manifest, ManifestFile } from "./pin.ts";

/**
 * @param from the file or URL that the text was read from, for the message
 * @throws {UserError} WASI-MANIFEST, naming the JSON path of what is wrong
 */
export function parseManifest(text: string, from: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw wrong(from, "$", `is not JSON (${(error as Error).message})`);
  }
  const root = object(value, "$", from, ["$schema", "schema", "standIn", "files"]);
  if (root.schema !== 1) throw wrong(from, "$.schema", `must be 1, not ${JSON.stringify(root.schema)}`);
  if (!Array.isArray(root.files)) throw wrong(from, "$.files", "must be an array");
  const files = root.files.map((file, index) => manifestFile(file, `$.files[${index}]`, from));
  const names = files.map((file) => file.name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice >= 0) throw wrong(from, `$.files[${twice}].name`, `repeats ${JSON.stringify(names[twice])}`);
  return { schema: 1, standIn: optionalText(root.standIn, "$.standIn", from), files };
}

function manifestFile(value: unknown, path: string, from: string): ManifestFile {
  const file = object(value, path, from, ["name", "sha256", "size", "path"]);
  const { name, sha256, size } = file;
  if (typeof name !== "string" || name === "" || /[/\\]/.test(name)) {
    throw wrong(from, `${path}.name`, "must be the name of a file, without folders");
  }
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/i.test(sha256)) {
    throw wrong(from, `${path}.sha256`, "must be 64 hexadecimal digits");
  }
  if (size !== undefined && !(typeof size === "number" && Number.isSafeInteger(size) && size > 0)) {
    throw wrong(from, `${path}.size`, "must be a number of bytes");
  }
  const below = optionalText(file.path, `${path}.path`, from);
  if (below !== undefined && (/^([/\\]|[a-zA-Z][a-zA-Z0-9+.-]*:)/.test(below) || below.split(/[/\\]/).includes(".."))) {
    throw wrong(from, `${path}.path`, "must be a relative path below the mirror");
  }
  return { name, sha256: sha256.toLowerCase(), size, path: below };
}

function object(value: unknown, path: string, from: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(from, path, "must be an object");
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) throw wrong(from, `${path}.${unknown}`, `is not known; known are ${known.join(", ")}`);
  return value as Record<string, unknown>;
}

function optionalText(value: unknown, path: string, from: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string" || value === "") throw wrong(from, path, "must be text");
  return value;
}

function wrong(from: string, path: string, how: string): UserError {
  return new UserError(
    "WASI-MANIFEST",
    `The manifest ${from} cannot be used: ${path} ${how}.`,
    "Correct the manifest at that place, or leave manifest-file out to use the committed checksums.",
  );
}
