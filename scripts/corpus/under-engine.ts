/** Runs checks inside an interpreter under one engine. */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import { type PywasiOptions, runPywasi } from "../coverage/pywasi.ts";
import { type GuestChecks, guestScript, type Outcomes, readOutcomes } from "./guest-checks.ts";

export interface Engine {
  /** `wasmtime 49.0.4` */
  readonly name: string;
  /** All imports and checks, milliseconds. */
  readonly milliseconds: number;
  readonly outcomes: Outcomes;
}

export interface EngineRun {
  /** Absolute; of `pywasi build` or `link`. */
  readonly outDir: string;
  /** As `pywasi test --runtime` has it: `node`, or the path of a wasmtime. */
  readonly runtime: string;
  readonly checks: GuestChecks;
  /** Pure packages that the checks import. */
  readonly requires: readonly string[];
}

export async function underEngine(host: Host, run: EngineRun, options: PywasiOptions): Promise<Engine> {
  const { outDir, runtime, checks, requires } = run;
  const name = await engineName(host, runtime);
  const script = join(outDir, "checks.py");
  await host.files.write(script, guestScript(checks));
  const args = requires.flatMap((line) => ["--test-requires", line]);
  const command = ["test", "--out-dir", outDir, "--test-timeout", "900", "--runtime", runtime, ...args];
  const { stdout, stderr } = await runPywasi(host, [...command, "python", script], { ...options, cwd: outDir });
  const output = `${stdout}\n${stderr}`;
  await host.files.write(join(outDir, `${name.replaceAll(" ", "-")}.txt`), output);
  const results = JSON.parse(await host.files.readText(join(outDir, "test-results.json"))) as {
    readonly runs: readonly { readonly seconds: number }[];
  };
  return { name, milliseconds: (results.runs[0]?.seconds ?? 0) * 1000, outcomes: readOutcomes(output) };
}

async function engineName(host: Host, runtime: string): Promise<string> {
  if (runtime === "node") return `node ${process.versions.node}`;
  const { stdout } = await host.processes.run(runtime, ["--version"]);
  return stdout.trim().split(" ").slice(0, 2).join(" ");
}
