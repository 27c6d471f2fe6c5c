/**
 * `npm run bench:size -- WHEEL… [--optimize O1 …]`: what the linker's settings make of python.wasm's size, for the same
 * wheels linked in. Levels of wasm-opt that are named are measured too; each takes minutes where wasm-opt is the one of
 * npm. Then builds one package with each of the settings of compiler, linker and wasm-opt, and times it. Writes
 * docs/size.md.
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { wheelName } from "../src/build/wheel.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { formatBytes, formatDuration, type LinkReport } from "../src/report/job-report.ts";
import { variantsSection } from "./bench/variants.ts";
import { runPywasi } from "./coverage/pywasi.ts";
import { sourceFor } from "./demo/demo-source.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { optimize: { type: "string", multiple: true, default: [] }, python: { type: "string", default: "3.11" } },
});
const host = nodeHost({ logStyle: "plain" });
const outDir = join(host.folders.product, "wasi-out", "size");
const wheels = positionals.map((path) => resolve(path));
const { env } = await sourceFor(host, values.python);

async function link(args: readonly string[]): Promise<LinkReport> {
  const options = { env, cwd: host.folders.product, minutes: 30 };
  const run = await runPywasi(host, ["link", "--json", "--out-dir", outDir, ...args, ...wheels], options);
  if (run.code !== 0) throw new Error(run.stderr);
  return (JSON.parse(run.stdout) as { link: LinkReport }).link;
}

const variants = [
  { name: "`keep-debug: true`, nothing stripped", args: ["--keep-debug"] },
  { name: "default: debug sections stripped, numbers compressed, function names kept", args: [] },
  ...values.optimize.map((level) => ({ name: `\`optimize: ${level}\``, args: ["--optimize", level] })),
];
const measured = [];
for (const { name, args } of variants) measured.push({ name, report: await link(args) });
const whole = measured[0]?.report.size ?? 1;
const variantsFolder = join(host.folders.product, "wasi-out", "variants");
await host.files.makeFolder(variantsFolder);
const section = await variantsSection(host, variantsFolder, { env, cwd: variantsFolder, minutes: 30 });
const rows = measured.map(
  ({ name, report }) =>
    `| ${name} | ${formatBytes(report.size)} | ${(report.size / whole).toFixed(2)} | ${formatDuration(report.milliseconds)} |`,
);
const names = wheels.map((path) => wheelName(path)).map(({ name, version }) => `${name} ${version}`);
const page = `<!-- Written by \`npm run bench:size\`; do not edit. -->

# Size of python.wasm

With ${names.join(", ")} linked into CPython ${values.python}. Repeat it with \`npm run bench:size -- WHEEL…\`; the times are of a
machine that did other work as well.

| | size | to nothing stripped | link |
| --- | --- | --- | --- |
${rows.join("\n")}

${section}`;
await host.files.write(join(host.folders.product, "docs", "size.md"), page);
console.log(page);
