/**
 * One run of a workflow in a real Actions runner: nektos/act in host mode, without Docker and without GitHub.
 *
 * The workflow uses the published name, `org/setup-python-wasi@v1`, and gets the files that a user of that name would
 * get: what git tracks here, with the committed `dist/`. Why act, and what it cannot show: docs/decisions/0006-act.md.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { goTool } from "../scripts/tools/go-tool.ts";
import type { Host } from "../src/host/host.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { type ActLog, type ActStep, readActLog } from "./act-log.ts";
import { runnerEnvironment } from "./runner-environment.ts";

const folder = import.meta.dirname;

/** Actions that a workflow names and that have no place to come from here: stand-ins beside this file, by name. */
const STAND_INS = join(folder, "actions");
/** What a user calls from another repository, and gets from here. */
const REUSABLE = join(folder, "..", ".github", "workflows", "wheels.yml");

/** `actions/cache@REF`, once for each reference that a workflow of the tests makes to an action that has a stand-in. */
function standIns(): readonly (readonly [reference: string, path: string])[] {
  const own = join(folder, "workflows");
  const workflows = [...readdirSync(own).map((name) => join(own, name)), REUSABLE];
  const used = workflows.flatMap((path) => [
    ...readFileSync(path, "utf8").matchAll(/uses: (actions\/([\w-]+))(?:\/[\w-]+)*@(\S+)/g),
  ]);
  const found = used.flatMap(([, action, name = "", reference]): [string, string][] => {
    const place = join(STAND_INS, name);
    return existsSync(place) ? [[`${action}@${reference}`, place]] : [];
  });
  return [...new Map(found)];
}

/** Lines of a failed step that its message shows. */
const FAILURE_LINES = 60;

export interface ActRun {
  /** File name in `e2e/workflows`. */
  readonly workflow: string;
  /** `${{ vars.NAME }}` in the workflow. */
  readonly vars?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

export interface ActResult extends ActLog {
  /** 0 where every job succeeded. */
  readonly code: number;
  /** The ends of what the failed steps printed, which is what the message of a failed run should be: logs are long. */
  readonly failures: string;
  /** The step with this id. @throws {Error} where there is none or several */
  step(id: string, stage?: ActStep["stage"]): ActStep;
}

/** A runner with a tool cache of its own, which its runs share, as the jobs of a self-hosted runner do. */
export interface Runner {
  /** Absolute; `<tool>/<version>/<arch>` lie below it. */
  readonly toolCache: string;
  /** Absolute; the upload-artifact stand-in puts each artefact below it by name. */
  readonly artifacts: string;
  run(run: ActRun): Promise<ActResult>;
  dispose(): void;
}

/** The cache service of a runner: act's own, which speaks the first protocol, or another one of the second. */
export type RunnerCache = { readonly folder: string } | { readonly url: string };

export interface RunnerOptions {
  /** Default: none. */
  readonly cache?: RunnerCache;
}

export async function startRunner(options: RunnerOptions = {}): Promise<Runner> {
  const host = nodeHost({ logStyle: "plain" });
  const act = await goTool(host, "act");
  const state = mkdtempSync(join(tmpdir(), "pywasi-e2e-"));
  const published = join(state, "published");
  await copyTrackedFiles(host, published);
  const project = join(state, "project");
  await makeProject(host, project);
  const artifacts = join(state, "artifacts");
  const env = await runnerEnvironment(host, {
    home: join(state, "home"),
    artifacts,
    programs: join(state, "programs"),
  });
  const args = [
    "workflow_dispatch",
    "--json",
    "--rm",
    ...cacheArguments(options.cache),
    ...["--directory", project],
    ...["--platform", "ubuntu-latest=-self-hosted"],
    ...["--action-cache-path", join(state, "act")],
    ...["--local-repository", `org/setup-python-wasi@v1=${published}`],
    ...standIns().flatMap(([name, path]) => ["--local-repository", `${name}=${path}`]),
  ];
  return {
    toolCache: join(state, "act", "tool_cache"),
    artifacts,
    run: async ({ workflow, vars = {}, timeoutMs = 120_000 }) => {
      const variables = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}=${value}`]);
      const file = ["--workflows", join(folder, "workflows", workflow)];
      const result = await host.processes.run(act, [...args, ...file, ...variables], { env, timeoutMs });
      return actResult(result.timedOut ? 124 : result.code, `${result.stdout}${result.stderr}`);
    },
    dispose: () => rmSync(state, { recursive: true, force: true }),
  };
}

function cacheArguments(cache: RunnerCache | undefined): readonly string[] {
  if (cache === undefined) return ["--no-cache-server"];
  if ("folder" in cache) return ["--cache-server-addr", "127.0.0.1", "--cache-server-path", cache.folder];
  const env = { ACTIONS_CACHE_SERVICE_V2: "true", ACTIONS_RESULTS_URL: cache.url, ACTIONS_RUNTIME_TOKEN: "a-token" };
  return ["--no-cache-server", ...Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`])];
}

function actResult(code: number, output: string): ActResult {
  const lines = output.split("\n");
  const log = readActLog(lines);
  return {
    ...log,
    code,
    failures: failures(log.steps) || lines.slice(-FAILURE_LINES).map(readable).join(""),
    step: (id, stage = "Main") => {
      const found = log.steps.filter((step) => step.id === id && step.stage === stage);
      const [only] = found;
      if (only === undefined || found.length > 1) {
        throw new Error(`There are ${found.length} steps ${id} (${stage}) in:\n${lines.map(readable).join("")}`);
      }
      return only;
    },
  };
}

/** The failed steps, each with its annotations and the end of its output. */
function failures(steps: readonly ActStep[]): string {
  const failed = steps.filter(({ result }) => result === "failure");
  return failed
    .map(({ job, id, stage, annotations, output }) =>
      [
        `${job}: step ${id} (${stage}) failed`,
        ...annotations.map(({ level, title, message }) => `${level}: ${title}: ${message}`),
        ...output.trimEnd().split("\n").slice(-FAILURE_LINES),
      ].join("\n"),
    )
    .join("\n\n");
}

/** A line of the JSON log as act prints it for people. */
function readable(line: string): string {
  try {
    const { msg = "", step = "" } = JSON.parse(line);
    return `[${step}] ${String(msg).trimEnd()}\n`;
  } catch {
    return line === "" ? "" : `${line}\n`;
  }
}

async function copyTrackedFiles(host: Host, destination: string): Promise<void> {
  const root = host.folders.product;
  const { stdout } = await host.processes.run(
    "git",
    ["ls-files", "-z", "--", "action.yml", "package.json", "dist", "python", "target"],
    { cwd: root },
  );
  for (const file of stdout.split("\0").filter((name) => name !== "")) {
    cpSync(join(root, file), join(destination, file), { recursive: true });
  }
}

/** The repository that the workflow runs in: act asks git for its name and commit, and complains in each line without. */
async function makeProject(host: Host, project: string): Promise<void> {
  mkdirSync(project, { recursive: true });
  cpSync(join(folder, "projects"), project, { recursive: true });
  cpSync(join(host.folders.product, "examples"), join(project, "examples"), { recursive: true });
  cpSync(REUSABLE, join(project, ".github", "workflows", "wheels.yml"), { recursive: true });
  const git = (...args: string[]) =>
    host.processes.run("git", ["-c", "user.name=e2e", "-c", "user.email=e2e@localhost", ...args], { cwd: project });
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", ".");
  await git("commit", "--quiet", "--message=project");
  await git("remote", "add", "origin", "https://github.com/org/project");
}
