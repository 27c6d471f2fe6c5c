/** What the settings of compiler, linker and wasm-opt make of one package: its size, and its speed in a guest. */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import { formatBytes } from "../../src/report/job-report.ts";
import { type PywasiOptions, runPywasi } from "../coverage/pywasi.ts";
import type { BuildOutput } from "../demo/timings.ts";
import measured from "./variants.json" with { type: "json" };

/** They take turns so often, so that a slow moment of the machine meets all; the least of each counts. */
const ROUNDS = 3;

interface Variant {
  readonly name: string;
  readonly module: number;
  readonly interpreter: number;
  /** Milliseconds by what was timed. */
  readonly times: Map<string, number>;
}

/** @param folder absolute, for what is built @returns a section of Markdown */
export async function variantsSection(host: Host, folder: string, options: PywasiOptions): Promise<string> {
  const variants: Variant[] = [];
  for (const { name, flags } of measured.variants) variants.push(await build(host, folder, name, flags, options));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, { times }] of variants.entries()) {
      for (const [name, time] of await timesOf(host, join(folder, String(i)), options)) {
        times.set(name, Math.min(times.get(name) ?? Number.POSITIVE_INFINITY, time));
      }
    }
  }
  return section(variants);

  async function build(host: Host, folder: string, name: string, flags: readonly string[], options: PywasiOptions) {
    const outDir = join(folder, String(variants.length));
    const args = ["build", "--json", "--out-dir", outDir, measured.requirement, ...flags];
    const run = await runPywasi(host, args, options);
    if (run.code !== 0) throw new Error(run.stderr);
    const { wheels, link } = JSON.parse(run.stdout) as BuildOutput;
    return { name, module: wheels[0]?.report.size ?? 0, interpreter: link.size, times: new Map<string, number>() };
  }
}

async function timesOf(host: Host, outDir: string, options: PywasiOptions): Promise<readonly [string, number][]> {
  const run = await runPywasi(host, ["run", "--out-dir", outDir, "-c", script()], options);
  if (run.code !== 0) throw new Error(run.stderr);
  return Object.entries(JSON.parse(run.stdout) as Record<string, number>);
}

function script(): string {
  const timed = Object.entries(measured.timed).map(
    ([name, code]) => `times[${JSON.stringify(name)}] = least(lambda: ${code})`,
  );
  return `import json, time
def least(body):
    times = []
    for _ in range(5):
        start = time.perf_counter(); body(); times.append(time.perf_counter() - start)
    return min(times) * 1000
${measured.prepare.join("\n")}
times = {}
${timed.join("\n")}
print(json.dumps(times))
`;
}

function section(variants: readonly Variant[]): string {
  const [base] = variants;
  const names = Object.keys(measured.timed);
  const ratio = (value: number, of: number) => (of > 0 ? (value / of).toFixed(2) : "");
  const rows = variants.map(({ name, module, interpreter, times }) => {
    const speed = names.map((each) => {
      const [time, of] = [times.get(each) ?? 0, base?.times.get(each) ?? 0];
      return `${time.toFixed(1)} ms (${ratio(time, of)})`;
    });
    const sizes = [
      `${formatBytes(module)} (${ratio(module, base?.module ?? 0)})`,
      `${formatBytes(interpreter)} (${ratio(interpreter, base?.interpreter ?? 0)})`,
    ];
    return `| ${[name, ...sizes, ...speed].join(" | ")} |`;
  });
  return `## Levels, SIMD, LTO, wasm-opt

${measured.requirement}, built with each setting alone; behind each figure is its ratio to the default. Times are of a guest under
node:wasi, least of ${ROUNDS} rounds that take turns.

| | wheel | \`python.wasm\` | ${names.join(" | ")} |
| --- | --: | --: |${names.map(() => " --: |").join("")}
${rows.join("\n")}
`;
}
