import { expect, test } from "@jest/globals";
import { manifestOf } from "../../src/mirror/manifest.ts";

const released = {
  name: "Python-3.13.5.tar.xz",
  sha256: "00",
  size: 1,
  path: "ftp/Python-3.13.5.tar.xz",
  standIn: undefined,
};
const other = {
  name: "wasi-sdk-24.0-x86_64-linux.tar.gz",
  sha256: "11",
  size: 2,
  path: "w.tar.gz",
  standIn: "LLVM 19",
};

test("a mirror of released files alone does not say that it has stand-ins", () => {
  expect(manifestOf([{ files: [released], folders: [] }]).standIn).toBeUndefined();
  expect(manifestOf([{ files: [released, other], folders: [] }]).standIn).toContain("in place of the released files");
});

test("a manifest has the files of every part, and nothing that a reader of manifests does not know", () => {
  expect(
    manifestOf([
      { files: [released], folders: [] },
      { files: [other], folders: ["prefixes/x"] },
    ]).files,
  ).toEqual([
    { name: "Python-3.13.5.tar.xz", sha256: "00", size: 1, path: "ftp/Python-3.13.5.tar.xz" },
    { name: "wasi-sdk-24.0-x86_64-linux.tar.gz", sha256: "11", size: 2, path: "w.tar.gz" },
  ]);
});
