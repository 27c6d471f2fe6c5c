/**
 * The test requirements, as a site folder beside the bundle: `OUT/test-site/HASH`, so that the bundle stays what it was
 * built as. The same request finds its folder again and asks no index.
 */
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import type { BuildTool } from "../build/build-tool.ts";
import { errorLines } from "../build/failures/error-lines.ts";
import { ModuleFailure, runModule } from "../build/python-module.ts";
import { installWheel, readWheel } from "../build/wheel.ts";
import type { BuildPython } from "../cpython/build-python/build-python.ts";
import { compileLibrary } from "../cpython/layout/compile-library.ts";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import type { Bundle, BundleRecord } from "../runtime/bundle.ts";

export interface TestRequirements {
  /** Lines as pip reads them. */
  readonly requirements: readonly string[];
  /** Dependency groups (PEP 735) of the pyproject.toml in the working folder. */
  readonly groups: readonly string[];
  readonly bundle: Bundle;
  readonly record: BundleRecord;
  /** Absolute folder for the results; `wheels/` and `test-site/` lie below it. */
  readonly outDir: string;
  readonly buildPython: BuildPython;
}

/** @throws {UserError} WASI-TEST-REQUIREMENTS. @returns the folder; undefined where nothing is required */
export async function installTestRequirements(
  host: Host,
  tool: () => Promise<BuildTool>,
  wanted: TestRequirements,
): Promise<string | undefined> {
  if (wanted.requirements.length === 0 && wanted.groups.length === 0) return undefined;
  const { requirements, groups, record } = wanted;
  const project = groups.length === 0 ? "" : await host.files.readText(join(host.folders.work, "pyproject.toml"));
  const key = createHash("sha256").update(JSON.stringify({ format: 1, requirements, groups, project, record }));
  const site = join(wanted.outDir, "test-site", key.digest("hex").slice(0, 16));
  if (await host.files.info(join(site, ".complete"))) {
    host.log.info(`test requirements: found in ${site}`);
    return site;
  }
  const work = await host.files.temporaryFolder("test-requirements");
  try {
    const wheels = await resolve(host, await tool(), wanted, work);
    await host.files.remove(site);
    await host.files.makeFolder(site);
    for (const wheel of wheels) await installWheel(host, await readWheel(host, wheel), site);
    await compileLibrary(host, wanted.buildPython, site, "/pywasi/site");
    await host.files.write(join(site, ".complete"), "");
    host.log.info(
      `test requirements: ${wheels.map((path) => basename(path).split("-").slice(0, 2).join(" ")).join(", ")}`,
    );
    return site;
  } finally {
    await host.files.remove(work);
  }
}

async function resolve(
  host: Host,
  tool: BuildTool,
  { requirements, groups, bundle, record, outDir }: TestRequirements,
  work: string,
): Promise<readonly string[]> {
  const links = join(outDir, "wheels");
  try {
    const answer = await runModule(host, tool, {
      module: "pywasi_build.test_requirements",
      request: {
        requirements,
        groups,
        project: host.folders.work,
        python: record.python,
        sitePackages: bundle.sitePackages,
        links: (await host.files.info(links)) ? [links] : [],
        folder: join(work, "resolved"),
      },
      work,
      env: host.env,
    });
    return answer.wheels as readonly string[];
  } catch (error) {
    if (!(error instanceof ModuleFailure)) throw error;
    const output = typeof error.facts.output === "string" ? errorLines(error.facts.output) : [];
    if (error.kind === "native") {
      throw new UserError(
        "WASI-TEST-REQUIREMENTS",
        `The test requirement ${error.facts.requirement} has no wheel that a guest could use.`,
        "A guest takes pure wheels, and extensions only where they are linked in: build it together with the package (pywasi build PACKAGE REQUIREMENT), or leave the tests out that need it.",
        output,
      );
    }
    throw new UserError(
      "WASI-TEST-REQUIREMENTS",
      "The test requirements could not be resolved for WASI.",
      "The lines above are pip's. Check the names in test-requires, test-extras and test-groups, and that an index answers.",
      output,
    );
  }
}
