/** What prepared packages are called and require, read by the Python program without running their code. */
import type { Host } from "../../host/host.ts";
import type { Prepared } from "../build-wheel.ts";
import type { Project } from "../order/build-order.ts";
import { runModule } from "../python-module.ts";
import { wheelName } from "../wheel.ts";

/** One of `build`'s packages whose sources are here. */
export interface PreparedPackage {
  readonly requirement: string;
  readonly prepared: Prepared;
}

/** @param python the target's version */
export async function readProjects(
  host: Host,
  packages: readonly PreparedPackage[],
  python: string,
): Promise<readonly Project[]> {
  const [first] = packages;
  if (!first || packages.length < 2) return packages.map(({ requirement }) => unordered(requirement, undefined));
  const trees = packages.flatMap(({ prepared: { source } }) => (source.kind === "tree" ? [source.path] : []));
  const { tool, work, env } = first.prepared;
  const request = { sources: trees, python };
  const answer = await runModule(host, tool, { module: "pywasi_build.needs", request, work, env });
  const read = (answer.projects as (Omit<Project, "requirement" | "name"> & { name: string | null })[]).values();
  return packages.map(({ requirement, prepared: { source } }) => {
    if (source.kind === "wheel") return unordered(requirement, canonicalName(wheelName(source.path).name));
    const { name = null, ...needs } = read.next().value ?? unordered(requirement, undefined);
    return { requirement, name: name ?? undefined, build: needs.build, runtime: needs.runtime };
  });
}

function unordered(requirement: string, name: string | undefined): Project {
  return { requirement, name, build: [], runtime: [] };
}

/** PEP 503. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}
