/** docs/numpy.md: how NumPy's own suite fares on each Python, out of docs/numpy.json. */
import { formatDuration } from "../../src/report/job-report.ts";
import { type Measured, type Reason, reasonFor } from "./record.ts";

export function numpyPage(runs: readonly Measured[], reasons: readonly Reason[]): string {
  const head = [
    "Python",
    ...["passed", "failed", "errors", "crashed", "timed out", "skipped by NumPy", "skipped for WASI"],
    ...["failed as expected", "time"],
  ];
  const sections = [
    "<!-- Written by `npm run numpy:tests` from docs/numpy.json; do not edit. -->",
    "# NumPy's own tests",
    "All of NumPy's own tests, of an unpatched NumPy without BLAS, linked into CPython for WASI with `stdlib-modules: zlib ctypes`. `npm run numpy:tests -- --python X.Y` repeats a run; `--native` adds the native run and the ratio. The times are those of a machine with two cores that had other work to do.",
    table(head, runs.map(summary)),
  ];
  for (const run of runs) sections.push(...sectionOf(run, reasons));
  return `${sections.join("\n\n")}\n`;
}

function summary({ python, totals, seconds }: Measured): string[] {
  const counts = [
    totals.passed + totals.xpassed,
    ...[
      totals.failed,
      totals.error,
      totals.crashed,
      totals["timed-out"],
      totals.skipped,
      totals.limited,
      totals.xfailed,
    ],
  ];
  return [python, ...counts.map(String), formatDuration(seconds * 1000)];
}

function sectionOf(run: Measured, reasons: readonly Reason[]): readonly string[] {
  const { python, numpy, sdk, command, runtime, workers, ratio, failed, limits, slowest } = run;
  const native = ratio === undefined ? "" : ` It took ${ratio.toFixed(2)} times the native wall time of the same run.`;
  return [
    `## Python ${python}`,
    `\`${numpy}\`, WASI SDK ${sdk}, \`${command}\` under ${runtime}, ${workers} interpreters at once.${native}`,
    "### What fails",
    failed.length === 0 ? "Nothing." : table(["test", "outcome", "why"], failed.map(failure(reasons))),
    ...(limits.length === 0
      ? []
      : [
          "### What is skipped for WASI",
          table(
            ["WASI has no", "tests"],
            limits.map(([limit, tests]) => [limit, String(tests)]),
          ),
        ]),
    "### The slowest",
    table(
      ["test", "seconds"],
      slowest.map(({ id, seconds }) => [`\`${id}\``, seconds.toFixed(1)]),
    ),
  ];
}

function failure(reasons: readonly Reason[]) {
  return (result: Measured["failed"][number]): readonly string[] => {
    const known = reasonFor(result, reasons);
    const link = known?.link ? ` ([upstream](${known.link}))` : "";
    return [`\`${result.id}\``, result.outcome, known ? `${known.reason}${link}` : "**not explained**"];
  };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
