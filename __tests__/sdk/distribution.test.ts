import { describe, expect, test } from "@jest/globals";
import { distributionAt } from "../../src/sdk/distribution.ts";
import { type FakeProgram, fakeHost } from "../host/fake-host.ts";

/** A clang that knows its folder, as the real one does. */
const clang =
  (root: string, version: string): FakeProgram =>
  ({ args }) => ({
    stdout:
      args[0] === "-print-resource-dir"
        ? `${root}/lib/clang/${version.split(".")[0]}\n`
        : `clang version ${version}\nTarget: x\n`,
  });

const llvm = (root: string, version: string, builtins = "wasi/libclang_rt.builtins-wasm32.a") => {
  const resources = `${root}/lib/clang/${version.split(".")[0]}`;
  return {
    files: {
      [`${root}/bin/clang`]: "",
      [`${root}/bin/wasm-ld`]: "",
      [`${resources}/include/stddef.h`]: "",
      ...(builtins === "" ? {} : { [`${resources}/lib/${builtins}`]: "" }),
    },
    programs: { [`${root}/bin/clang`]: clang(root, version) },
  };
};
const machine = (libc: string, ...llvms: ReturnType<typeof llvm>[]) =>
  fakeHost({
    files: Object.assign({ [`${libc}/libc.a`]: "" }, ...llvms.map(({ files }) => files)),
    programs: Object.assign({}, ...llvms.map(({ programs }) => programs)),
  });

describe("a distribution's clang and wasi-libc are found", () => {
  test("as Debian lays them out, with the newest LLVM that has all parts", async () => {
    const host = machine(
      "/usr/lib/wasm32-wasi",
      llvm("/usr/lib/llvm-9", "9.0.1"),
      llvm("/usr/lib/llvm-19", "19.1.7"),
      llvm("/usr/lib/llvm-20", "20.1.0", ""),
    );
    expect(await distributionAt(host, "/usr")).toEqual({
      prefix: "/usr",
      programs: "/usr/lib/llvm-19/bin",
      llvm: 19,
      compiler: "clang version 19.1.7",
      headers: "/usr/lib/llvm-19/lib/clang/19/include",
      builtins: "/usr/lib/llvm-19/lib/clang/19/lib/wasi/libclang_rt.builtins-wasm32.a",
      include: "/usr/include/wasm32-wasi",
      lib: "/usr/lib/wasm32-wasi",
    });
  });

  test("as Arch does, in the prefix itself and a sysroot", async () => {
    const builtins = "wasm32-unknown-wasip1/libclang_rt.builtins.a";
    const host = machine("/usr/share/wasi-sysroot/lib/wasm32-wasip1", llvm("/usr", "21.1.0", builtins));
    expect(await distributionAt(host, "/usr")).toMatchObject({
      programs: "/usr/bin",
      builtins: `/usr/lib/clang/21/lib/${builtins}`,
      include: "/usr/share/wasi-sysroot/include/wasm32-wasip1",
    });
  });
});

describe("what a prefix lacks is named as Debian names it", () => {
  test("nothing, where there is no wasi-libc: it is no such prefix", async () => {
    expect(await distributionAt(machine("/elsewhere", llvm("/usr", "19.1.7")), "/usr")).toEqual({ lacks: [] });
  });

  test("a compiler", async () => {
    expect(await distributionAt(machine("/usr/lib/wasm32-wasi"), "/usr")).toEqual({ lacks: ["clang, lld and llvm"] });
  });

  test("a compiler that runs", async () => {
    const broken = { ...llvm("/usr", "19.1.7"), programs: { "/usr/bin/clang": () => ({ code: 126 }) } };
    expect(await distributionAt(machine("/usr/lib/wasm32-wasi", broken), "/usr")).toEqual({
      lacks: ["clang, lld and llvm"],
    });
  });

  test("the linker and compiler-rt of its LLVM", async () => {
    const { files, programs } = llvm("/usr", "19.1.7", "");
    const { "/usr/bin/wasm-ld": _linker, ...others } = files;
    expect(await distributionAt(machine("/usr/lib/wasm32-wasi", { files: others, programs }), "/usr")).toEqual({
      lacks: ["lld-19", "libclang-rt-19-dev-wasm32"],
    });
  });
});
