/** What is known of a build when its wheel is judged: the sources, and what the build printed. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { announcedSources } from "./source/announced-sources.ts";
import type { Evidence } from "./wheel-truth.ts";

/** Of a wheel that was given. */
export const NO_EVIDENCE: Omit<Evidence, "allowPure"> = {
  sources: undefined,
  announcing: new Map(),
  log: "",
  setupPy: undefined,
  pyproject: undefined,
};

export interface BuildTraces {
  /** Absolute folder of the sources. */
  readonly source: string;
  /** Their files, with `/`. */
  readonly sources: readonly string[];
  /** Absolute path of the build's output. */
  readonly log: string;
}

export async function readEvidence(
  host: Host,
  { source, sources, log }: BuildTraces,
): Promise<Omit<Evidence, "allowPure">> {
  const announced = announcedSources(sources).map(
    async (file): Promise<[string, string]> => [file, (await textOf(host, join(source, file))) ?? ""],
  );
  return {
    sources,
    announcing: new Map(await Promise.all(announced)),
    log: await host.files.readText(log),
    setupPy: await textOf(host, join(source, "setup.py")),
    pyproject: await textOf(host, join(source, "pyproject.toml")),
  };
}

async function textOf(host: Host, path: string): Promise<string | undefined> {
  return (await host.files.info(path)) ? host.files.readText(path) : undefined;
}
