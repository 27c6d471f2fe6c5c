import { describe, expect, test } from "@jest/globals";
import { packageReference, projectOf } from "../../../src/build/source/package-reference.ts";

describe("what build names", () => {
  test.each([".", "..", "./pkg", "sub/pkg", "/abs/pkg", "pkg-1.0.tar.gz", "pkg-1.0.zip", "pkg-1.0-py3-none-any.whl"])(
    "%s is a path",
    (text) => expect(packageReference(text)).toEqual({ kind: "path", path: text }),
  );

  test.each(["pkg", "pkg==1.0", "pkg[extra]>=1,<2", 'pkg; python_version < "3.12"', "zope.interface"])(
    "%s is a requirement",
    (text) => expect(packageReference(text)).toEqual({ kind: "requirement", text }),
  );

  test.each([
    "https://example.org/a/pkg-1.0.tar.gz#sha256=AB12",
    "pkg @ https://example.org/a/pkg-1.0.tar.gz#sha256=ab12",
  ])("%s is a URL with its checksum", (text) =>
    expect(packageReference(text)).toEqual({
      kind: "url",
      url: "https://example.org/a/pkg-1.0.tar.gz",
      file: "pkg-1.0.tar.gz",
      sha256: "ab12",
    }),
  );

  test("a file: URL is a path", () => {
    expect(packageReference("file:///a/pkg-1.0.tar.gz")).toEqual({ kind: "path", path: "/a/pkg-1.0.tar.gz" });
  });
});

describe("the project of an archive", () => {
  test.each([
    ["pkg-1.0.tar.gz", "pkg"],
    ["my-pkg-2.0b1.zip", "my-pkg"],
    ["main.tar.gz", "main"],
  ])("%s is %s", (file, project) => expect(projectOf(file)).toBe(project));
});
