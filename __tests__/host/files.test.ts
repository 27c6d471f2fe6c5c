import * as fs from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { nodeFiles } from "../../src/host/files.ts";
import type { Files } from "../../src/host/host.ts";
import { fakeHost } from "./fake-host.ts";
import { scratchFolder } from "./scratch.ts";

const scratch = scratchFolder();

/** The fake must behave as the real one does, or unit tests prove nothing. */
describe.each<[string, () => { files: Files; root: string }]>([
  ["the real files", () => ({ files: nodeFiles(join(scratch, "temp")), root: fs.mkdtempSync(join(scratch, "root-")) })],
  ["the fake files", () => ({ files: fakeHost().files, root: "/root" })],
])("%s", (_name, make) => {
  let files: Files;
  let root: string;
  beforeEach(async () => {
    ({ files, root } = make());
    await files.makeFolder(root);
  });

  test("write makes the folders it needs and replaces what was there", async () => {
    const path = join(root, "a", "b", "file.txt");
    await files.write(path, "old");
    await files.write(path, "new");
    expect(await files.readText(path)).toBe("new");
    expect(await files.list(join(root, "a", "b"))).toEqual(["file.txt"]);
  });

  test("a tree is written with the folders that it needs", async () => {
    const tree = new Map<string, string | Uint8Array>([
      ["a/b/text", "one"],
      ["a/bytes", Uint8Array.from([0, 255])],
    ]);
    await files.writeTree(join(root, "tree"), tree);
    expect(await files.walk(join(root, "tree"))).toEqual(["a/b/text", "a/bytes"]);
    expect(await files.readText(join(root, "tree", "a", "b", "text"))).toBe("one");
    expect([...(await files.readBytes(join(root, "tree", "a", "bytes")))]).toEqual([0, 255]);
  });

  test("bytes are kept as they are", async () => {
    const bytes = Uint8Array.from([0, 97, 115, 109, 255]);
    await files.write(join(root, "x.wasm"), bytes);
    expect([...(await files.readBytes(join(root, "x.wasm")))]).toEqual([...bytes]);
  });

  test("a file that grows is read from where the last look ended; one that is not there yet is empty", async () => {
    const path = join(root, "log");
    const from = async (offset: number) => new TextDecoder().decode(await files.readFrom(path, offset));
    expect(await from(0)).toBe("");
    await files.append(path, "one\n");
    await files.append(path, "two\n");
    expect([await from(0), await from(4), await from(8)]).toEqual(["one\ntwo\n", "two\n", ""]);
  });

  test("what is missing is a failure of its own kind", async () => {
    const missing = join(root, "missing");
    const failure = { kind: "not-found", message: expect.stringContaining("missing does not exist") };
    for (const attempt of [
      files.readText(missing),
      files.readBytes(missing),
      files.list(missing),
      files.walk(missing),
      files.copy(missing, join(root, "to")),
      files.rename(missing, join(root, "to")),
    ]) {
      await expect(attempt).rejects.toMatchObject(failure);
    }
    expect(await files.info(missing)).toBeUndefined();
    expect(await files.info(join(missing, "below"))).toBeUndefined();
    await files.remove(missing);
  });

  test("info tells files from folders and follows links", async () => {
    await files.write(join(root, "file"), "12345");
    await files.link("file", join(root, "link"));
    expect(await files.info(join(root, "link"))).toMatchObject({ kind: "file", size: 5 });
    expect(await files.info(root)).toMatchObject({ kind: "folder" });
  });

  test("list and walk are sorted by code unit; walk goes into no link", async () => {
    for (const name of ["b", "B", "a/z", "a/y"]) await files.write(join(root, name), "");
    await files.link("a", join(root, "loop"));
    await files.link("b", join(root, "c"));
    expect(await files.list(root)).toEqual(["B", "a", "b", "c", "loop"]);
    expect(await files.walk(root)).toEqual(["B", "a/y", "a/z", "b", "c"]);
  });

  test("copy copies trees with their links, rename moves them", async () => {
    await files.write(join(root, "from", "sub", "file"), "content");
    await files.link("sub/file", join(root, "from", "link"));
    await files.copy(join(root, "from"), join(root, "deep", "copy"));
    await files.rename(join(root, "from"), join(root, "moved"));
    for (const folder of [join(root, "deep", "copy"), join(root, "moved")]) {
      expect(await files.readText(join(folder, "link"))).toBe("content");
    }
    expect(await files.info(join(root, "from"))).toBeUndefined();
  });

  test("replace puts a tree in the place of another", async () => {
    await files.write(join(root, "new", "a"), "1");
    await files.write(join(root, "place", "deep", "b"), "2");
    await files.replace(join(root, "new"), join(root, "place", "deep"));
    await files.replace(join(root, "place"), join(root, "not", "there", "yet"));
    expect(await files.walk(root)).toEqual(["not/there/yet/deep/a"]);
  });

  test("replace leaves what is there where nothing can take its place", async () => {
    await files.write(join(root, "place", "a"), "1");
    await expect(files.replace(join(root, "missing"), join(root, "place"))).rejects.toMatchObject({
      kind: "not-found",
    });
    expect(await files.walk(root)).toEqual(["place/a"]);
  });

  test("remove takes a whole tree", async () => {
    await files.write(join(root, "tree", "file"), "");
    await files.remove(join(root, "tree"));
    expect(await files.info(join(root, "tree"))).toBeUndefined();
  });

  test("temporary folders are new, empty and each another one", async () => {
    const [one, other] = [await files.temporaryFolder("sdk"), await files.temporaryFolder("sdk")];
    expect(one).not.toBe(other);
    expect(await files.list(one)).toEqual([]);
  });
});

describe("the real files alone", () => {
  const files = nodeFiles(join(scratch, "sweep"));

  test("an executable stays one, whatever the umask", async () => {
    const path = join(scratch, "tool");
    await files.write(path, "#!/bin/sh\n", 0o755);
    expect(fs.statSync(path).mode & 0o777).toBe(0o755);
  });

  test("a write that fails leaves no half file and no scratch", async () => {
    const folder = join(scratch, "occupied");
    fs.mkdirSync(join(folder, "file"), { recursive: true });
    await expect(files.write(join(folder, "file"), "text")).rejects.toBeDefined();
    expect(fs.readdirSync(folder)).toEqual(["file"]);
  });

  const other = "/dev/shm";
  const twoFileSystems = fs.existsSync(other) && fs.statSync(other).dev !== fs.statSync(scratch).dev;

  (twoFileSystems ? test : test.skip)("replace goes from one file system to another", async () => {
    const from = fs.mkdtempSync(join(other, "pywasi-"));
    fs.mkdirSync(join(from, "deep"));
    fs.writeFileSync(join(from, "deep", "a"), "1");
    fs.symlinkSync("deep/a", join(from, "link"));
    const to = join(scratch, "replaced");
    await nodeFiles(join(scratch, "temp")).replace(from, to);
    expect(fs.readFileSync(join(to, "link"), "utf8")).toBe("1");
    expect(fs.existsSync(from)).toBe(false);
    expect(fs.readdirSync(scratch).filter((name) => name.startsWith("replaced"))).toEqual(["replaced"]);
  });

  test("copy keeps modes", async () => {
    await files.copy(join(scratch, "tool"), join(scratch, "tool2"));
    expect(fs.statSync(join(scratch, "tool2")).mode & 0o777).toBe(0o755);
  });

  test("scratch of a run that was killed days ago is removed, that of yesterday is not", async () => {
    const [old, recent] = [join(scratch, "sweep", "old-1"), join(scratch, "sweep", "recent-1")];
    fs.mkdirSync(old, { recursive: true });
    fs.mkdirSync(recent);
    const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000);
    fs.utimesSync(old, daysAgo(3), daysAgo(3));
    fs.utimesSync(recent, daysAgo(1), daysAgo(1));
    await files.temporaryFolder("new");
    expect(fs.existsSync(old)).toBe(false);
    expect(fs.existsSync(recent)).toBe(true);
  });
});
