/** `docs/one-interpreter.md`: what became of all packages in one interpreter, written by the run that measured it. */
import { formatBytes, formatDuration } from "../../src/report/job-report.ts";
import type { Outcome } from "./guest-checks.ts";
import type { Engine } from "./under-engine.ts";

export interface LinkedPackage {
  readonly name: string;
  readonly version: string;
  /** Bytes of the wheel. */
  readonly size: number;
  /** Dotted names. */
  readonly modules: readonly string[];
}

export interface Together {
  readonly python: string;
  readonly sdk: number;
  readonly packages: readonly LinkedPackage[];
  readonly refused: readonly { readonly name: string; readonly refusal: string }[];
  /** Bytes of python.wasm. */
  readonly size: number;
  /** Functions whose signatures were repaired. */
  readonly repaired: number;
  /** Milliseconds of the relink, the least of some. */
  readonly link: number;
  readonly engines: readonly Engine[];
  /** Modules that cannot be imported without what CPython for WASI has not, and what that is. */
  readonly expected: Readonly<Record<string, string>>;
}

/** What fails and should not. */
export function unexpected({ outcomes }: Engine, expected: Together["expected"]): readonly Outcome[] {
  return [...outcomes.imports, ...outcomes.checks].filter(
    ({ name, failure }) => failure !== undefined && !Object.hasOwn(expected, name),
  );
}

export function togetherPage(run: Together): string {
  const modules = run.packages.reduce((sum, one) => sum + one.modules.length, 0);
  return `${[
    "<!-- Written by `npm run corpus:link`; do not edit. -->",
    "# All packages in one interpreter",
    `The packages of the corpus (\`scripts/coverage/packages.json\`), unpatched, linked at once into one CPython ${run.python} with WASI SDK ${run.sdk}. In one process every module is imported, then a check of each package (\`scripts/corpus/smoke-checks.json\`) does real work in its compiled code. Repeat it with \`npm run corpus:link\`; with wheels as arguments it links those.`,
    table(
      ["", ""],
      [
        ["packages", String(run.packages.length)],
        ["extension modules", String(modules)],
        ["functions whose call signature was repaired", String(run.repaired)],
        ["`python.wasm`", formatBytes(run.size)],
        ["relink", formatDuration(run.link)],
        ...run.engines.map((engine) => [
          `all imports and checks under ${engine.name}`,
          `${counted(engine.outcomes.imports)} modules, ${counted(engine.outcomes.checks)} checks, ${formatDuration(engine.milliseconds)}`,
        ]),
      ],
    ),
    table(
      ["package", "version", "modules", "wheel", ...run.engines.map(({ name }) => name)],
      run.packages.map((one) => row(one, run.engines)),
    ),
    ...failures(run),
    ...refusals(run.refused),
  ].join("\n\n")}\n`;
}

function row({ name, version, size, modules }: LinkedPackage, engines: readonly Engine[]): readonly string[] {
  const cells = engines.map(({ outcomes }) => {
    const imported = outcomes.imports.filter((one) => modules.includes(one.name) && one.failure === undefined).length;
    const check = outcomes.checks.find((one) => one.name === name);
    const works = check === undefined ? "" : check.failure === undefined ? ", works" : ", fails";
    return imported === modules.length ? `imports${works}` : `${imported} of ${modules.length} import${works}`;
  });
  return [name, version, String(modules.length), formatBytes(size), ...cells];
}

function failures({ engines, expected }: Together): readonly string[] {
  const lines = engines.flatMap((engine) =>
    unexpected(engine, expected).map((one) => `- ${engine.name}, ${one.name}: ${one.failure}`),
  );
  const lacking = Object.entries(expected)
    .filter(([name]) => engines.some(({ outcomes }) => outcomes.imports.some((one) => one.name === name)))
    .map(([name, what]) => `- ${name} needs ${what}, which CPython for WASI has not.`);
  return lines.length + lacking.length > 0 ? ["## What fails", [...lines, ...lacking].join("\n")] : [];
}

function refusals(refused: Together["refused"]): readonly string[] {
  if (refused.length === 0) return [];
  const lines = refused.map(({ name, refusal }) => {
    const linked = refusal.replace(/^(WASI-[A-Z-]+):/, "[$1](errors/$1.md):");
    return `- ${name}: ${linked}`;
  });
  return ["## Not in it", lines.join("\n")];
}

function counted(outcomes: readonly Outcome[]): string {
  return `${outcomes.filter(({ failure }) => failure === undefined).length} of ${outcomes.length}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
