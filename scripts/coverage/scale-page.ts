/**
 * `docs/explanation/scale.md`: what the 1,000 most used packages on five Pythons would take, reckoned from what the
 * coverage run measured. Whatever is not measured stands in `ASSUMED` and is named as such on the page.
 */
import { formatBytes, formatDuration } from "../../src/report/job-report.ts";
import type { Measurement } from "./measurement.ts";

const ASSUMED = {
  packages: 1000,
  pythons: 5,
  /** Seconds of a job before its build: runner, checkout, SDK and CPython out of the cache, build tool. */
  jobSeconds: 45,
  /** Jobs at once on GitHub's plans for public repositories: free, team, enterprise. */
  jobsAtOnce: [20, 60, 500],
  /** US dollars a minute of a Linux runner with 2 cores, in a private repository; public ones pay nothing. */
  dollarsPerMinute: 0.006,
  /** Part of the packages that changed since a nightly run of the day before. */
  changedDaily: 0.03,
} as const;

/** @param corpus names of all packages that the coverage run has */
export function scalePage(corpus: readonly string[], all: readonly Measurement[]): string {
  const measurements = all.filter(({ otherSdk }) => otherSdk === undefined);
  const missing = corpus.filter((name) => !measurements.some((one) => one.package === name && one.build));
  const built = measurements.flatMap((one) => (one.build ? [{ ...one, milliseconds: workOf(one) }] : []));
  const times = built.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const sizes = built.flatMap(({ size }) => size ?? []);
  const mean = average(times);
  const jobs = ASSUMED.packages * ASSUMED.pythons;
  const jobTime = mean + ASSUMED.jobSeconds * 1000;
  const total = jobs * jobTime;
  const slowest = built.reduce((a, b) => (a.milliseconds > b.milliseconds ? a : b));
  return `${[
    "# Scale: the 1,000 most used packages on five Pythons",
    "Reckoned by `npm run coverage:packages` from what it measured ([coverage.md](../coverage.md)); nothing here was run at this scale.",
    "## Measured",
    table(
      ["", ""],
      [
        ["builds, of a package on a Python", String(built.length)],
        ["mean of build, link and tests", formatDuration(mean)],
        ["half of them take at most", formatDuration(times[Math.floor((times.length - 1) / 2)] ?? 0)],
        ["the longest", `${formatDuration(slowest.milliseconds)} (${slowest.package})`],
        ["mean size of a wheel", formatBytes(average(sizes))],
      ],
    ),
    "They were measured on a machine of 2 cores that did other work at the same time, so the times are too long rather than too short.",
    ...(missing.length > 0
      ? [
          `Not among them: ${missing.join(", ")}. Some of these take many times the mean, so everything below is a lower bound.`,
        ]
      : []),
    "## Assumed",
    table(
      ["", ""],
      [
        [
          "packages",
          `${ASSUMED.packages}, each with compiled extensions; in truth most are pure Python and need no build at all`,
        ],
        ["Pythons", String(ASSUMED.pythons)],
        ["a job before its build", `${ASSUMED.jobSeconds} s: runner, checkout, SDK and CPython out of the cache`],
        ["packages that change in a day", `${100 * ASSUMED.changedDaily} %`],
        ["a minute of a runner", `$${ASSUMED.dollarsPerMinute}; nothing in public repositories`],
      ],
    ),
    "## Everything once",
    `${jobs.toLocaleString("en")} jobs of ${formatDuration(jobTime)} are ${hours(total)} of a runner, $${Math.round((total / 60_000) * ASSUMED.dollarsPerMinute)} where it is paid for, and ${formatBytes(jobs * average(sizes))} of wheels.`,
    table(
      ["jobs at once", "done after"],
      ASSUMED.jobsAtOnce.map((most) => [String(most), hours(Math.max(total / most, slowest.milliseconds))]),
    ),
    "A matrix has at most 256 jobs, so a caller splits the list over several calls of the reusable workflow; each makes an index, and `pywasi index` makes one of all their artefacts.",
    "## Every night",
    `What did not change is taken from the wheel cache, by content. With ${100 * ASSUMED.changedDaily} % changed that is ${hours(total * ASSUMED.changedDaily)} of a runner; the other jobs take their ${ASSUMED.jobSeconds} s and the resolver's seconds. Asking first which packages have a new version leaves those out as well.`,
    "## Where it would hurt first",
    [
      "- GitHub keeps 10 GB of cache for a repository. With wheels alone that is enough; SDK and CPython are shared by all jobs.",
      "- Packages that need another one's wheel cannot start before it is there: they belong into a second call with `earlier`.",
      "- A few packages take most of the time. They are the ones to give a larger runner.",
    ].join("\n"),
  ].join("\n\n")}\n`;
}

function workOf({ build, link, tests }: Measurement): number {
  const own = build ? build.fetch + build.environment + build.build : 0;
  return own + (link ?? 0) + 1000 * (tests?.seconds ?? 0);
}

function average(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

function hours(milliseconds: number): string {
  const total = milliseconds / 3_600_000;
  return total < 1 ? `${Math.round(total * 60)} minutes` : `${total.toFixed(total < 10 ? 1 : 0)} hours`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
