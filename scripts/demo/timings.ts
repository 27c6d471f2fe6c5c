/** The table of the demo: what each step took, what of that is ours, and how it compares with the goals. */
import { formatBytes, formatDuration } from "../../src/report/job-report.ts";

/** What `pywasi build --json` prints, as far as the demo reads it. */
export interface BuildOutput {
  readonly wheels: readonly {
    readonly milliseconds: { readonly fetch: number; readonly environment: number; readonly build: number };
    readonly report: { readonly file: string; readonly size: number; readonly modules: readonly string[] };
  }[];
  readonly pythonWasm: string;
  readonly link: { readonly size: number; readonly milliseconds: number; readonly moduleNames: readonly string[] };
  readonly milliseconds: Readonly<Record<string, number>>;
}

export interface Measured {
  /** Milliseconds of the whole `pywasi build`. */
  readonly total: number;
  /** Of a `pywasi setup` after it. */
  readonly secondSetup: number;
  /** Of `pywasi run`, from the start of the process to its end. */
  readonly firstRun: number;
}

/** Steps that happen once for a machine. */
const ONCE = ["WASI SDK", "CPython for WASI", "Build tool"];

export function timings(built: BuildOutput, { total, secondSetup, firstRun }: Measured): string {
  const sum = (key: "fetch" | "environment" | "build") =>
    built.wheels.reduce((all, { milliseconds }) => all + milliseconds[key], 0);
  const once = ONCE.reduce((all, step) => all + (built.milliseconds[step] ?? 0), 0);
  const own = total - once - sum("fetch") - sum("environment") - sum("build");
  const rows: [string, string][] = [
    ...built.wheels.map(({ report }): [string, string] => [
      report.file,
      `${report.modules.length} modules, ${formatBytes(report.size)}`,
    ]),
    ["set-up, once for a machine", formatDuration(once)],
    ["the package's sources", formatDuration(sum("fetch"))],
    ["its build requirements", formatDuration(sum("environment"))],
    ["its own build", formatDuration(sum("build"))],
    ["all of ours on top of that", formatDuration(own)],
    ["of which the relink", formatDuration(built.link.milliseconds)],
    ["a second set-up", formatDuration(secondSetup)],
    ["pywasi run, from start to end", formatDuration(firstRun)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}
