/** `docs/coverage.md`, made of the measurements and nothing else. */
import { formatBytes, formatDuration } from "../../src/report/job-report.ts";
import type { CorpusPackage } from "./corpus.ts";
import { FAILURE_CLASSES } from "./failure-class.ts";
import type { Measurement, TestCounts } from "./measurement.ts";

export function coveragePage(corpus: readonly CorpusPackage[], measurements: readonly Measurement[]): string {
  // Those that did not build know the series of their Python alone; it is that of the others.
  const pythons = (some: readonly Measurement[]) =>
    [...new Set(some.flatMap(({ python, sdk }) => (sdk > 0 ? python : [])))].sort();
  const usual = measurements.filter(({ otherSdk }) => otherSdk === undefined);
  const others = Map.groupBy(
    measurements.filter(({ otherSdk }) => otherSdk !== undefined),
    ({ otherSdk }) => otherSdk,
  );
  return `${[
    "# Packages that were measured",
    "Each is the source distribution that its index has, unpatched, built with a user's own settings (`scripts/coverage/packages.json`), linked, imported module by module and run through its own tests. `npm run coverage:packages` measures and writes this page; the numbers as data are in [coverage.json](coverage.json). A test that is skipped because WASI lacks what it needs counts apart, and so does a failure that comes of it without saying so, each with its explanation.",
    ...pythons(usual).flatMap((python) => onPython(python, corpus, usual)),
    ...[...others.values()].flatMap((some) =>
      pythons(some).flatMap((python) =>
        onOtherSdk(
          python,
          corpus.filter(({ other = false }) => !other),
          some,
        ),
      ),
    ),
    "## Classes of failures",
    table(["class", "means"], Object.entries(FAILURE_CLASSES)),
  ].join("\n\n")}\n`;
}

function onPython(
  python: string,
  all: readonly CorpusPackage[],
  measurements: readonly Measurement[],
): readonly string[] {
  const corpus = all.filter(({ other = false }) => !other);
  const rows = rowsOf(python, corpus, measurements);
  const others = rowsOf(
    python,
    all.filter(({ other = false }) => other),
    measurements,
  );
  const missing = corpus.filter(({ name }) => !rows.some(({ one }) => one.name === name)).map(({ name }) => name);
  return [
    ...column(python, rows),
    ...(missing.length > 0 ? [`Not measured yet: ${missing.join(", ")}.`] : []),
    ...otherPackages(python, others),
  ];
}

/** A few packages alone: those that the Python's own SDK cannot do justice. */
function onOtherSdk(
  python: string,
  corpus: readonly CorpusPackage[],
  measurements: readonly Measurement[],
): readonly string[] {
  const [heading = "", ...rest] = column(python, rowsOf(python, corpus, measurements));
  const why =
    "Not the SDK that this Python is locked to: CPython was built with it for this, because its C++ libraries have exceptions. What throws is measured here once more.";
  return [heading, why, ...rest];
}

function column(python: string, rows: readonly Row[]): readonly string[] {
  const good = rows.filter(({ found }) => found.failure === null);
  const limits = sumOf(rows.flatMap(({ found }) => Object.entries(found.tests?.limited ?? {})));
  const sdks = [...new Set(rows.map(({ found }) => found.sdk).filter((sdk) => sdk > 0))].join(", ");
  return [
    `## Python ${python}, WASI SDK ${sdks}`,
    `${good.length} of ${rows.length} packages have no failure. Measured ${days(rows)}.`,
    table(
      [
        "package",
        "version",
        "back end",
        "language",
        "built in",
        "modules",
        "imports",
        "tests passed",
        "failed",
        "skipped",
        "WASI lacks it",
        "explained",
        "class",
      ],
      rows.map(({ one, found }) => row(one, found)),
    ),
    ...(limits.length > 0
      ? [
          "Tests skipped because WASI has none of:",
          table(
            ["", "tests"],
            limits.map(([limit, count]) => [limit, String(count)]),
          ),
        ]
      : []),
    ...explanations(rows.map(({ found }) => found)),
    ...failures(rows.map(({ found }) => found)),
  ];
}

interface Row {
  readonly one: CorpusPackage;
  readonly found: Measurement;
}

function rowsOf(python: string, packages: readonly CorpusPackage[], all: readonly Measurement[]): readonly Row[] {
  return packages.flatMap((one) => {
    const found = all.find((measured) => measured.package === one.name && onSame(measured.python, python));
    return found ? [{ one, found }] : [];
  });
}

/** A package that did not build has the series alone, `3.11`. */
function onSame(measured: string, python: string): boolean {
  return measured === python || python.startsWith(`${measured}.`);
}

function otherPackages(python: string, rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const good = rows.filter(({ found }) => found.failure === null).length;
  return [
    `### Others on Python ${python}`,
    `Packages that were tried as they came: whether they build, link and import, without their tests. ${good} of ${rows.length} do.`,
    table(
      ["package", "version", "back end", "language", "modules", "imports", "class", "what stands in the way"],
      rows.map(({ one, found }) => [
        one.name,
        found.version ?? "–",
        one.backend,
        one.language,
        sizeOf(found),
        importsOf(found),
        found.failure?.class ?? "",
        found.failure?.text ?? "",
      ]),
    ),
  ];
}

function sizeOf({ modules, size }: Measurement): string {
  return modules === null || size === null ? "–" : `${modules} (${formatBytes(size)})`;
}

function importsOf({ imports }: Measurement): string {
  if (!imports) return "–";
  return `${imports.done} of ${imports.done + imports.failed.length + (imports.lacking?.length ?? 0)}`;
}

function row(one: CorpusPackage, found: Measurement): readonly string[] {
  const { build, imports, tests } = found;
  const time = build ? formatDuration(build.fetch + build.environment + build.build) : "–";
  const lacks = tests ? String(totalOf(tests.limited)) : "–";
  return [
    one.name,
    found.version ?? "–",
    one.backend,
    one.language,
    time,
    sizeOf(found),
    importsOf(found),
    ...(tests ? testCells(tests) : [one.tests === null && imports ? "not run" : "–", "–", "–"]),
    lacks,
    tests ? String(totalOf(tests.explained ?? {})) : "–",
    found.failure?.class ?? "",
  ];
}

function testCells({ passed, failed, skipped }: TestCounts): readonly string[] {
  return [String(passed), String(failed), String(skipped)];
}

function failures(measured: readonly Measurement[]): readonly string[] {
  const failed = measured.flatMap(({ package: name, failure }) => (failure ? [`- ${name}: ${failure.text}`] : []));
  return failed.length > 0 ? ["What went wrong, in the words of the first error:", failed.join("\n")] : [];
}

/** What fails or does not import for what WASI lacks. */
function explanations(measured: readonly Measurement[]): readonly string[] {
  const lines = measured.flatMap(({ package: name, imports, tests }) => [
    ...(imports?.lacking ?? []).map((text) => `- ${name}: ${text}, a module of the standard library that WASI lacks.`),
    ...Object.entries(tests?.explained ?? {}).map(([reason, count]) => `- ${name}: ${count} failed. ${reason}`),
  ]);
  return lines.length > 0 ? ["Explained:", lines.join("\n")] : [];
}

function totalOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Adds up what comes several times, the most first. */
function sumOf(entries: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const [name, count] of entries) sums.set(name, (sums.get(name) ?? 0) + count);
  return [...sums].sort(([, a], [, b]) => b - a);
}

function days(rows: readonly { readonly found: Measurement }[]): string {
  const dates = rows.map(({ found }) => found.date).sort();
  const [first = "", last = ""] = [dates[0], dates.at(-1)];
  return first === last ? `on ${first}` : `between ${first} and ${last}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
