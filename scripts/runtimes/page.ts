/** docs/runtimes.md: whether node:wasi and wasmtime agree on the packages' own tests, out of docs/runtimes.json. */
import { type Agreement, type Reason, reasonFor } from "./agreement.ts";

export function runtimesPage(agreements: readonly Agreement[], reasons: readonly Reason[]): string {
  const pythons = [...new Set(agreements.map(({ python }) => python))].sort();
  return `${[
    "<!-- Written by `npm run runtimes:agree` from docs/runtimes.json; do not edit. -->",
    "# Tests under node:wasi and under wasmtime",
    "The own tests of packages of the [corpus](coverage.md), run twice by `pywasi test`: under node:wasi and with `runtime: wasmtime`, each in a fresh folder. Test by test the ends are compared: passed, failed, skipped, skipped for what WASI lacks, and so on. `npm run runtimes:agree [-- PACKAGE…] [--python X.Y]` repeats it; its exit code is 1 where a difference has no reason in `scripts/runtimes/reasons.json`.",
    ...pythons.flatMap((python) =>
      onPython(
        agreements.filter((one) => one.python === python),
        reasons,
      ),
    ),
  ].join("\n\n")}\n`;
}

function onPython(agreements: readonly Agreement[], reasons: readonly Reason[]): readonly string[] {
  const [first] = agreements;
  if (first === undefined) return [];
  const sum = (of: (one: Agreement) => number) => agreements.reduce((total, one) => total + of(one), 0);
  const differences = agreements.flatMap((one) => one.differences.map((difference) => ({ one, difference })));
  const packages = agreements.length === 1 ? "1 package" : `${agreements.length} packages`;
  return [
    `## Python ${first.python}, WASI SDK ${first.sdk}`,
    `${packages}, ${sum(({ tests }) => tests)} tests, of which ${differences.length} end differently under ${[...new Set(agreements.map(({ runtime }) => runtime))].join(" and ")}.`,
    table(
      ["package", "version", "tests", "passed under both", "the same otherwise", "different", "node", "wasmtime"],
      agreements.map(row),
    ),
    ...(differences.length === 0
      ? []
      : [
          "### What differs",
          table(
            ["package", "test", "node", "wasmtime", "why"],
            differences.map(({ one, difference }) => [
              one.package,
              `\`${difference.id}\``,
              difference.node ?? "not run",
              difference.wasmtime ?? "not run",
              reasonFor(one.package, difference, reasons)?.reason ?? "not explained",
            ]),
          ),
        ]),
  ];
}

function row({ package: name, version, tests, same, differences, seconds }: Agreement): readonly string[] {
  const passed = same.passed ?? 0;
  return [
    name,
    version,
    ...[tests, passed, tests - passed - differences.length, differences.length].map(String),
    ...[seconds.node, seconds.wasmtime].map((figure) => `${figure.toFixed(1)} s`),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
