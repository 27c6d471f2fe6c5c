/** Causes of failed builds that can be told from the output, with what to do about each. */

interface Cause {
  readonly sign: RegExp;
  /** The remedy; `$1` is the first group of the sign. */
  readonly remedy: string;
}

/** The first that matches is told, so the more particular stand first. */
const CAUSES: readonly Cause[] = [
  {
    sign: /wasm-enable-sjlj|Setjmp\/longjmp support requires Exception handling/i,
    remedy:
      "The package uses setjmp, which this WASI SDK compiles only with -mllvm -wasm-enable-sjlj. Set environment: CFLAGS=-mllvm -wasm-enable-sjlj.",
  },
  {
    sign: /Unknown compiler\(s\): \[\['(?:gfortran|flang)|No CMAKE_Fortran_COMPILER/,
    remedy: "The package needs a Fortran compiler, and there is none for WASI: look for a setting that does without.",
  },
  {
    sign: /the `(wasm32-[\w-]+)` target may not be installed|can't find crate for `(?:core|std)`/,
    remedy:
      "Rust's standard library for WASI is missing: run rustup target add wasm32-wasip1, or install your distribution's package (Debian: libstd-rust-dev-wasm32).",
  },
  {
    sign: /can't find Rust compiler|Cargo, the Rust package manager, is not installed|\bcargo\b.*not found/i,
    remedy: "The package is written in Rust: install Rust (rustup.rs), then run rustup target add wasm32-wasip1.",
  },
  {
    sign: /fatal error: '?((?:sys|net|netinet|arpa)\/[\w./]+|pwd\.h|grp\.h|spawn\.h|syslog\.h|termios\.h|ucontext\.h)'? file not found/,
    remedy:
      "WASI has no $1: the package uses a part of POSIX that does not exist there. Look for a setting that leaves it out.",
  },
  {
    sign: /fatal error: '?([\w./+-]+\.h(?:pp)?)'? file not found/,
    remedy:
      "The header $1 is missing. If it belongs to a C library, write a recipe that builds it for WASI and name the file in native-deps (docs/how-to/native-deps.md).",
  },
  {
    sign: /([Pp]latform .{0,40}not supported|[Uu]nsupported platform|not.{0,20}ported to this platform)/,
    remedy: "The package refuses platforms that it does not know ($1). Only its authors can change that.",
  },
];

export function remedyFor(output: string): string | undefined {
  for (const { sign, remedy } of CAUSES) {
    const match = sign.exec(output);
    if (match) return remedy.replace("$1", match[1] ?? "");
  }
  return undefined;
}
