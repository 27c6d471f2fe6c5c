import { describe, expect, test } from "@jest/globals";
import { asHostFailure } from "../../src/host/system-errors.ts";

const systemError = (code: string) => Object.assign(new Error(`${code}: as the system says it`), { code });

describe("a system error", () => {
  test.each([
    ["ENOENT", "not-found"],
    ["ENOTDIR", "not-found"],
    ["EACCES", "no-permission"],
    ["EROFS", "no-permission"],
    ["ENOSPC", "no-space"],
    ["EDQUOT", "no-space"],
  ])("%s is the failure %s, with the path", (code, kind) => {
    expect(asHostFailure(systemError(code), "/some/file")).toMatchObject({
      kind,
      message: expect.stringContaining("/some/file"),
    });
  });

  test.each(["EEXIST", "ENOTDIR"])("%s where a folder is made says that a file lies in the way", (code) => {
    const error = Object.assign(systemError(code), { syscall: "mkdir" });
    expect(asHostFailure(error, "/home/me/.cache")).toMatchObject({
      kind: "no-permission",
      message: "/home/me/.cache cannot be made: a file lies in its way",
    });
  });

  test("that no user can cause stays what it is", () => {
    const error = systemError("EMFILE");
    expect(asHostFailure(error, "/some/file")).toBe(error);
  });

  test("of a full disk says how much is free there, even where the path does not exist yet", () => {
    expect(asHostFailure(systemError("ENOSPC"), "/not/there/yet")).toMatchObject({
      message: expect.stringMatching(/^no room is left in \/not\/there\/yet \(\d+ of \d+ bytes are free\)$/),
    });
  });
});
