/** Variables of the surroundings that change what a build does, and what earlier runs left behind. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import type { Finding } from "./finding.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Each with what it does to a build for WASI. */
const STRAYS: readonly (readonly [RegExp, string])[] = [
  [/^PYTHON(HOME|PLATLIBDIR)$/, "sends every Python to another standard library"],
  [/^PYTHONPATH$/, "puts modules before those of the isolated build environment"],
  [
    /^_PYTHON_(HOST_PLATFORM|PROJECT_BASE|SYSCONFIGDATA_NAME|SYSCONFIGDATA_PATH)$/,
    "makes every Python believe in another target",
  ],
  [/^(CC|CXX|CPP|LD|AR|RANLIB|NM|STRIP|LDSHARED|LDCXXSHARED)$/, "names a tool for the build machine"],
  [/^(C|CXX|CPP|LD)FLAGS$/, "holds flags for the build machine"],
  [
    /^(CPATH|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|LIBRARY_PATH)$/,
    "lets clang see headers or libraries of the build machine",
  ],
  [
    /^(CMAKE_TOOLCHAIN_FILE|CMAKE_PREFIX_PATH|CMAKE_GENERATOR|CONFIG_SITE)$/,
    "steers CMake or configure for another build",
  ],
  [/^(RUSTFLAGS|CARGO_BUILD_TARGET|CARGO_ENCODED_RUSTFLAGS)$/, "overrides what cargo is told"],
  [
    /^(PIP_(TARGET|PREFIX|USER|NO_BUILD_ISOLATION|PYTHON)|UV_(PYTHON|NO_BUILD_ISOLATION))$/,
    "changes where build requirements go",
  ],
];

/** @param own variables of a cross environment that this job or shell already has, which are no strays */
export function strayVariables(env: Environment, own: Environment): readonly Finding[] {
  const found = Object.entries(env).flatMap(([name, value]): Finding[] => {
    const [, effect] = STRAYS.find(([pattern]) => pattern.test(name)) ?? [];
    if (effect === undefined || !value || own[name] === value) return [];
    return [
      {
        check: "environment",
        state: "warning",
        found: `${name}=${value.length > 60 ? `${value.slice(0, 57)}…` : value} ${effect}`,
        remedy: `pywasi build overrides it for its hooks; tools that you start yourself see it. unset ${name}`,
      },
    ];
  });
  return found.length > 0
    ? found
    : [{ check: "environment", state: "ok", found: "no variable that leads builds astray" }];
}

/** Half installations, and a job environment whose files have gone. */
export async function leftovers(host: Host): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const job = host.env.PYWASI_JOB;
  if (job && !(await host.files.info(job))) {
    findings.push({
      check: "leftovers",
      state: "problem",
      found: `PYWASI_JOB names ${job}, which has gone`,
      remedy: 'The shell has the environment of an earlier set-up. Open a new one, or: eval "$(pywasi env)"',
    });
  }
  const tools = host.folders.tools;
  const staging = (await host.files.info(tools)) ? await stagingFolders(host, tools) : [];
  if (staging.length > 0) {
    findings.push({
      check: "leftovers",
      state: "note",
      found: `${staging.length} half installations of runs that were killed, such as ${staging[0]}`,
      remedy:
        "They are removed by the next installation after a day; they may be removed by hand where no run is under way.",
    });
  }
  return findings.length > 0 ? findings : [{ check: "leftovers", state: "ok", found: "none" }];
}

async function stagingFolders(host: Host, tools: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const tool of ["wasi-sdk", "cpython-wasi", "pywasi-build"]) {
    const folder = join(tools, tool);
    if (!(await host.files.info(folder))) continue;
    for (const version of await host.files.list(folder)) {
      const names = await host.files.list(join(folder, version));
      found.push(...names.filter((name) => name.includes(".staging-")).map((name) => join(folder, version, name)));
    }
  }
  return found;
}
