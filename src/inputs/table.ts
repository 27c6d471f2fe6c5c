/**
 * Every input of the product, once: `action.yml`, `action-types.yml`, the flags of `pywasi` and docs/reference/inputs.md
 * are generated from this table (`npm run generate`), and reading it is checked against it.
 */
import type { InputSpec, Use } from "./input-spec.ts";
import { TEST_INPUTS } from "./test-inputs.ts";

const SETUP: readonly Use[] = ["action", "setup", "env", "build", "link", "doctor"];
const BUILD: readonly Use[] = ["action", "build"];
const LINK: readonly Use[] = ["action", "build", "link"];

export const INPUTS = {
  "python-version": {
    kind: "text",
    default: "",
    description:
      "Python to build for: a release (3.13.9), a series (3.13) or a range (>=3.11,<3.14). Default: what python-version-file, the setup-python step, .python-version, .tool-versions, pyproject.toml or Pipfile say, else the Python on PATH.",
    uses: [...SETUP, "lock", "audit"],
  },
  "python-version-file": {
    kind: "text",
    default: "",
    description:
      "File that says which Python to build for: .python-version, .tool-versions, pyproject.toml (requires-python), Pipfile, or any file with a version in it.",
    uses: SETUP,
  },
  "wasi-sdk-version": {
    kind: "text",
    default: "",
    description: "Number of the WASI SDK, where it is not to be the one that PEP 11 locks to the Python version.",
    uses: [...SETUP, "lock"],
  },
  "wasi-sdk-path": {
    kind: "text",
    default: "",
    description: "Folder of a WASI SDK that is installed already; its version is checked.",
    uses: SETUP,
  },
  strict: {
    kind: "boolean",
    default: "true",
    description:
      "Make a deviation from the lock an error; false turns it into a warning. SDK 26 and 27 are always refused.",
    uses: [...SETUP, "lock"],
  },
  cpython: {
    kind: "text",
    default: "auto",
    description:
      "CPython for WASI: auto (a release built with the locked SDK, else built from source), release, source, or the path of an install prefix, a build folder or CPython's source tree, which is then built.",
    uses: [...SETUP, "lock"],
  },
  "cpython-optimization": {
    kind: "choice",
    default: "default",
    choices: ["default", "O1", "O2", "O3", "Os", "Oz"],
    description: "Optimisation of CPython where it is built from source; default leaves CPython's own.",
    uses: SETUP,
  },
  "cpython-assertions": {
    kind: "boolean",
    default: "false",
    description: "Build CPython from source with its assertions (--with-assertions), which leave the ABI as it is.",
    uses: SETUP,
  },
  "cpython-configure": {
    kind: "lines",
    default: "",
    description:
      "More arguments for CPython's configure, one a line, where it is built from source: --without-doc-strings, --enable-wasm-dynamic-linking (3.15 and later).",
    uses: SETUP,
  },
  build: {
    kind: "lines",
    default: "",
    description:
      "What to build and link: a folder, sdist, wheel or requirement (numpy==2.4.6), one a line. Without it the action sets up only.",
    uses: ["action"],
  },
  "find-links": {
    kind: "lines",
    default: "",
    description:
      "Folders with wheels for WASI, or wheels, one a line: what a package compiles against is taken from these, and from what the same run built before.",
    uses: BUILD,
  },
  "native-deps": {
    kind: "lines",
    default: "",
    description:
      "C libraries to build for WASI and to offer to the builds: names of recipes (libyaml, openblas) or paths of recipe files (./mylib.json), one a line.",
    uses: SETUP,
  },
  "stdlib-modules": {
    kind: "text",
    default: "auto",
    description:
      "Modules of the standard library that need a C library, to be linked into the interpreter: any of zlib, bz2, lzma, sqlite3 and ctypes, or none; auto is zlib, where its sources can be had.",
    uses: LINK,
  },
  "config-settings": {
    kind: "lines",
    default: "",
    description:
      "Settings for the build back end, KEY=VALUE, one a line, as pip and build have them; a repeated key makes a list.",
    uses: BUILD,
  },
  environment: {
    kind: "lines",
    default: "",
    description: "Variables for the builds, NAME=VALUE, one a line.",
    uses: BUILD,
  },
  "before-build": {
    kind: "text",
    default: "",
    description: "A shell command to run in the package's folder before it is built, in the cross environment.",
    uses: BUILD,
  },
  "build-verbosity": {
    kind: "choice",
    default: "0",
    choices: ["0", "1"],
    description: "1 shows the output of the builds as it comes; 0 only where a build fails.",
    uses: BUILD,
  },
  "wheel-cache": {
    kind: "boolean",
    default: "true",
    description:
      "Take a wheel that was built before on this machine from the same sources, requirements, SDK, CPython and settings.",
    uses: BUILD,
  },
  "allow-pure": {
    kind: "boolean",
    default: "false",
    description: "Accept a wheel without compiled extensions from sources that announce some.",
    uses: BUILD,
  },
  "platform-tag": {
    kind: "choice",
    default: "wasi_0_0_0_wasm32",
    choices: ["wasi_0_0_0_wasm32", "wasi_wasm32"],
    description:
      "Platform tag of the wheels: the one that pip inside the target accepts, or CPython's own cross-build value.",
    uses: ["action", "setup", "env", "build"],
  },
  rust: {
    kind: "choice",
    default: "auto",
    choices: ["auto", "true", "false"],
    description:
      "Install Rust's standard library for wasm32-wasip1 with rustup: where a package needs it (auto), in any case, or never.",
    uses: ["action", "setup", "env", "build"],
  },
  "install-requires": {
    kind: "choice",
    default: "auto",
    choices: ["auto", "on", "off"],
    description:
      "What the packages require at run time: auto installs what is pure into the bundle and warns of what has native code and is not built with them; on makes that an error; off installs nothing.",
    uses: LINK,
  },
  fpcast: {
    kind: "boolean",
    default: "false",
    description:
      "Make every call through a function pointer work, whatever the function's type, at some cost to speed: for packages that trap with a signature mismatch all the same. Needs wasm-opt, or npm to install it.",
    uses: LINK,
  },
  optimize: {
    kind: "choice",
    default: "none",
    choices: ["none", "O1", "O2", "O3", "O4", "Os", "Oz"],
    description:
      "Run binaryen's wasm-opt over python.wasm with this level: about a tenth smaller, and slow to link. Needs wasm-opt, or npm to install it.",
    uses: LINK,
  },
  exceptions: {
    kind: "choice",
    default: "auto",
    choices: ["auto", "on", "off"],
    description:
      "C++ exceptions and setjmp: auto uses them where the SDK has the libraries (33 and later); on makes it an error where it has not; off ends the program at a throw, and runs on engines without exception handling.",
    uses: ["action", "setup", "env", "build", "link"],
  },
  undefined: {
    kind: "choice",
    default: "error",
    choices: ["error", "trap"],
    description:
      "Functions that nothing defines: error refuses to link and says who wants them; trap makes each one end the program with its name when it is called.",
    uses: LINK,
  },
  "keep-debug": {
    kind: "boolean",
    default: "false",
    description: "Keep the debug sections (DWARF) in python.wasm.",
    uses: LINK,
  },
  simd: {
    kind: "boolean",
    default: "false",
    description:
      "Compile for WebAssembly's 128-bit SIMD (-msimd128); faster where a package has loops that profit, for runtimes that have it.",
    uses: [...SETUP],
  },
  lto: {
    kind: "boolean",
    default: "false",
    description: "Optimise across the files of each extension (-flto): smaller and faster code, a longer build.",
    uses: [...SETUP],
  },
  ...TEST_INPUTS,
  "out-dir": {
    kind: "text",
    default: "wasi-out",
    description:
      "Folder for the results: wheels/ and bundle/ (python.wasm with its standard library and site-packages), index/.",
    uses: [...LINK, "run", "test", "index"],
  },
  "working-directory": {
    kind: "text",
    default: "",
    description: "Folder that relative paths start from. Default: the workspace, or the current folder.",
    uses: ["action"],
  },
  mirror: {
    kind: "text",
    default: "",
    description: "Base URL or folder that has the downloads instead of their origins, in the same layout.",
    uses: [...SETUP, "test"],
  },
  "manifest-file": {
    kind: "text",
    default: "",
    description:
      "JSON file, path or URL, with the names and sha256 of what the mirror has; it replaces the committed checksums.",
    uses: [...SETUP, "test"],
  },
  "github-token": {
    kind: "text",
    default: "",
    description:
      "Token for github.com, sent nowhere else; raises the rate limit where a release's digest is asked for.",
    uses: [...SETUP, "test"],
  },
  cache: {
    kind: "choice",
    default: "auto",
    choices: ["auto", "true", "false"],
    description:
      "Keep SDK and CPython in the workflow cache; auto leaves it out for releases, pushed tags, pull_request_target and workflow_run.",
    uses: ["action"],
  },
  "cache-suffix": {
    kind: "text",
    default: "",
    description: "Text at the end of the cache keys, to begin with new entries.",
    uses: ["action"],
  },
  "export-env": {
    kind: "choice",
    default: "auto",
    choices: ["auto", "true", "false"],
    description: "Export the cross environment to the following steps; auto does so only where nothing is built.",
    uses: ["action"],
  },
  "problem-matchers": {
    kind: "boolean",
    default: "true",
    description:
      "Where nothing is built by the action itself, turn errors that clang, wasm-ld, Meson, CMake and pytest print in the following steps into annotations.",
    uses: ["action"],
  },
  "job-summary": {
    kind: "boolean",
    default: "true",
    description: "Write the job summary.",
    uses: ["action"],
  },
} as const satisfies Record<string, InputSpec>;

export type InputName = keyof typeof INPUTS;

/** `INPUTS` with its general type, for code that walks over it. */
export const INPUT_SPECS: Readonly<Record<string, InputSpec>> = INPUTS;
