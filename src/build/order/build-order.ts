/**
 * In which order several packages are built: each after those of them that its build installs.
 *
 * A build installs its build requirements (PEP 518) and, since they must run, what those require at run time, and so
 * on. What the package itself requires at run time is linked in later and orders nothing, so circles of run-time
 * requirements, which Python allows, do no harm; a circle of build requirements has no first package.
 */
import { UserError } from "../../report/errors.ts";

export interface Project {
  /** As the user wrote it. */
  readonly requirement: string;
  /** Canonical (PEP 503); undefined where nothing tells before the build. */
  readonly name: string | undefined;
  /** Canonical names of what its build installs. */
  readonly build: readonly string[];
  /** Canonical names of what it requires in the guest. */
  readonly runtime: readonly string[];
}

/**
 * @returns for each project the indexes of those to wait for
 * @throws {UserError} WASI-BUILD-CIRCLE
 */
export function buildOrder(projects: readonly Project[]): readonly (readonly number[])[] {
  const byName = new Map<string, number>();
  projects.forEach(({ name }, index) => {
    if (name !== undefined) byName.set(name, index);
  });
  const waits = projects.map((_, index) => installedFor(projects, byName, index));
  refuseCircles(projects, waits);
  return waits;
}

function installedFor(projects: readonly Project[], byName: ReadonlyMap<string, number>, own: number): number[] {
  const found = new Set<number>();
  const queue = [...(projects[own]?.build ?? [])];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const index = byName.get(name);
    // A back end that builds itself (setuptools, flit_core) is no circle.
    if (index === undefined || index === own || found.has(index)) continue;
    found.add(index);
    queue.push(...(projects[index]?.runtime ?? []));
  }
  return [...found].sort((a, b) => a - b);
}

function refuseCircles(projects: readonly Project[], waits: readonly (readonly number[])[]): void {
  const done = new Set<number>();
  const visit = (index: number, way: readonly number[]): void => {
    const start = way.indexOf(index);
    if (start >= 0) throw circle([...way.slice(start), index].map((at) => projects[at]?.requirement ?? ""));
    if (done.has(index)) return;
    for (const next of waits[index] ?? []) visit(next, [...way, index]);
    done.add(index);
  };
  projects.forEach((_, index) => {
    visit(index, []);
  });
}

function circle(way: readonly string[]): UserError {
  return new UserError(
    "WASI-BUILD-CIRCLE",
    `The packages require each other to build: ${way.join(" needs ")}.`,
    "Build one of them alone first, and give the others its wheel with find-links; or build them in runs of their own.",
  );
}
