/** Runs the build of one library and brings what it installed into the shape that the cross environment counts on. */
import { isUtf8 } from "node:buffer";
import { join } from "node:path";
import { errorLines } from "../build/failures/error-lines.ts";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import { type BuildStep, libraryBuildPlan } from "./build-plan.ts";
import type { Recipe } from "./recipe.ts";

export interface LibraryBuild {
  readonly recipe: Recipe;
  /** Absolute folders. */
  readonly source: string;
  readonly prefix: string;
  /** Of the cross environment. */
  readonly variables: Readonly<Record<string, string>>;
}

/** @throws {UserError} WASI-LIBRARY-BUILD */
export async function runLibraryBuild(host: Host, build: LibraryBuild): Promise<void> {
  const { recipe, source, prefix, variables } = build;
  const plan = libraryBuildPlan(recipe, {
    source,
    prefix,
    cores: host.platform.cores,
    tools: { cc: tool(variables.CC), ar: tool(variables.AR), ranlib: tool(variables.RANLIB) },
    flags: variables.CFLAGS ?? "",
    ninja: (await host.processes.find("ninja")) !== undefined,
  });
  for (const [path, text] of Object.entries(recipe.files)) await host.files.write(join(source, path), text);
  const env = { ...host.env, ...variables, ...plan.environment };
  for (const steps of plan.steps) await runAtOnce(host, build, steps, env);
  for (const [from, to] of Object.entries(plan.copies)) await host.files.copy(join(source, from), join(prefix, to));
  for (const [path, text] of Object.entries(plan.texts)) await host.files.write(join(prefix, path), text);
  await makeMovable(host, prefix);
  await requireProvided(host, build);
}

type Environment = Readonly<Record<string, string | undefined>>;

async function runAtOnce(
  host: Host,
  build: LibraryBuild,
  steps: readonly BuildStep[],
  env: Environment,
): Promise<void> {
  const waiting = [...steps];
  const worker = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await runStep(host, build, step, env);
  };
  await Promise.all(Array.from({ length: host.platform.cores }, worker));
}

async function runStep(host: Host, { recipe, source }: LibraryBuild, step: BuildStep, env: Environment): Promise<void> {
  const { command, args } = step;
  if (!command.includes("/") && (await host.processes.find(command)) === undefined) {
    throw failed(recipe, `${command} is not on PATH`, `Install ${command}.`, []);
  }
  const { code, stdout, stderr } = await host.processes.run(command, args, { cwd: source, env });
  if (code === 0) return;
  const output = `${stdout}\n${stderr}`;
  const lines = errorLines(output);
  throw failed(
    recipe,
    `${command} ended with exit code ${code}`,
    "The lines are the build's own. Correct the recipe, or take another version of the library.",
    lines.length > 0 ? lines : output.trim().split("\n").slice(-20),
  );
}

/** Files that name the folder they were installed to name it relative to themselves, for the folder is renamed. */
async function makeMovable(host: Host, prefix: string): Promise<void> {
  for (const path of await host.files.walk(prefix)) {
    const pkgConfig = /^(?:lib|share)\/pkgconfig\/[^/]+\.pc$/.test(path);
    if (!pkgConfig && !/^bin\/[^/]*-config$/.test(path)) continue;
    const bytes = await host.files.readBytes(join(prefix, path));
    if (!isUtf8(bytes)) continue;
    const text = new TextDecoder().decode(bytes);
    const here = pkgConfig ? `\${pcfiledir}/../..` : '"$(cd "$(dirname "$0")/.." && pwd)"';
    if (text.includes(prefix))
      await host.files.write(join(prefix, path), text.replaceAll(prefix, here), pkgConfig ? undefined : 0o755);
  }
}

async function requireProvided(host: Host, { recipe, prefix }: LibraryBuild): Promise<void> {
  const { headers, libraries } = recipe.provides;
  const places = [
    ...headers.map((header) => [join("include", header), join("include", recipe.name, header)]),
    ...libraries.map((library) => [join("lib", `lib${library}.a`)]),
  ];
  for (const paths of places) {
    const found = await Promise.all(paths.map((path) => host.files.info(join(prefix, path))));
    if (found.some(Boolean)) continue;
    throw failed(recipe, `it did not install ${paths[0]}`, `Correct "provides" of the recipe, or its build.`, []);
  }
}

function failed(recipe: Recipe, what: string, remedy: string, details: readonly string[]): UserError {
  return new UserError(
    "WASI-LIBRARY-BUILD",
    `The library ${recipe.name} ${recipe.version} was not built for WASI: ${what}.`,
    remedy,
    details,
  );
}

/** The variables are shell words; the launchers' paths have none of its characters but in a strange home folder. */
function tool(word: string | undefined): string {
  return (word ?? "").replace(/^'(.*)'$/, "$1");
}
