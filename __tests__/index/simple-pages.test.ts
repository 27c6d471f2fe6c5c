import { describe, expect, test } from "@jest/globals";
import type { IndexedWheel } from "../../src/index/indexed-wheel.ts";
import { peoplePage, pythonsOf } from "../../src/index/people-page.ts";
import { simplePages } from "../../src/index/simple-pages.ts";

const wheel = (given: Partial<IndexedWheel> = {}): IndexedWheel => ({
  file: "My_Arrays-2.4+local-cp311-cp311-wasi_0_0_0_wasm32.whl",
  name: "My.Arrays",
  project: "my-arrays",
  version: "2.4+local",
  size: 7_200_000,
  sha256: "aa",
  requiresPython: ">=3.11,<4",
  metadata: "Name: My.Arrays\n",
  metadataSha256: "bb",
  summary: "Arrays & <more>",
  tag: "cp311-cp311-wasi_0_0_0_wasm32",
  sdk: 21,
  modules: 19,
  tests: { passed: 47542, failed: 0, skipped: 2 },
  ...given,
});

const text = (wheels: readonly IndexedWheel[], path: string) =>
  simplePages(wheels).find((file) => file.path === path)?.text ?? "";

describe("the simple index", () => {
  test("lists projects by their canonical name, as HTML and JSON", () => {
    const wheels = [wheel(), wheel({ project: "another", file: "another-1-py3-none-any.whl" })];
    expect(text(wheels, "simple/index.html")).toContain(
      '<a href="another/">another</a><br>\n<a href="my-arrays/">my-arrays</a>',
    );
    expect(JSON.parse(text(wheels, "simple/index.json"))).toEqual({
      meta: { "api-version": "1.1" },
      projects: [{ name: "another" }, { name: "my-arrays" }],
    });
  });

  test("links a file relative to the page, with its hash, Python and the hash of its metadata", () => {
    expect(text([wheel()], "simple/my-arrays/index.html")).toContain(
      '<a href="../../files/my-arrays/My_Arrays-2.4%2Blocal-cp311-cp311-wasi_0_0_0_wasm32.whl#sha256=aa" ' +
        'data-requires-python="&gt;=3.11,&lt;4" data-core-metadata="sha256=bb" data-dist-info-metadata="sha256=bb">' +
        "My_Arrays-2.4+local-cp311-cp311-wasi_0_0_0_wasm32.whl</a><br>",
    );
  });

  test("has the same as JSON, with sizes and versions", () => {
    const older = wheel({ version: "2.10", file: "older.whl", requiresPython: undefined });
    const answer = JSON.parse(text([wheel(), older], "simple/my-arrays/index.json"));
    expect(answer).toMatchObject({ name: "my-arrays", versions: ["2.10", "2.4+local"] });
    expect(answer.files[1]).toMatchObject({
      filename: wheel().file,
      hashes: { sha256: "aa" },
      size: 7_200_000,
      "requires-python": ">=3.11,<4",
      "core-metadata": { sha256: "bb" },
    });
    expect(answer.files[0]).not.toHaveProperty("requires-python");
  });
});

describe("the page for people", () => {
  const page = peoplePage([
    wheel(),
    wheel({ project: "z", tests: { passed: 3, failed: 1, skipped: 0 }, sdk: undefined }),
  ]);

  test("tells package, version, Python, SDK, size and tests", () => {
    for (const shown of [
      "My.Arrays",
      "2.4+local",
      ">3.11<",
      ">21<",
      "7.2 MB",
      "47,542 passed",
      ", 2 skipped",
      "1 failed",
    ]) {
      expect(page).toContain(shown);
    }
  });

  test("keeps text of packages text", () => expect(page).toContain("Arrays &amp; &lt;more&gt;"));

  test("says for which Pythons a tag is", () => {
    expect(["cp311-cp311-x", "cp38-abi3-x", "py3-none-any"].map(pythonsOf)).toEqual(["3.11", "3.8 and later", "any"]);
  });
});
