import { describe, expect, test } from "@jest/globals";
import { parseManifest } from "../../src/pins/manifest.ts";
import { UserError } from "../../src/report/errors.ts";
import { errorOf } from "../user-error.ts";

const SHA = "a".repeat(64);
const parse = (value: unknown) => parseManifest(JSON.stringify(value), "/m/manifest.json");
const withFile = (file: object) => ({ schema: 1, files: [{ name: "ok.tar.gz", sha256: SHA }, file] });

test("a manifest is read with all that it says", () => {
  expect(
    parse({
      $schema: "./manifest.schema.json",
      schema: 1,
      standIn: "assembled from Debian packages",
      files: [{ name: "a.tar.gz", sha256: SHA.toUpperCase(), size: 5, path: "sdk/a.tar.gz" }],
    }),
  ).toEqual({
    schema: 1,
    standIn: "assembled from Debian packages",
    files: [{ name: "a.tar.gz", sha256: SHA, size: 5, path: "sdk/a.tar.gz" }],
  });
});

describe("a manifest is refused, and the place named, where", () => {
  test.each<[string, unknown, string]>([
    ["it is a list", [], "$ must be an object"],
    ["its schema is another one", { schema: 2, files: [] }, "$.schema must be 1, not 2"],
    ["its schema is missing", { files: [] }, "$.schema must be 1, not undefined"],
    ["it has no files", { schema: 1 }, "$.files must be an array"],
    ["a key is not known", { schema: 1, files: [], filse: [] }, "$.filse is not known; known are"],
    ["what it stands in for is no text", { schema: 1, files: [], standIn: true }, "$.standIn must be text"],
    ["a file is no object", { schema: 1, files: ["a.tar.gz"] }, "$.files[0] must be an object"],
    ["a file has no name", withFile({ sha256: SHA }), "$.files[1].name must be the name of a file"],
    ["a name has folders", withFile({ name: "a/b", sha256: SHA }), "$.files[1].name must be the name of a file"],
    ["a file has no hash", withFile({ name: "b" }), "$.files[1].sha256 must be 64 hexadecimal digits"],
    ["a hash is cut short", withFile({ name: "b", sha256: "abc" }), "$.files[1].sha256 must be 64"],
    ["a hash is misspelt", withFile({ name: "b", sha265: SHA, sha256: SHA }), "$.files[1].sha265 is not known"],
    ["a size is text", withFile({ name: "b", sha256: SHA, size: "5" }), "$.files[1].size must be a number of bytes"],
    ["a path climbs out", withFile({ name: "b", sha256: SHA, path: "../b" }), "$.files[1].path must be a relative"],
    ["a path is absolute", withFile({ name: "b", sha256: SHA, path: "/b" }), "$.files[1].path must be a relative"],
    ["a path is a URL", withFile({ name: "b", sha256: SHA, path: "https://x.test/b" }), "$.files[1].path must be"],
    ["a name comes twice", withFile({ name: "ok.tar.gz", sha256: SHA }), '$.files[1].name repeats "ok.tar.gz"'],
  ])("%s", async (_name, value, message) => {
    const error = await errorOf(() => parse(value));
    expect(error.code).toBe("WASI-MANIFEST");
    expect(error.message).toContain(`The manifest /m/manifest.json cannot be used: ${message}`);
  });

  test("it is not JSON", () => {
    expect(() => parseManifest("{", "m.json")).toThrow(UserError);
    expect(() => parseManifest("{", "m.json")).toThrow(/m\.json cannot be used: \$ is not JSON \(/);
  });
});
