/** `docs/exceptions.md`: which cases of C++ exceptions and setjmp() hold under which engine, written by their run. */
import type { Engine } from "../corpus/under-engine.ts";

export interface ExceptionsRun {
  readonly python: string;
  readonly sdk: number;
  /** Names, in order. */
  readonly cases: readonly string[];
  readonly engines: readonly Engine[];
}

export function exceptionsPage({ python, sdk, cases, engines }: ExceptionsRun): string {
  const rows = cases.map((name) => [
    name,
    ...engines.map(({ outcomes }) => {
      const found = outcomes.checks.find((one) => one.name === name);
      return found === undefined ? "not reached" : (found.failure ?? "holds");
    }),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const head = ["case", ...engines.map(({ name }) => name)];
  return `<!-- Written by \`npm run exceptions:prove\`; do not edit. -->

# C++ exceptions and setjmp(): what was run

A pybind11 module, a nanobind module and a C module that jumps (\`scripts/exceptions\`), in one interpreter: CPython ${python}
built with a stand-in of WASI SDK ${sdk}, whose C++ libraries with exceptions the local mirror builds from LLVM's sources.
Python 3.15, which is locked to that SDK, could not be had here. Repeat it with \`npm run exceptions:prove\`; how it works:
[exceptions](explanation/exceptions.md).

${[line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n")}
`;
}
