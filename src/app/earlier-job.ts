/** The surroundings of a set-up in a job, or shell, that an earlier set-up has given its cross environment to. */
import type { Host } from "../host/host.ts";

type Environment = Readonly<Record<string, string | undefined>>;

interface JobSettings {
  readonly variables?: Readonly<Record<string, string>>;
  readonly outside?: Readonly<Record<string, string | null>>;
}

/** Search paths, which are added to and not replaced. */
const SEARCH_PATHS = ["PATH", "PYTHONPATH"];

/** The environment as it was before: what installers get back must not be another target's compiler. */
export async function withoutEarlierJob(host: Pick<Host, "env" | "files">): Promise<Environment> {
  const settings = await earlierJob(host);
  if (settings?.variables === undefined) return host.env;
  const { variables, outside = {} } = settings;
  return Object.fromEntries(
    Object.entries(host.env).map(([name, value]) => {
      const ours = variables[name] === value && !SEARCH_PATHS.includes(name);
      return [name, ours ? (outside[name] ?? undefined) : value];
    }),
  );
}

/** What PYWASI_JOB names; undefined where there is none, or no longer one. */
export async function earlierJob(host: Pick<Host, "env" | "files">): Promise<JobSettings | undefined> {
  const path = host.env.PYWASI_JOB;
  if (!path || !(await host.files.info(path))) return undefined;
  try {
    return JSON.parse(await host.files.readText(path)) as JobSettings;
  } catch {
    return undefined;
  }
}
