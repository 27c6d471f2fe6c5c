/** What compilers, build systems and packages say when a build fails, and what it is taken for. */
import { describe, expect, test } from "@jest/globals";
import { failureCause } from "../../../src/build/failures/failure-causes.ts";
import { requirementTrouble } from "../../../src/build/failures/requirement-trouble.ts";

describe("the cause of a failed build", () => {
  test.each([
    // Meson and CMake, run on projects in Fortran.
    [
      "meson.build:1:0: ERROR: 'fortran' compiler binary not defined in cross file [binaries] section",
      "WASI-BUILD-FORTRAN",
    ],
    ["meson.build:1:0: ERROR: Unknown compiler(s): [['gfortran'], ['flang']]", "WASI-BUILD-FORTRAN"],
    ["  No CMAKE_Fortran_COMPILER could be found.", "WASI-BUILD-FORTRAN"],
    ["wasi-fortran: there is no Fortran compiler for WASI", "WASI-BUILD-FORTRAN"],
    ["error: can't find Rust compiler", "WASI-BUILD-RUST"],
    ["  = note: the `wasm32-wasip1` target may not be installed", "WASI-BUILD-RUST"],
    // cargo, where a registry lacks what a lock file names.
    [
      'error: failed to select a version for the requirement `target-lexicon = "^0.13.3"` (locked to 0.13.6)',
      "WASI-BUILD-REQUIREMENTS",
    ],
    ["error: no matching package named `left-pad` found", "WASI-BUILD-REQUIREMENTS"],
    // clang's headers and its assembler.
    [
      'immintrin.h:14:2: error: "This header is only meant to be used on x86 and x64 architecture"',
      "WASI-BUILD-ASSEMBLER",
    ],
    ["cpuid.h:14:2: error: this header is for x86 only", "WASI-BUILD-ASSEMBLER"],
    ['arm_neon.h:28:2: error: "NEON intrinsics not available with the soft-float ABI"', "WASI-BUILD-ASSEMBLER"],
    ["b.c:1:73: error: unknown register name 'ebx' in asm", "WASI-BUILD-ASSEMBLER"],
    ["lib/fast.S:4:9: error: Unexpected token in operand: %", "WASI-BUILD-ASSEMBLER"],
    // What packages say about themselves.
    ["platform wasi is not supported", "WASI-BUILD-PLATFORM"],
    ["RuntimeError: Unsupported platform: wasi", "WASI-BUILD-PLATFORM"],
    ["Exception: unknown operating system 'wasi'", "WASI-BUILD-PLATFORM"],
    ["KeyError: ('wasi', 'wasm32')", "WASI-BUILD-PLATFORM"],
    [
      '#error "greenlet needs to be ported to this platform, or taught how to detect your compiler properly."',
      "WASI-BUILD-PLATFORM",
    ],
    ["/usr/bin/ld: build/a.o: file format not recognized; treating as linker script", "WASI-BUILD-OWN-COMPILER"],
    ["gcc: error: unrecognized command-line option '-mexec-model=reactor'", "WASI-BUILD-OWN-COMPILER"],
  ])("%j", (output, code) => {
    const cause = failureCause(`before\n${output}\nafter`);
    expect(cause).toMatchObject({ code, reason: expect.any(String) });
    expect(`${cause?.reason}${cause?.remedy}`).not.toContain("$1");
  });

  test("of C that calls what WASI does not have is told by the function", () => {
    const output = "a.c:3:5: error: call to undeclared function 'fork'; ISO C99 and later do not support implicit";
    const cause = failureCause(output);
    expect(cause).toMatchObject({
      code: "WASI-BUILD-FAILED",
      reason: "it calls fork(), which nothing declares for WASI",
    });
    expect(cause?.remedy).toContain("Where fork() belongs to POSIX");
  });

  test("of a crate that does not compile is told, with what WASI is to it", () => {
    const output = "before\nerror: could not compile `parser` (lib) due to 1 previous error\nafter";
    expect(failureCause(output)).toMatchObject({
      code: "WASI-BUILD-FAILED",
      reason: "the crate parser does not compile for WASI",
    });
  });

  test.each([
    ["x.c:1:2: fatal error: 'yaml.h' file not found", "yaml.h is missing. If it belongs to a C library"],
    ["x.c:1:10: fatal error: 'sys/epoll.h' file not found", "WASI has no sys/epoll.h"],
    ['#error "Setjmp/longjmp support requires Exception handling support"', "setjmp"],
  ])("of %j is known by its remedy alone", (output, remedy) => {
    expect(failureCause(output)).toMatchObject({ code: "WASI-BUILD-FAILED", reason: undefined });
    expect(failureCause(output)?.remedy).toContain(remedy);
  });

  test.each([
    ["The headers or library files could not be found for zlib,\na required dependency", "zlib"],
    ['../meson.build:7:0: ERROR: Dependency "openblas" not found, tried pkgconfig and cmake', "openblas"],
    ["meson.build:9:0: ERROR: C shared or static library 'yaml' not found", "yaml"],
    [
      "CMake Error at FindPackageHandleStandardArgs.cmake:230 (message):\n  Could NOT find ZLIB (missing: ZLIB_LIBRARY)",
      "ZLIB",
    ],
    ["wasm-ld: error: unable to find library -lxml2", "xml2"],
    ["Could not find directory of OpenSSL installation, and this `-sys` crate cannot", "OpenSSL"],
    ["Error: pg_config executable not found.", "pg_config"],
    ["Package 'libpq', required by 'virtual:world', not found", "libpq"],
  ])("names the library that %j speaks of", (output, library) => {
    expect(failureCause(output)).toMatchObject({
      code: "WASI-BUILD-LIBRARY",
      reason: `it needs the library ${library}, and there is none for WASI here`,
    });
  });

  test("quotes the package's own words", () => {
    expect(failureCause("SystemExit: platform wasi is not supported")?.reason).toContain(
      "platform wasi is not supported",
    );
  });

  test("is not guessed", () => {
    for (const output of [
      "x.c:1:1: error: expected ';'",
      "-- Could NOT find Doxygen (missing: DOXYGEN_EXECUTABLE)\nx.c:1:1: error: expected ';'",
      "Checking whether the system supports large files: unknown",
      "warning: unknown warning option '-Wunknown-platform'",
    ]) {
      expect(failureCause(output)).toBeUndefined();
    }
  });
});

describe("a build requirement that cannot be installed", () => {
  test("may be needed to build itself", () => {
    const output =
      "LookupError: file:///w/b-1.0.tar.gz is already being built: b from file:///w/b-1.0.tar.gz (from -r /w/build-requirements.txt (line 1))";
    expect(requirementTrouble(output)).toMatchObject({
      code: "WASI-BUILD-CIRCLE",
      happened: expect.stringContaining("b "),
    });
  });

  test("may not exist for this Python", () => {
    const output = "ERROR: No matching distribution found for nothing-like-it>=3\n";
    expect(requirementTrouble(output)?.happened).toContain("nothing-like-it>=3");
  });

  test("may have no wheel and not build here", () => {
    const output = "  ERROR: Failed building wheel for needs-hdf5\nFailed to build needs-hdf5";
    expect(requirementTrouble(output)?.happened).toContain("needs-hdf5 has no wheel for this machine");
  });

  test("is not guessed at", () => expect(requirementTrouble("Killed")).toBeUndefined());
});
