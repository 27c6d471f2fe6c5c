/** Runs a module of `python/pywasi_build`: a request goes in as JSON, a result or an expected failure comes out. */
import { join } from "node:path";
import type { Host, RunOptions } from "../host/host.ts";
import type { BuildTool } from "./build-tool.ts";

/** An expected failure; `kind` and the facts are those that the module's docstring lists. */
export class ModuleFailure extends Error {
  override readonly name = "ModuleFailure";
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(kind: string, message: string, facts: Readonly<Record<string, unknown>>) {
    super(message);
    this.kind = kind;
    this.facts = facts;
  }
}

export interface ModuleRun {
  /** `pywasi_build` or `pywasi_build.fetch`. */
  readonly module: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** A folder for the two files. */
  readonly work: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onLine?: RunOptions["onLine"];
}

/**
 * @returns the result, as JSON gave it
 * @throws {ModuleFailure} an expected failure
 * @throws {Error} the module broke: a fault of ours
 */
export async function runModule(
  host: Host,
  tool: BuildTool,
  run: ModuleRun,
): Promise<Readonly<Record<string, unknown>>> {
  const request = join(run.work, "request.json");
  const result = join(run.work, "result.json");
  await host.files.write(request, JSON.stringify(run.request));
  const process = await host.processes.run(tool.python, ["-m", run.module, request, result], {
    env: { ...run.env, PYTHONPATH: tool.modules, PYTHONNOUSERSITE: "1" },
    ...(run.onLine ? { onLine: run.onLine } : {}),
  });
  if (!(await host.files.info(result))) {
    throw new Error(`${run.module} ended with exit code ${process.code} and no result:\n${process.stderr}`);
  }
  const answer = JSON.parse(await host.files.readText(result)) as Record<string, unknown>;
  if (!isError(answer.error)) return answer;
  const { kind, message, ...facts } = answer.error;
  throw new ModuleFailure(kind, message, facts);
}

function isError(value: unknown): value is { kind: string; message: string } {
  return typeof value === "object" && value !== null && "kind" in value && "message" in value;
}
