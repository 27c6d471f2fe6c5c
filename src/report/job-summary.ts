/** The job summary: what was used and why, what came out, how long it took. */
import type { UserError } from "./errors.ts";
import { formatBytes, formatCount, formatDuration, type JobReport } from "./job-report.ts";

/** GitHub-flavoured Markdown. */
export function jobSummary(report: JobReport): string {
  const sections = [
    "## Python for WASI",
    table(
      ["", "version", "why", "from", "size", ""],
      [
        [
          "CPython",
          report.python.version,
          report.python.why,
          report.python.origin,
          size(report.sizes?.python),
          found(report.python.installed),
        ],
        [
          "WASI SDK",
          String(report.sdk.number),
          report.sdk.why,
          report.sdk.origin,
          size(report.sizes?.sdk),
          found(report.sdk.installed),
        ],
      ],
    ),
  ];
  if (report.cache) sections.push(cacheLine(report.cache));
  if (report.wheels.length > 0) {
    sections.push(
      table(
        ["wheel", "modules", "size", "built in", "sha256"],
        report.wheels.map((wheel) => [
          `\`${wheel.file}\``,
          String(wheel.modules.length),
          formatBytes(wheel.size),
          formatDuration(wheel.milliseconds),
          `\`${wheel.sha256}\``,
        ]),
      ),
    );
  }
  if (report.link) {
    const plain = report.link.plainSize ? ` (the plain interpreter: ${formatBytes(report.link.plainSize)})` : "";
    sections.push(
      `\`python.wasm\` with ${formatCount(report.link.moduleNames.length, "extension module")}: ${formatBytes(report.link.size)}${plain}, linked in ${formatDuration(report.link.milliseconds)}.`,
      ...report.link.warnings.map((warning) => `> ${markdown(warning)}`),
    );
  }
  const mismatches = (report.link?.signatures ?? []).flatMap(({ module, report }) =>
    report.findings.map((finding) => [
      module,
      `\`${finding.function}\`${finding.file === undefined ? "" : ` (${finding.file}:${finding.line})`}`,
      `${finding.slot}${finding.name === "" ? "" : ` "${finding.name}"`} in \`${finding.table}\``,
      finding.expected,
      finding.found,
      finding.repaired ? "repaired" : "traps when called",
    ]),
  );
  if (mismatches.length > 0) {
    sections.push(
      details(
        mismatches.length === 1
          ? "1 function has another type than Python calls"
          : `${mismatches.length} functions have another type than Python calls`,
        table(["module", "function", "table", "called as", "is", ""], mismatches),
      ),
    );
  }
  sections.push(
    details(
      "Times",
      table(
        ["step", "time"],
        Object.entries(report.times).map(([step, time]) => [step, formatDuration(time)]),
      ),
    ),
  );
  const dropped = report.wheels.flatMap((wheel) =>
    Object.entries(wheel.dropped).map(([argument, count]) => [`\`${wheel.file}\``, `\`${argument}\``, String(count)]),
  );
  if (dropped.length > 0) {
    sections.push(
      details("Arguments of the build machine that were left out", table(["wheel", "argument", "times"], dropped)),
    );
  }
  const options = Object.entries(report.options);
  if (options.length > 0) {
    sections.push(
      details(
        "Inputs",
        table(
          ["input", "value"],
          options.map(([name, value]) => [`\`${name}\``, `\`${value.replaceAll("\n", " ")}\``]),
        ),
      ),
    );
  }
  return `${sections.join("\n\n")}\n`;
}

/** What stands in the summary of a job that failed. */
export function failureSummary(error: UserError): string {
  const details = error.details.length > 0 ? `\n\n\`\`\`\n${error.details.join("\n")}\n\`\`\`` : "";
  return `## Python for WASI: ${error.code}\n\n${markdown(error.message)}${details}\n\n**What to do:** ${markdown(error.remedy)}\n\n[More about ${error.code}](${error.page})\n`;
}

function cacheLine({ use, outcomes }: NonNullable<JobReport["cache"]>): string {
  const said = { hit: "taken from it", miss: "not there yet", damaged: "damaged, thrown away" };
  const each = outcomes.map(
    ({ tool, version, state, milliseconds }) => `${tool} ${version} ${said[state]} (${formatDuration(milliseconds)})`,
  );
  const what = use.on && each.length === 0 ? ["not asked, everything was installed already"] : each;
  return markdown(`Workflow cache: ${use.on ? what.join("; ") : "not used"} (${use.reason}).`);
}

/** Of what somebody else has put there nothing is told. */
function size(bytes: number | undefined): string {
  return bytes === undefined ? "" : formatBytes(bytes);
}

function found(installed: boolean): string {
  return installed ? "installed now" : "found";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdown).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

function details(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** Text that stays text in a table cell. */
function markdown(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
