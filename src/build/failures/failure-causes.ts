/**
 * Causes of failed builds that can be told from the output, with what to do about each.
 *
 * The signs are words of compilers and build systems, and of the packages themselves where they refuse a platform.
 */
import type { ErrorCode } from "../../report/errors.ts";

export interface FailureCause {
  readonly code: ErrorCode;
  /** Ends the sentence "mypkg did not build: …"; undefined where only the remedy is known. */
  readonly reason: string | undefined;
  readonly remedy: string;
}

interface Sign {
  readonly sign: RegExp;
  /** Default `WASI-BUILD-FAILED`. */
  readonly code?: ErrorCode;
  /** `$1` is the first group of the sign, in the remedy too. */
  readonly reason?: string;
  readonly remedy: string;
}

/** The first that matches is told, so the more particular stand first. */
const SIGNS: readonly Sign[] = [
  {
    sign: /wasm-enable-sjlj|Setjmp\/longjmp support requires Exception handling/i,
    remedy:
      "The package uses setjmp, which this WASI SDK compiles only with -mllvm -wasm-enable-sjlj. Set environment: CFLAGS=-mllvm -wasm-enable-sjlj.",
  },
  {
    sign: /Unknown compiler\(s\): \[\['(?:gfortran|flang)|'fortran' compiler binary not defined|No CMAKE_Fortran_COMPILER|CMAKE_Fortran_COMPILER.*\n?.*(?:broken|not able to compile)|wasi-fortran: |[Nn]o [Ff]ortran compiler|don't know how to compile Fortran/,
    code: "WASI-BUILD-FORTRAN",
    reason: "it needs a Fortran compiler, and there is none for WASI",
    remedy: "Look for a setting of the package that does without its Fortran sources.",
  },
  {
    sign: /the `(wasm32-[\w-]+)` target may not be installed|can't find crate for `(?:core|std)`/,
    code: "WASI-BUILD-RUST",
    reason: "Rust's standard library for WASI is missing",
    remedy:
      "Run rustup target add wasm32-wasip1, or install your distribution's package (Debian: libstd-rust-dev-wasm32).",
  },
  {
    sign: /can't find Rust compiler|Cargo, the Rust package manager, is not installed|\bcargo\b.*not found/i,
    code: "WASI-BUILD-RUST",
    reason: "it is written in Rust, and there is no cargo on PATH",
    remedy: "Install Rust (https://rustup.rs), then run rustup target add wasm32-wasip1.",
  },
  {
    sign: /error: (?:failed to select a version for the requirement `([^`]+)`(?: \(locked to [^)]+\))?|no matching package named `([^`]+)` found)/,
    code: "WASI-BUILD-REQUIREMENTS",
    reason: "cargo found no crate that fits $1",
    remedy:
      "The registry that cargo asks lacks the version that the package's Cargo.lock or Cargo.toml names. Try another version of the package, or give cargo a registry that has it (cargo's configuration, [source] or [registries]).",
  },
  {
    sign: /only meant to be used on (x86)|this header is for (x86) only|(NEON) intrinsics not available|unknown register name '(\w+)' in asm|invalid (?:output|input) constraint '([^']+)' in asm|\.[sS]:\d+:\d+: error: (.+)/,
    code: "WASI-BUILD-ASSEMBLER",
    reason: "it has assembler or intrinsics of real processors ($1)",
    remedy:
      "Look for a setting of the package that takes its portable C code instead (names with no-asm, generic, disable-simd).",
  },
  {
    sign: /\/ld(?:\.\w+)?: .*(?:file in wrong format|file format not recognized|incompatible with elf)|is neither ET_REL nor LLVM bitcode|gcc(?:-\d+)?: error: unrecognized/,
    code: "WASI-BUILD-OWN-COMPILER",
    reason: "its build calls a compiler or linker of this machine by itself",
    remedy:
      "Look for a setting that makes it use CC and CXX (environment: NAME=VALUE), or for a newer version of the package.",
  },
  {
    sign: /fatal error: '?((?:sys|net|netinet|arpa)\/[\w./]+|netdb\.h|ifaddrs\.h|pwd\.h|grp\.h|spawn\.h|syslog\.h|termios\.h|ucontext\.h)'? file not found/,
    remedy:
      "WASI has no $1: the package uses a part of POSIX that does not exist there. Look for a setting that leaves it out.",
  },
  {
    sign: /fatal error: '?([\w./+-]+\.h(?:pp)?)'? file not found/,
    remedy:
      "The header $1 is missing. If it belongs to a C library, write a recipe that builds it for WASI and name the file in native-deps (docs/how-to/native-deps.md).",
  },
  {
    sign: /headers or library files could not be found for (\w+)|ERROR: Dependency "([^"]+)" not found|ERROR: C(?:\+\+)? (?:shared or static )?library '([^']+)' not found|CMake Error[\s\S]{0,400}?Could NOT find (\w+) \(missing|configuration file provided by "(\w+)" with|unable to find library -l(\S+)|Package '?([\w.+-]+?)'?,? (?:required by '[^']*', )?(?:was )?not found|Could not find directory of (OpenSSL) installation|\b(\w+[-_]config)(?: executable)? not found/,
    code: "WASI-BUILD-LIBRARY",
    reason: "it needs the library $1, and there is none for WASI here",
    remedy:
      "Libraries of this machine are kept out. Look for a setting of the package that does without, or give the library a recipe (native-deps), or build it for WASI and name its folders: environment: CFLAGS=-I… and LDFLAGS=-L….",
  },
  {
    sign: /^.*?((?:[Pp]latform|[Oo]perating [Ss]ystem|OS|[Ss]ystem|[Aa]rchitecture|[Mm]achine)\b[^\n]{0,60}\b(?:not supported|unsupported)|(?:[Uu]nsupported|[Uu]nknown|[Uu]nrecognized) (?:platform|operating system|OS|system|host|target|arch(?:itecture)?|machine|CPU)\b[^\n]{0,80}|(?:not|needs)[^\n]{0,20} ported to this platform|(?:does not|doesn't) support[^\n]{0,30}(?:wasi|wasm32)[^\n]{0,30}|KeyError: [^\n]*'(?:wasi|wasm32)[^\n]*)/m,
    code: "WASI-BUILD-PLATFORM",
    reason: "it does not know the platform ($1)",
    remedy:
      "The package's build decides by sys.platform, os.uname() or macros of the compiler, which say wasi and wasm32. Look for a setting that names another platform or leaves the part out; else only its authors can help.",
  },
  {
    sign: /error: call to undeclared (?:library )?function '(\w+)'/,
    reason: "it calls $1(), which nothing declares for WASI",
    remedy:
      "Where $1() belongs to POSIX, WASI lacks what it stands for (processes, signals, users, terminals). Look for a setting that leaves that part of the package out; else for a header that the package forgot to include.",
  },
  {
    sign: /^error: could not compile `([^`]+)`/m,
    reason: "the crate $1 does not compile for WASI",
    remedy:
      "Rust's target for WASI is neither unix nor windows, so what a crate has for those two alone is left out. Look for a feature of the package that does without, or for another version.",
  },
];

export function failureCause(output: string): FailureCause | undefined {
  for (const { sign, code = "WASI-BUILD-FAILED", reason, remedy } of SIGNS) {
    const match = sign.exec(output);
    if (!match) continue;
    const group = match.slice(1).find((text) => text !== undefined) ?? "";
    const filled = (text: string) => text.replaceAll("$1", () => group.trim());
    return { code, reason: reason && filled(reason), remedy: filled(remedy) };
  }
  return undefined;
}
