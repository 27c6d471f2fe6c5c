/** The inputs that say how tests run, part of the one table of inputs. */
import type { InputSpec, Use } from "./input-spec.ts";

const TEST: readonly Use[] = ["action", "test"];

export const TEST_INPUTS = {
  "test-command": {
    kind: "lines",
    default: "",
    description:
      "Tests to run in the linked interpreter after the build, one command a line: pytest …, python -m unittest …, python -c CODE, python -m MODULE or python FILE.",
    uses: TEST,
  },
  "test-requires": {
    kind: "lines",
    default: "",
    description:
      "What the tests require, one requirement a line, as pip reads them: pure wheels, and what was built. pytest is added where the command is pytest.",
    uses: TEST,
  },
  "test-extras": {
    kind: "lines",
    default: "",
    description: "Extras of the built packages that the tests require, one a line.",
    uses: TEST,
  },
  "test-groups": {
    kind: "lines",
    default: "",
    description: "Dependency groups (PEP 735) of the pyproject.toml in the working folder, one a line.",
    uses: TEST,
  },
  "test-timeout": {
    kind: "text",
    default: "300",
    description:
      "Seconds that a single test, or the import of a test file, may take; it is ended then, and counts as failed.",
    uses: TEST,
  },
  "test-workers": {
    kind: "text",
    default: "auto",
    description: "Interpreters that share the tests; auto: as many as there are cores.",
    uses: TEST,
  },
  "test-environment": {
    kind: "lines",
    default: "",
    description: "Variables that the tests see, NAME=VALUE, one a line; nothing of the job's environment reaches them.",
    uses: TEST,
  },
  "test-folders": {
    kind: "lines",
    default: "",
    description: "More folders that the tests see, HOST or HOST::GUEST, one a line, besides the working folder.",
    uses: TEST,
  },
  "test-memory": {
    kind: "text",
    default: "2048",
    description: "Most memory of an interpreter that runs tests, in MiB, at most 4096.",
    uses: TEST,
  },
  "test-disk": {
    kind: "text",
    default: "2048",
    description: "Most that a single test may write to files, in MiB; node only.",
    uses: TEST,
  },
  "test-stack": {
    kind: "text",
    default: "64",
    description: "Stack of an interpreter that runs tests, in MiB.",
    uses: TEST,
  },
  "wasi-skips": {
    kind: "choice",
    default: "auto",
    choices: ["auto", "off"],
    description:
      "Whether a test that fails only for what WASI lacks (threads, processes, sockets, …) counts as skipped, with that reason; off shows such tests as failures.",
    uses: TEST,
  },
  runtime: {
    kind: "text",
    default: "node",
    description:
      "What runs the tests: node (nothing to install), wasmtime (the one on PATH, else a pinned one is installed), or the path of a wasmtime.",
    uses: TEST,
  },
  compare: {
    kind: "choice",
    default: "none",
    choices: ["none", "native"],
    description:
      "native runs the same tests in the build machine's Python too, and lists first what passes there and fails in WASI.",
    uses: TEST,
  },
} as const satisfies Record<string, InputSpec>;
