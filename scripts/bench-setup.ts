/**
 * `npm run bench:setup [-- ROUNDS]`: what a set-up costs, as ratios between programs that ran in turns in this one run
 * over the local mirror. Wall time on a busy machine says little; processor time is printed beside it. Writes
 * docs/set-up-speed.md.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setup } from "../src/app/setup.ts";
import { startSteps } from "../src/app/steps.ts";
import { packEntry } from "../src/cache/entry.ts";
import type { Host } from "../src/host/host.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { readInputs } from "../src/inputs/inputs.ts";
import type { InputName } from "../src/inputs/table.ts";
import { formatBytes } from "../src/report/job-report.ts";
import { median, type Times, timed } from "./bench/timed.ts";
import { prepareTestMirror } from "./testing/test-mirror.ts";

const rounds = Number(process.argv[2] ?? 3);
const plain = nodeHost();
const { PYWASI_TEST_MIRROR: mirror = "" } = await prepareTestMirror(plain);
const SDK = "WebAssembly/wasi-sdk/releases/download/wasi-sdk-21/wasi-sdk-21.0-linux.tar.gz";

const requests: string[] = [];
const serve = join(plain.folders.product, "scripts", "bench", "serve.ts");
const server = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", serve, mirror]);
const served = createInterface({ input: server.stdout });
const [origin] = (await once(served, "line")) as [string];
served.on("line", (path) => requests.push(path));
const scratch = mkdtempSync(join(tmpdir(), "pywasi-bench-"));
const url = `${origin}/${SDK}`;
const given: Partial<Record<InputName, string>> = {
  "python-version": "3.11.8",
  mirror: origin,
  "manifest-file": join(mirror, "manifest.json"),
};

const figures: string[] = [];
try {
  await report();
  await plain.files.write(join(plain.folders.product, "docs", "set-up-speed.md"), page());
} finally {
  server.kill();
  rmSync(scratch, { recursive: true, force: true });
}

async function report(): Promise<void> {
  const ours: Times[] = [];
  const pipeline: Times[] = [];
  const script: Times[] = [];
  const full = join(scratch, "full");
  let installed = "";
  let cache = "";
  for (let round = 0; round < rounds; round += 1) {
    rmSync(full, { recursive: true, force: true });
    pipeline.push(
      await timed(
        plain,
        `mkdir -p ${full}; curl -sSf -o ${full}.tar.gz ${url}; sha256sum ${full}.tar.gz; tar -xzf ${full}.tar.gz --strip-components=1 -C ${full}`,
      ),
    );
    const python = join(scratch, `script-${round}`);
    script.push(
      await timed(
        plain,
        `python3.11 ${join(plain.folders.product, "scripts/bench/install-script.py")} ${url} ${python}`,
      ),
    );
    rmSync(python, { recursive: true, force: true });
    if (cache !== "") rmSync(cache, { recursive: true, force: true });
    cache = join(scratch, `cache-${round}`);
    const cold = await inProcess(cache);
    ours.push(cold.sdk);
    installed = cold.sdkPath;
  }
  const [own, pipe, install] = [median(ours), median(pipeline), median(script)];
  console.log(
    `cold: SDK ${formatBytes((await plain.files.info(join(mirror, SDK)))?.size ?? 0)}, median of ${rounds} rounds`,
  );
  row("pywasi (the step WASI SDK)", own);
  row("curl, sha256sum, tar x", pipe);
  row("install script (Python, no hash)", install);
  goal("cold set-up against curl, sha256sum and tar, wall", own.wall / pipe.wall, 1.15);
  goal("cold set-up against curl, sha256sum and tar, processor", own.cpu / pipe.cpu, 1.15);
  // What checking costs: the script neither hashes nor looks at where members go.
  fact("cold set-up against the install script, wall", own.wall / install.wall);
  fact("cold set-up against the install script, processor", own.cpu / install.cpu);
  await warm(cache);
  await sizes(installed, full);
}

/** A set-up in this process; what its SDK step took, and the step's own processor time. */
async function inProcess(cache: string) {
  const host = nodeHost({ env: { ...process.env, PYWASI_CACHE_DIR: cache, RUNNER_TOOL_CACHE: undefined } });
  const quiet: Host = {
    ...host,
    log: {
      ...host.log,
      info: () => {},
      notice: () => {},
      warning: () => {},
      progress: () => {},
      group: (_title, body) => body(),
    },
  };
  const steps = startSteps(quiet);
  let sdkCpu = 0;
  const watched = {
    times: steps.times,
    step: async <T>(title: string, body: () => Promise<T>): Promise<T> => {
      const before = process.cpuUsage();
      try {
        return await steps.step(title, body);
      } finally {
        const { user, system } = process.cpuUsage(before);
        if (title === "WASI SDK") sdkCpu = (user + system) / 1000;
      }
    },
  };
  const before = process.cpuUsage();
  const inputs = readInputs((name) => given[name]);
  const ready = await setup(quiet, inputs, watched);
  const { user, system } = process.cpuUsage(before);
  return {
    sdk: { wall: steps.times["WASI SDK"] ?? 0, cpu: sdkCpu },
    sdkPath: ready.sdk.path,
    wall: Object.values(steps.times).reduce((sum, time) => sum + time, 0),
    // Without the Pythons that are asked what they are.
    own: (user + system) / 1000,
  };
}

async function warm(cache: string): Promise<void> {
  const asked = requests.length;
  const runs = [];
  for (let round = 0; round < 5; round += 1) runs.push(await inProcess(cache));
  const { wall, cpu: own } = median(runs.map((run) => ({ wall: run.wall, cpu: run.own })));
  const cli = join(plain.folders.product, "dist", "cli.mjs");
  const starts: Times[] = [];
  for (let round = 0; round < 5; round += 1) starts.push(await timed(plain, `${plain.platform.node} ${cli} version`));
  const loaded = median(starts);
  console.log(
    `warm: ${wall.toFixed(0)} ms, ${own.toFixed(0)} ms of processor for us, the rest in Python; the tool starts in ${loaded.wall.toFixed(0)} ms (${loaded.cpu.toFixed(0)} ms of processor)`,
  );
  goal("warm set-up, requests to the mirror", requests.length - asked, 0, 0);
  goal("warm set-up, milliseconds of processor of our own", own, 150, 0);
}

/** As `@actions/cache` packs it: tar through zstd. */
async function sizes(installed: string, full: string): Promise<void> {
  const entry = join(scratch, "entry");
  await packEntry(plain, installed, entry);
  await timed(plain, `tar --posix -cf ${entry}.tzst --use-compress-program zstdmt -C ${scratch} entry`);
  const stored = (await plain.files.info(`${entry}.tzst`))?.size ?? 0;
  const bytes = async (folder: string) => {
    const { stdout } = await plain.processes.run("du", ["-sb", folder]);
    return Number(stdout.split("\t")[0]);
  };
  const [whole, kept] = [await bytes(full), await bytes(entry)];
  console.log(
    `sizes: the full SDK ${formatBytes(whole)} of files, what is kept ${formatBytes(kept)}, what the cache stores ${formatBytes(stored)}`,
  );
  goal("stored in the cache against the full SDK", stored / whole, 0.5);
  fact("kept of the full SDK's files (a stand-in has little to leave out)", kept / whole);
}

function row(name: string, { wall, cpu }: Times): void {
  console.log(
    `  ${name.padEnd(34)}${(wall / 1000).toFixed(2).padStart(7)} s wall ${(cpu / 1000).toFixed(2).padStart(7)} s processor`,
  );
}

function fact(name: string, value: number): void {
  console.log(`· ${name}: ${value.toFixed(2)}`);
  figures.push(`| ${name} | ${value.toFixed(2)} | |`);
}

function goal(name: string, value: number, most: number, digits = 2): void {
  console.log(`${value <= most ? "✓" : "✗"} ${name}: ${value.toFixed(digits)} (goal: at most ${most})`);
  figures.push(`| ${name} | ${value.toFixed(digits)} | ${value <= most ? "" : "missed: "}at most ${most} |`);
}

function page(): string {
  return `<!-- Written by \`npm run bench:setup\`; do not edit. -->

# What a set-up costs

Ratios of programs that ran in turns in one run, over the local mirror: SDK 21 and CPython 3.11.8 for WASI, ${rounds} rounds on
${plain.platform.os}-${plain.platform.arch} with ${plain.platform.cores} cores. Wall time counts for as much as the machine was quiet.

| figure | measured | goal |
| --- | --- | --- |
${figures.join("\n")}
`;
}
