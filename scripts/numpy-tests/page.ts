/** docs/numpy.md: how NumPy's own suite fares, written by the run that measured it. */
import { formatDuration } from "../../src/report/job-report.ts";
import { isBad, limits, slowest } from "../../src/testing/results.ts";
import { type Reason, type RunRecord, reasonFor } from "./record.ts";

export interface Versions {
  readonly numpy: string;
  readonly python: string;
  readonly sdk: number;
}

export function numpyPage(record: RunRecord, reasons: readonly Reason[], versions: Versions): string {
  const { totals, comparison } = record;
  const failed = record.results.filter(isBad);
  const sections = [
    "<!-- Written by `npm run numpy:tests`; do not edit. -->",
    "# NumPy's own tests",
    `\`${versions.numpy}\`, unpatched, without BLAS, linked into CPython ${versions.python} with WASI SDK ${versions.sdk}, all of its tests (\`${record.command}\`) under ${record.runtime}, ${record.workers} interpreters at once. Repeat it with \`npm run numpy:tests\`; \`npm run numpy:tests -- --native\` adds the native run and the ratio.`,
    table(
      [
        "passed",
        "failed",
        "errors",
        "crashed",
        "timed out",
        "skipped by NumPy",
        "skipped for WASI",
        "failed as expected",
        "time",
      ],
      [
        [
          totals.passed + totals.xpassed,
          totals.failed,
          totals.error,
          totals.crashed,
          totals["timed-out"],
          totals.skipped,
          totals.limited,
          totals.xfailed,
          formatDuration(record.seconds * 1000),
        ].map(String),
      ],
    ),
  ];
  if (comparison) {
    sections.push(
      `Native CPython with NumPy's own wheel, in the same run and with as many workers: ${comparison.ratio.toFixed(2)} times the native wall time; ${comparison.inBoth.length} of the failures below happen natively too.`,
    );
  }
  sections.push("## What fails", failed.length === 0 ? "Nothing." : failures(record, reasons));
  const missing = limits(record.results);
  if (missing.length > 0) {
    sections.push(
      "## What is skipped for WASI",
      table(
        ["WASI has no", "tests"],
        missing.map(([limit, count]) => [limit, String(count)]),
      ),
    );
  }
  sections.push(
    "## The slowest",
    table(
      ["test", "seconds"],
      slowest(record.results, 10).map(({ id, seconds }) => [`\`${id}\``, seconds.toFixed(1)]),
    ),
  );
  return `${sections.join("\n\n")}\n`;
}

function failures(record: RunRecord, reasons: readonly Reason[]): string {
  const rows = record.results.filter(isBad).map((result) => {
    const known = reasonFor(result, reasons);
    const why = known
      ? `${known.reason}${known.link === "" ? "" : ` ([upstream](${known.link}))`}`
      : "**not explained**";
    return [`\`${result.id}\``, result.outcome, why];
  });
  return table(["test", "outcome", "why"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
