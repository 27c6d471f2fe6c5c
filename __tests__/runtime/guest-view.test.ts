import { describe, expect, test } from "@jest/globals";
import { guestPath, guestView } from "../../src/runtime/guest-view.ts";

describe("the guest", () => {
  test("sees the bundle as / and the user's folder under its own path, and stands there", () => {
    expect(guestView("/b", "/home/u/p", [], [])).toEqual({
      preopens: { "/": "/b", "/home/u/p": "/home/u/p" },
      env: { PWD: "/home/u/p" },
    });
  });

  test("sees further folders where --dir says", () => {
    expect(guestView("/b", "/w", ["/data::/d", "/x"], []).preopens).toMatchObject({ "/d": "/data", "/x": "/x" });
  });

  test("gets variables, values with = included", () => {
    expect(guestView("/b", "/w", [], ["A=1=2"]).env).toMatchObject({ A: "1=2" });
  });

  test.each([["::/x"], ["/x::relative"]])("is refused the folder %s", (dir) => {
    expect(() => guestView("/b", "/w", [dir], [])).toThrow(expect.objectContaining({ code: "WASI-INPUT-VALUE" }));
  });

  test("is refused a variable without a name", () =>
    expect(() => guestView("/b", "/w", [], ["=1"])).toThrow(/NAME=VALUE/));

  test("spells a Windows path with slashes", () => expect(guestPath("C:\\a\\b")).toBe("/C/a/b"));
});
