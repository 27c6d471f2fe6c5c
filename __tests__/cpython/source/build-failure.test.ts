import { describe, expect, test } from "@jest/globals";
import { configureFailure, makeFailure } from "../../../src/cpython/source/build-failure.ts";

describe("a configure that stopped", () => {
  const log = [
    "configure:4000: checking for gcc",
    "configure:4100: result: /sdk/bin/clang",
    "configure:5678: checking whether the C compiler works",
    "configure:5700: /sdk/bin/clang   conftest.c  >&5",
    "wasm-ld: error: cannot open crt1-command.o: No such file or directory",
    "configure:5704: $? = 1",
    "configure:5742: result: no",
    "configure: failed program was:",
    "| /* confdefs.h */",
    '| #define PACKAGE_NAME "python"',
    "configure:5747: error: in '/scratch/source/builddir/wasi':",
    "configure:5749: error: C compiler cannot create executables",
    "See 'config.log' for more details",
    "## Cache variables. ##",
  ].join("\n");

  test("shows the check that failed, what the compiler said and configure's last words", () => {
    expect(configureFailure(log, "")).toEqual([
      "configure:5678: checking whether the C compiler works",
      "configure:5700: /sdk/bin/clang   conftest.c  >&5",
      "wasm-ld: error: cannot open crt1-command.o: No such file or directory",
      "configure:5742: result: no",
      "configure:5747: error: in '/scratch/source/builddir/wasi':",
      "configure:5749: error: C compiler cannot create executables",
      "See 'config.log' for more details",
    ]);
  });

  test("before it wrote a log shows what it printed", () => {
    expect(configureFailure("", "checking build system type...\n\nsh: bad interpreter\n")).toEqual([
      "checking build system type...",
      "sh: bad interpreter",
    ]);
  });
});

describe("a make that stopped", () => {
  test("shows the first complaint and make's verdict, not the jobs that went on", () => {
    const output = [
      "../../Modules/timemodule.c:1963:42: error: incompatible pointer to integer conversion [-Wint-conversion]",
      " 1963 |         if (PyModule_AddIntMacro(module, CLOCK_REALTIME) < 0) {",
      "1 error generated.",
      "make: *** [Makefile:2760: Modules/timemodule.o] Error 1",
      "make: *** Waiting for unfinished jobs....",
    ].join("\n");
    expect(makeFailure(output)).toEqual([
      "../../Modules/timemodule.c:1963:42: error: incompatible pointer to integer conversion [-Wint-conversion]",
      " 1963 |         if (PyModule_AddIntMacro(module, CLOCK_REALTIME) < 0) {",
      "1 error generated.",
      "make: *** [Makefile:2760: Modules/timemodule.o] Error 1",
    ]);
  });

  test("without a complaint shows the end", () => {
    expect(makeFailure("one\n\ntwo\n")).toEqual(["one", "two"]);
  });
});
