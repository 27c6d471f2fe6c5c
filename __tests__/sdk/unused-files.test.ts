import { describe, expect, test } from "@jest/globals";
import { isUsed } from "../../src/sdk/unused-files.ts";

describe("an installed SDK", () => {
  test.each([
    "bin/clang",
    "bin/clang++",
    "bin/clang-18",
    "bin/clang-cpp",
    "bin/wasm-ld",
    "bin/llvm-ar",
    "bin/llvm-nm",
    "bin/wasm32-wasip1-clang++",
    "VERSION",
    "lib/clang/18/include/stddef.h",
    "lib/clang/18/lib/wasip1/libclang_rt.builtins-wasm32.a",
    "lib/clang/22/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a",
    "share/cmake/wasi-sdk.cmake",
    "share/wasi-sysroot/lib/wasm32-wasi/libc.a",
    "share/wasi-sysroot/lib/wasm32-wasip1/eh/libc++.a",
    "share/wasi-sysroot/lib/wasm32-wasip1/llvm-lto/18.1.2/libc.a",
    "share/wasi-sysroot/include/wasm32-wasip1/c++/v1/vector",
    "share/wasi-sysroot/include/wasm32-wasi/wasi/api.h",
  ])("has %s", (path) => {
    expect(isUsed(path)).toBe(true);
  });

  test.each([
    "share/wasi-sysroot/lib/wasm32-wasip2/libc.a",
    "share/wasi-sysroot/lib/wasm32-wasi-threads/libc.a",
    "share/wasi-sysroot/include/wasm32-wasip1-threads/stdio.h",
    "share/wasi-sysroot/share/wasm32-wasip3/x",
    "lib/clang/22/lib/wasm32-unknown-wasip2/libclang_rt.builtins.a",
    "lib/clang/18/lib/wasip2/libclang_rt.builtins-wasm32.a",
    "bin/wasm32-wasip2-clang",
    "bin/wasm-component-ld",
    "bin/clang-tidy",
    "bin/clang-format.exe",
    "bin/lldb-dap",
    "lib/liblldb.so.22",
    "share/clang/clang-format.py",
  ])("has no %s", (path) => {
    expect(isUsed(path)).toBe(false);
  });
});
