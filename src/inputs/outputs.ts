/** Every output of the action, once; `action.yml` and docs/reference/outputs.md are generated from this table. */
export const OUTPUTS = {
  "python-version": "The CPython version for WASI, X.Y.Z.",
  "wasi-sdk-version": "Number of the WASI SDK.",
  "wasi-sdk-path": "Folder of the WASI SDK.",
  sysroot: "The SDK's sysroot.",
  cc: "The C compiler for wasm32-wasip1.",
  cxx: "The C++ compiler for wasm32-wasip1.",
  "env-file": "The cross environment as a file of NAME=VALUE lines.",
  "meson-cross-file": "The Meson cross file.",
  "cmake-toolchain-file": "The CMake toolchain file.",
  "python-wasm": "The linked interpreter, where something was built.",
  bundle: "Folder with python.wasm, its standard library and site-packages, where something was built.",
  wheels: "The wheels that were built, one path a line.",
  "test-results": "The results of the tests as JSON, where a test command was given.",
  "test-report": "The results of the tests as JUnit XML, where a test command was given.",
  "tests-passed": "How many tests passed.",
  "tests-failed": "How many tests failed, crashed or did not end.",
  "cache-hit": "true where SDK and CPython for WASI were there already, installed or in the workflow cache.",
  "lock-source": "Why this SDK: the decision and its source.",
} as const;

export type OutputName = keyof typeof OUTPUTS;
