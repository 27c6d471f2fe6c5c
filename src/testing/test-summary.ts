/** The tests' part of the job summary. */
import { formatCount, formatDuration } from "../report/job-report.ts";
import type { Comparison } from "./comparison.ts";
import { isBad, limits, OUTCOMES, slowest, type TestResult, type TestRun, totals } from "./results.ts";
import { word } from "./test-text.ts";

const MOST_FAILURES = 50;
const SLOWEST = 10;
/** GitHub refuses a summary of more than 1 MiB; a part of it is enough for one text. */
const LONGEST_TEXT = 3000;

/** GitHub-flavoured Markdown. */
export function testSummary(run: TestRun, comparison: Comparison | undefined): string {
  const counts = totals(run.results);
  const shown = OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome === "passed");
  const bad = comparison ? [...comparison.onlyInWasi, ...comparison.inBoth] : run.results.filter(isBad);
  const sections = [
    `## Tests in python.wasm: ${bad.length === 0 ? "passed" : "failed"}`,
    `\`${run.command}\`: ${formatCount(run.results.length, "test")} in ${formatDuration(run.seconds * 1000)} (${run.runtime}, ${run.workers} at once)`,
    table(
      shown.map((outcome) => (outcome === "limited" ? "WASI skips" : outcome)),
      [shown.map((outcome) => String(counts[outcome]))],
    ),
  ];
  if (comparison) {
    sections.push(
      `Compared with native Python: **${comparison.onlyInWasi.length} fail in WASI only**, ${comparison.inBoth.length} in both, ${comparison.onlyNatively.length} natively only; ${comparison.ratio.toFixed(2)} times the native time.`,
    );
  }
  if (bad.length > 0) sections.push(failures(bad, comparison));
  const missing = limits(run.results);
  if (missing.length > 0) {
    sections.push(
      details(
        "Skipped for what WASI lacks",
        table(
          ["WASI has no", "tests"],
          missing.map(([limit, count]) => [limit, String(count)]),
        ),
      ),
    );
  }
  for (const exit of new Set(run.exits)) sections.push(`> After the last test, and no test's fault: ${text(exit)}`);
  if (run.results.length > 0) {
    sections.push(
      details(
        "Slowest tests",
        table(
          ["test", "seconds"],
          slowest(run.results, SLOWEST).map(({ id, seconds }) => [`\`${id}\``, seconds.toFixed(2)]),
        ),
      ),
    );
  }
  return `${sections.join("\n\n")}\n`;
}

function failures(bad: readonly TestResult[], comparison: Comparison | undefined): string {
  const ours = new Set(comparison?.onlyInWasi);
  const rows = bad
    .slice(0, MOST_FAILURES)
    .map((result) => [
      word(result).toLowerCase(),
      `\`${result.id}\``,
      result.message ?? "",
      ...(comparison ? [ours.has(result) ? "WASI only" : "both"] : []),
    ]);
  const head = ["", "test", "why", ...(comparison ? ["fails in"] : [])];
  const more = bad.length > MOST_FAILURES ? `\n\n… and ${bad.length - MOST_FAILURES} more` : "";
  const texts = bad
    .slice(0, MOST_FAILURES)
    .filter((result) => result.text)
    .map((result) => details(text(result.id), `\`\`\`\`\n${(result.text ?? "").slice(-LONGEST_TEXT)}\n\`\`\`\``));
  return `${table(head, rows)}${more}\n\n${texts.join("\n")}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => text(cell)).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

function details(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function text(words: string): string {
  return words.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");
}
