/** The wheels of the corpus, each built with a user's own settings, or taken from the cache of wheels. */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";
import type { CorpusPackage } from "../coverage/corpus.ts";
import { failureText } from "../coverage/failure-class.ts";
import { type PywasiOptions, runPywasi } from "../coverage/pywasi.ts";

export interface CorpusWheel {
  readonly name: string;
  /** Absolute; undefined where it did not build. */
  readonly wheel: string | undefined;
  /** Why it did not: a code, and what happened. */
  readonly refusal: string | undefined;
}

/** @param built the wheels of packages before it, by name */
export async function corpusWheel(
  host: Host,
  one: CorpusPackage,
  built: ReadonlyMap<string, string>,
  options: PywasiOptions,
): Promise<CorpusWheel> {
  const missing = (one.needs ?? []).find((need) => !built.has(need));
  if (missing !== undefined)
    return { name: one.name, wheel: undefined, refusal: `${missing}, which it needs, did not build` };
  const needed = (one.needs ?? []).flatMap((need) => built.get(need) ?? []);
  const args = [
    ...["build", "--json", "--out-dir", join(options.cwd, one.name), one.requirement ?? one.name, ...needed],
    ...(one.configSettings ?? []).flatMap((setting) => ["-C", setting]),
    ...Object.entries(one.environment ?? {}).flatMap(([name, value]) => ["--environment", `${name}=${value}`]),
    ...(one.nativeDeps ?? []).flatMap((library) => ["--native-deps", library]),
    ...(one.stdlibModules ?? []).flatMap((name) => ["--stdlib-modules", name]),
  ];
  const run = await runPywasi(host, args, options);
  if (run.code !== 0) {
    const refusal = run.timedOut ? `not built within ${options.minutes} minutes` : failureText(run.stderr);
    return { name: one.name, wheel: undefined, refusal };
  }
  const [wheel] = (JSON.parse(run.stdout) as { wheels: readonly { path: string }[] }).wheels;
  return { name: one.name, wheel: wheel?.path, refusal: undefined };
}
