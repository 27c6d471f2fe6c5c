import { describe, expect, test } from "@jest/globals";
import { type ExtensionLinkPlan, planLink } from "../../../src/link/extension/link-plan.ts";

const SDK = "/sdk";
/** What is added to libc: to a program of the project's, and to one that only asks. */
const WORKING = ["-L/additions", "-lpywasi"];
const ALL = [...WORKING, "-lpywasi-refusing", "-lpywasi-throws"];
const none = { sdkPath: SDK, additions: "/additions", exists: () => false };

function extension(args: readonly string[], files: readonly string[] = []): ExtensionLinkPlan {
  const plan = planLink(args, { sdkPath: SDK, additions: "/additions", exists: (path) => files.includes(path) });
  if (plan.kind !== "extension") throw new Error("a program was planned");
  return plan;
}

/** As clang 19 says it. */
const CLANG = [
  "-m",
  "wasm32",
  "-L/sdk/share/wasi-sysroot/lib/wasm32-wasi",
  "/sdk/share/wasi-sysroot/lib/wasm32-wasi/crt1-reactor.o",
  "--entry",
  "_initialize",
  "-shared",
  "a.o",
  "-lc",
  "/sdk/lib/clang/19/lib/wasm32-unknown-wasi/libclang_rt.builtins.a",
  "-o",
  "m.so",
];

/** As rustc 1.95 says it. */
const RUSTC = [
  "-flavor",
  "wasm",
  "--export",
  "PyInit_fast",
  "-z",
  "stack-size=1048576",
  "--stack-first",
  "--allow-undefined",
  "--no-demangle",
  "fast.o",
  "libstd.rlib",
  "-l",
  "foo",
  "-l",
  "c",
  "-L",
  "/target/deps",
  "-L",
  "/rust/lib/self-contained",
  "-o",
  "deps/fast.wasm",
  "--gc-sections",
  "--no-entry",
  "-O3",
  "--strip-debug",
];

describe("a shared library of clang's", () => {
  test("becomes one relocatable object without the SDK's own libraries, which are remembered", () => {
    expect(extension(CLANG)).toEqual({
      kind: "extension",
      output: "m.so",
      args: ["-r", "-m", "wasm32", "a.o", "-o", "m.so"],
      libraries: ["c"],
      dropped: [],
      exported: [],
    });
  });

  test("takes the project's own static libraries along", () => {
    const plan = extension([
      ...CLANG,
      "-Lbuild",
      "-lz",
      "--whole-archive",
      "libx.a",
      "--no-whole-archive",
      "-l:liby.a",
    ]);
    expect(plan.args).toEqual(
      expect.arrayContaining(["-Lbuild", "-lz", "--whole-archive", "libx.a", "--no-whole-archive", "-l:liby.a"]),
    );
    expect(plan.libraries).toEqual(["c"]);
  });

  test.each([
    ["of C++", ["-lc++", "-lc++abi"], ["c++", "c++abi"]],
    ["under other platforms' names", ["-lstdc++", "-lgcc_s"], ["stdc++", "gcc_s"]],
    ["of emulations", ["-lwasi-emulated-mman"], ["wasi-emulated-mman"]],
    ["by file name", ["-l:libm.a"], ["m"]],
    ["with a space", ["-l", "dl"], ["dl"]],
    ["in long form", ["--library=rt", "--library", "util"], ["rt", "util"]],
    ["by their path in the SDK", ["/sdk/share/wasi-sysroot/lib/wasm32-wasi/libm.a"], ["m"]],
    ["by the path on the build machine", ["/usr/lib/x86_64-linux-gnu/libpthread.so"], ["pthread"]],
  ])("leaves libraries %s to the relink", (_, args, libraries) => {
    const plan = extension(["-shared", "a.o", ...args]);
    expect(plan.libraries).toEqual(libraries);
    expect(plan.args).toEqual(["-r", "-m", "wasm32", "a.o", "-o", "a.out"]);
  });

  test("takes a library of the project's own that is called as one of the SDK's", () => {
    const plan = extension(["-shared", "-Lbuild", "-lutil", "-lm"], ["build/libutil.a"]);
    expect(plan.args).toContain("build/libutil.a");
    expect(plan.libraries).toEqual(["m"]);
  });

  test("takes a shared library of the project's own, which is an object here", () => {
    expect(extension(["-shared", "-Lb", "-lown"], ["b/libown.so"]).args).toContain("b/libown.so");
  });

  test.each([["-lpython3.13"], ["-l:libpython3.13.a"], ["/prefix/lib/libpython3.13.so"]])(
    "leaves libpython out, which it is linked into later: %s",
    (argument) => {
      const plan = extension(["-shared", "a.o", argument]);
      expect(plan.args).toEqual(["-r", "-m", "wasm32", "a.o", "-o", "a.out"]);
      expect(plan.dropped).toEqual([argument]);
    },
  );

  test("drops what means nothing to WebAssembly, and says so", () => {
    const flags = [
      "-soname",
      "m.so",
      "--start-group",
      "-z",
      "now",
      "-zrelro",
      "--version-script=m.map",
      "-rpath",
      "/x",
      "--hash-style=gnu",
      "-Bsymbolic",
    ];
    const plan = extension(["-shared", ...flags, "a.o"]);
    expect(plan.args).toEqual(["-r", "-m", "wasm32", "a.o", "-o", "a.out"]);
    expect(plan.dropped).toEqual(flags);
  });

  test("drops an option that nobody knows, and says so", () => {
    expect(extension(["-shared", "--defsym=x=1", "a.o"]).dropped).toEqual(["--defsym=x=1"]);
  });

  test("keeps options that shape the object", () => {
    const kept = ["-u", "force", "-ualso", "--wrap=malloc", "-mllvm", "-opt", "--lto-O2", "--trace"];
    expect(extension(["-shared", "a.o", ...kept]).args).toEqual(["-r", "-m", "wasm32", "a.o", ...kept, "-o", "a.out"]);
  });

  test.each([["-s"], ["-S"], ["--strip-all"], ["--strip-debug"]])(
    "loses only its debug sections to %s, since the link needs the others",
    (flag) => expect(extension(["-shared", "a.o", flag]).args).toContain("--strip-debug"),
  );

  test("reports what the command line exports", () => {
    expect(extension(["-shared", "--export=api", "--export-if-defined", "b", "a.o"]).exported).toEqual(["api", "b"]);
  });
});

describe("a cdylib of rustc's", () => {
  test("is an extension when it exports an init function, though nothing says -shared", () => {
    expect(extension(RUSTC)).toMatchObject({
      output: "deps/fast.wasm",
      args: [
        "-r",
        "-m",
        "wasm32",
        "-L/target/deps",
        "--strip-debug",
        "--no-demangle",
        "fast.o",
        "libstd.rlib",
        "-lfoo",
        "-o",
        "deps/fast.wasm",
      ],
      libraries: ["c"],
      exported: ["PyInit_fast"],
    });
  });

  test("is a program otherwise", () => {
    const args = RUSTC.map((each) => (each === "PyInit_fast" ? "run" : each));
    expect(planLink(args, none)).toEqual({ kind: "program", args: [...args.slice(2), ...ALL] });
  });
});

describe("a program", () => {
  test("is linked as asked, less what wasm-ld does not know", () => {
    const args = [
      "-m",
      "wasm32",
      "--start-group",
      "a.o",
      "-lz",
      "--end-group",
      "-rpath",
      "/x",
      "-z",
      "stack-size=65536",
      "-z",
      "now",
      "-o",
      "a.wasm",
    ];
    expect(planLink(args, none)).toEqual({
      kind: "program",
      args: ["-m", "wasm32", "a.o", "-lz", "-z", "stack-size=65536", "-o", "a.wasm", ...ALL],
    });
  });

  test("may be an object that the project links itself, and that no library belongs into", () => {
    const args = ["-r", "-shared", "a.o", "-o", "b.o"];
    expect(planLink(args, none)).toEqual({ kind: "program", args });
  });

  test.each([
    "conftest",
    "/tmp/x/conftest.wasm",
    "CMakeFiles/CMakeScratch/TryCompile-1/cmTC_0f3",
    "output.exe",
    "a.out",
  ])("called %s asks what there is, and is not told of functions that refuse", (name) =>
    expect(planLink(["a.o", "-o", name], none)).toMatchObject({
      args: ["a.o", "-o", name, ...WORKING, "-lpywasi-throws"],
    }),
  );

  test("has the project's own libraries before what is added, and libc after", () => {
    expect(planLink(["a.o", "-lz", "-lc", "rt.a", "-o", "a.wasm"], none)).toMatchObject({
      args: ["a.o", "-lz", ...WORKING, "-lpywasi-refusing", "-lc", "rt.a", "-o", "a.wasm", "-lpywasi-throws"],
    });
  });

  test("has the C++ libraries with exceptions before the others, and what they want behind", () => {
    const plan = planLink(["a.o", "-lc++", "-lc", "-o", "a.wasm"], { ...none, exceptionLibraries: "/sdk/eh" });
    expect(plan.args).toEqual([
      ...["-L/sdk/eh", "a.o", "-lc++", ...WORKING, "-lpywasi-refusing", "-lc", "-o", "a.wasm"],
      ...["-lunwind", "-lsetjmp", "-lpywasi-throws"],
    ]);
  });

  test("without an output is called a.out, and asks too", () => {
    expect(planLink(["a.o"], none)).toMatchObject({ args: ["a.o", ...WORKING, "-lpywasi-throws"] });
  });
});
