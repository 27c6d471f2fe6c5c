import { describe, expect, test } from "@jest/globals";
import { findLinks } from "../../src/build/find-links.ts";
import { fakeHost } from "../host/fake-host.ts";

const WHEEL = "links/arrays-2.4-cp311-cp311-wasi_0_0_0_wasm32.whl";

const host = fakeHost({
  files: {
    [`/project/${WHEEL}`]: "",
    "/project/links/arrays-2.4-cp311-cp311-manylinux_2_28_x86_64.whl": "",
    "/project/links/pure-1.0-py3-none-any.whl": "",
    "/project/links/arrays.log": "",
  },
});

describe("find-links", () => {
  test("takes the wheels for this Python on WASI out of a folder", async () => {
    expect(await findLinks(host, ["links"], "3.11")).toEqual([
      { name: "arrays", version: "2.4", path: `/project/${WHEEL}` },
    ]);
  });

  test("takes a wheel by its path", async () => {
    expect(await findLinks(host, [`/project/${WHEEL}`], "3.11")).toHaveLength(1);
    expect(await findLinks(host, [WHEEL], "3.13")).toEqual([]);
  });

  test("refuses a place that is not there", async () => {
    await expect(findLinks(host, ["nowhere"], "3.11")).rejects.toMatchObject({
      code: "WASI-INPUT-VALUE",
      message: "find-links: there is no /project/nowhere.",
    });
  });
});
