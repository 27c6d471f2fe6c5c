import { describe, expect, test } from "@jest/globals";
import { assembleMirror } from "../../src/mirror/assemble.ts";
import { readElf } from "../../src/mirror/elf.ts";
import type { FakeProgram } from "../host/fake-host.ts";
import { elfFile } from "./elf-file.ts";
import { fakeDebian } from "./fake-debian.ts";

const folder = "/mirror";
const L = "usr/lib/llvm-19";
const MACHINE = "usr/lib/x86_64-linux-gnu";
const TOOLS = [
  "lld",
  ...["ar", "cxxfilt", "dwarfdump", "nm", "objcopy", "objdump", "size", "strings", "symbolizer"].map(
    (name) => `llvm-${name}`,
  ),
];
const RUNPATH = "$ORIGIN/../lib";

const packages = {
  "clang-19": { [`${L}/bin/clang`]: elfFile({ needed: ["libLLVM.so.19.1", "libc.so.6"], runpath: RUNPATH }) },
  "lld-19": { [`${L}/bin/lld`]: elfFile({ needed: ["libLLVM.so.19.1", "libz.so.1"], runpath: RUNPATH }) },
  "llvm-19": Object.fromEntries(TOOLS.slice(1).map((name) => [`${L}/bin/${name}`, elfFile({ needed: ["libm.so.6"] })])),
  libllvm19: {
    [`${MACHINE}/libLLVM.so.19.1`]: elfFile({ needed: ["libxml2.so.2"], soname: "libLLVM.so.19.1", runpath: RUNPATH }),
  },
  "libclang-common-19-dev": { [`${L}/lib/clang/19/include/stddef.h`]: "typedef unsigned long size_t;" },
  "libclang-rt-19-dev-wasm32": { [`${L}/lib/clang/19/lib/wasi/libclang_rt.builtins-wasm32.a`]: "!<arch>\n" },
  "libc++-19-dev-wasm32": {
    [`${L}/include/wasm32-wasi/c++/v1/vector`]: "// vector",
    [`${L}/lib/wasm32-wasi/libc++.a`]: "!<arch>\n",
    [`${L}/lib/wasm32-wasi/libc++.modules.json`]: "{}",
  },
  "wasi-libc": { "usr/include/wasm32-wasi/stdio.h": "int puts();", "usr/lib/wasm32-wasi/libc.a": "!<arch>\n" },
  libxml2: { [`${MACHINE}/libxml2.so.2`]: elfFile({ needed: ["libicuuc.so.72"], soname: "libxml2.so.2" }) },
  libicu72: {
    [`${MACHINE}/libicuuc.so.72`]: elfFile({ needed: [], soname: "libicuuc.so.72" }),
    [`${MACHINE}/libicutest.so.72`]: elfFile({ needed: [], soname: "libicutest.so.72" }),
  },
  zlib1g: { "lib/x86_64-linux-gnu/libz.so.1": elfFile({ needed: ["libc.so.6"], soname: "libz.so.1" }) },
};

const says = (file: string) => (file.includes("hello.cc") ? "123" : "hello 1.5\n");
const node: FakeProgram = ({ args }) => ({ stdout: says(args.at(-1) ?? "") });

function machine(overrides: Record<string, FakeProgram> = {}, tree = packages) {
  let packed: Record<string, Uint8Array> = {};
  let links: Record<string, string> = {};
  const tar: FakeProgram = async ({ args }, host) => {
    const root = `${args[args.indexOf("-C") + 1]}/${args.at(-1)}/`;
    packed = Object.fromEntries(
      [...host.contents]
        .filter(([path]) => path.startsWith(root))
        .map(([path, bytes]) => [path.slice(root.length), bytes]),
    );
    links = Object.fromEntries(
      [...host.links].filter(([path]) => path.startsWith(root)).map(([path, to]) => [path.slice(root.length), to]),
    );
    await host.files.write(args[args.indexOf("-cf") + 1] ?? "", "archive");
    return {};
  };
  const programs = { tar, clang: () => ({}), "clang++": () => ({}), node, ...overrides };
  const host = fakeDebian({ packages: tree, programs });
  return { host, packed: () => packed, links: () => links };
}

describe("a stand-in SDK", () => {
  test("has the programs, sysroot, resources and toolchain files of a release", async () => {
    const { host, packed, links } = machine();
    const mirror = await assembleMirror(host, { folder, parts: ["sdk-24"] });
    expect(mirror.parts[0]?.files[0]).toMatchObject({
      path: "WebAssembly/wasi-sdk/releases/download/wasi-sdk-24/wasi-sdk-24.0-x86_64-linux.tar.gz",
      standIn: expect.stringContaining("LLVM 19 of Debian bookworm"),
    });
    expect(Object.keys(packed())).toEqual(
      expect.arrayContaining([
        "VERSION",
        "bin/clang-19",
        "bin/clang++.cfg",
        "bin/llvm-objdump",
        "lib/clang/19/include/stddef.h",
        "share/cmake/wasi-sdk-p1.cmake",
        "share/wasi-sysroot/include/wasm32-wasi/c++/v1/vector",
        "share/wasi-sysroot/include/wasm32-wasi/stdio.h",
        "share/wasi-sysroot/lib/wasm32-wasi/libc++.a",
        "share/wasi-sysroot/lib/wasm32-wasi/libc.a",
      ]),
    );
    expect(links()).toMatchObject({
      "bin/clang": "clang-19",
      "bin/wasm32-wasip1-clang++": "clang++",
      "bin/wasm-ld-19": "lld",
      "bin/ranlib": "llvm-ranlib",
      "lib/clang/19/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a": "../wasi/libclang_rt.builtins-wasm32.a",
    });
    expect(new TextDecoder().decode(packed().VERSION)).toContain("stand-in");
  });

  test("brings the libraries that its programs need, and no others, each knowing where the next one lies", async () => {
    const { host, packed } = machine();
    await assembleMirror(host, { folder, parts: ["sdk-24"] });
    const libraries = Object.keys(packed()).filter((path) => /^lib\/[^/]*\.so/.test(path));
    expect(libraries.sort()).toEqual([
      "lib/libLLVM.so.19.1",
      "lib/libicuuc.so.72",
      "lib/libxml2.so.2",
      "lib/libz.so.1",
    ]);
    const runpath = (name: string) => readElf(packed()[`lib/${name}`] ?? new Uint8Array())?.runpath;
    expect(runpath("libLLVM.so.19.1")).toBe("$ORIGIN/../lib");
    expect(runpath("libxml2.so.2")).toBe("$ORIGIN");
  });

  test("is the one for 21 under the names and with the files of 21", async () => {
    const { host, packed } = machine();
    const mirror = await assembleMirror(host, { folder, parts: ["sdk-21"] });
    expect(mirror.parts[0]?.files[0]?.name).toBe("wasi-sdk-21.0-linux.tar.gz");
    expect(Object.keys(packed())).not.toContain("share/cmake/wasi-sdk-p1.cmake");
    expect(host.runs.some(({ args }) => args.at(-1) === "wasi-sdk-21.0")).toBe(true);
  });

  test("is not offered where it does not compile", async () => {
    const { host } = machine({ "clang++": () => ({ code: 1, stderr: "fatal error: 'vector' file not found" }) });
    await expect(assembleMirror(host, { folder, parts: ["sdk-24"] })).rejects.toMatchObject({
      code: "WASI-MIRROR",
      message: "The mirror could not compile hello.cc.",
      details: ["fatal error: 'vector' file not found"],
    });
    expect(host.below("/mirror/WebAssembly")).toEqual([]);
  });

  test("is not offered where a program prints something else", async () => {
    const { host } = machine({ node: () => ({ stdout: "hello 0.0" }) });
    await expect(assembleMirror(host, { folder, parts: ["sdk-24"] })).rejects.toMatchObject({
      message: 'The stand-in SDK is not sound: hello.c printed "hello 0.0" in place of "hello 1.5".',
    });
  });

  test("is a fault of ours where a library is in none of the packages", async () => {
    const { host } = machine(
      {},
      {
        ...packages,
        libicu72: { ...packages.libicu72, [`${MACHINE}/libicuuc.so.72`]: elfFile({ needed: ["libicudata.so.72"] }) },
      },
    );
    await expect(assembleMirror(host, { folder, parts: ["sdk-24"] })).rejects.toThrow(
      "libicuuc.so.72 needs libicudata.so.72, which is in none of the packages",
    );
  });

  test("is refused on a machine that the release has no archive for", async () => {
    const host = fakeDebian({ platform: { arch: "arm64" } });
    await expect(assembleMirror(host, { folder, parts: ["sdk-21"] })).rejects.toMatchObject({ code: "WASI-MIRROR" });
  });
});
