/** What a person reads at the end of the tests, on a terminal or in a log. */
import { formatDuration } from "../report/job-report.ts";
import type { Comparison } from "./comparison.ts";
import { isBad, limits, slowest, type TestResult, type TestRun, totalsLine } from "./results.ts";

const LONGEST_OUTPUT = 4000;

export interface TextOptions {
  /** How many of the slowest tests. */
  readonly durations: number;
}

export function runText(run: TestRun, comparison: Comparison | undefined, { durations }: TextOptions): string {
  const bad = comparison ? [...comparison.onlyInWasi, ...comparison.inBoth] : run.results.filter(isBad);
  const lines = bad.flatMap((result) => failureLines(result));
  if (durations > 0) {
    lines.push("", "slowest tests:");
    lines.push(...slowest(run.results, durations).map(({ id, seconds }) => `  ${seconds.toFixed(2)} s  ${id}`));
  }
  const missing = limits(run.results);
  if (missing.length > 0) {
    lines.push("", "skipped, because WASI has no");
    lines.push(...missing.map(([limit, count]) => `  ${String(count).padStart(5)}  ${limit}`));
  }
  if (run.exits.length > 0) {
    lines.push("", "After the last test (no test's fault):", ...new Set(run.exits.map((exit) => `  ${exit}`)));
  }
  if (comparison) lines.push("", ...comparisonLines(comparison));
  if (bad.length > 0) lines.push("", ...bad.map((result) => `${word(result)} ${result.id}${reason(result)}`));
  const deselected = run.deselected > 0 ? `, ${run.deselected} deselected` : "";
  const warned = run.warnings > 0 ? `, ${run.warnings} different warnings` : "";
  lines.push(
    "",
    `${totalsLine(run.results)}${deselected}${warned} in ${formatDuration(run.seconds * 1000)} (${run.runtime}, ${run.workers} at once)`,
  );
  return lines.join("\n").replace(/^\n+/, "");
}

function failureLines(result: TestResult): readonly string[] {
  const title = ` ${result.id} `;
  const width = Math.max(0, 100 - title.length);
  const lines = ["", `${"_".repeat(width >> 1)}${title}${"_".repeat(width - (width >> 1))}`];
  if (result.outcome === "crashed" || result.outcome === "timed-out") lines.push(result.message ?? "");
  if (result.text) lines.push(result.text);
  for (const [title, output] of result.output ?? []) {
    lines.push(`--- ${title} ---`, output.length > LONGEST_OUTPUT ? `[…]${output.slice(-LONGEST_OUTPUT)}` : output);
  }
  return lines;
}

function comparisonLines({ onlyInWasi, inBoth, onlyNatively, ratio }: Comparison): readonly string[] {
  return [
    `compared with native: ${onlyInWasi.length} fail in WASI only, ${inBoth.length} in both, ${onlyNatively.length} natively only; ${ratio.toFixed(2)} times the native time`,
  ];
}

export function word({ outcome }: TestResult): string {
  return outcome === "timed-out"
    ? "TIMED OUT"
    : outcome === "crashed"
      ? "CRASHED"
      : outcome === "error"
        ? "ERROR"
        : "FAILED";
}

export function reason({ message }: TestResult): string {
  return message === undefined || message === "" ? "" : ` - ${message}`;
}
