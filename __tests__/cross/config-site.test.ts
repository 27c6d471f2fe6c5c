/** Autoconf's site defaults, read by a shell as a configure script reads them. */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { configSite } from "../../src/cross/config-site.ts";

function sourced(before: string, show: string): string {
  return execFileSync("sh", ["-eu", "-c", `${before}\n${configSite()}\necho "${show}"`], { encoding: "utf8" }).trim();
}

describe("config.site", () => {
  test("makes a script without --host build for WASI, instead of running what it compiles", () => {
    expect(sourced("host_alias= cross_compiling=no", "$host_alias $cross_compiling")).toBe("wasm32-wasi yes");
  });

  test("answers what takes a run", () => {
    expect(sourced("host_alias=wasm32-wasip1", "$ac_cv_func_malloc_0_nonnull $ac_cv_c_bigendian")).toBe("yes no");
  });

  test("leaves an answer of the user's as it is", () => {
    expect(sourced("host_alias=wasm32-wasi ac_cv_func_pipe=yes", "$ac_cv_func_pipe")).toBe("yes");
  });

  test("has nothing to say to a script that builds for another machine", () => {
    expect(sourced("host_alias=aarch64-linux-gnu ac_cv_func_pipe=", "$host_alias$ac_cv_func_pipe")).toBe(
      "aarch64-linux-gnu",
    );
  });
});
