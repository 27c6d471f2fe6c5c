/** Wheels become a bundle: a python.wasm with their extensions, and the folder that it runs in. */
import { basename, join } from "node:path";
import { installBuildTool } from "../build/build-tool.ts";
import { type ReadWheel, readWheel, type Wheel } from "../build/wheel.ts";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { runRelink } from "../link/interpreter/run-relink.ts";
import { runWasmOpt } from "../link/wasm-opt/run-wasm-opt.ts";
import { hasPasses } from "../link/wasm-opt/wasm-opt-plan.ts";
import { UserError } from "../report/errors.ts";
import { formatBytes, formatCount, formatDuration, type LinkReport } from "../report/job-report.ts";
import { signatureLines, signatureRemark } from "../report/signature-lines.ts";
import { assembleBundle } from "../runtime/assemble-bundle.ts";
import type { Bundle, BundleRecord } from "../runtime/bundle.ts";
import { guestRequirements, type RequiringPackages } from "../runtime/guest-requirements.ts";
import { type StagedBundle, stageBundle } from "../runtime/staged-bundle.ts";
import type { BuiltModule } from "../stdlib/install-modules.ts";
import type { Setup } from "./setup.ts";
import { stdlibModules } from "./stdlib-modules.ts";
import type { Steps } from "./steps.ts";

export interface LinkResult {
  readonly bundle: Bundle;
  readonly report: LinkReport;
}

/**
 * @param paths of the wheels; relative ones start at the working folder
 * @throws {UserError} as `link`
 */
export async function linkFiles(
  host: Host,
  inputs: Inputs,
  ready: Setup,
  paths: readonly string[],
  steps: Steps,
): Promise<LinkResult> {
  if (paths.length === 0) {
    throw new UserError("WASI-INPUT-VALUE", "There is nothing to link.", "Name the wheels: pywasi link dist/*.whl.");
  }
  const { bundle, filled } = await stageBundle(host, ready.target, bundlePlace(host, inputs), async (staged) => {
    const wheels = await steps.step("Read wheels", () =>
      Promise.all(paths.map((path) => readWheel(host, userPath(host, path)))),
    );
    return link(host, inputs, ready, wheels, staged, steps);
  });
  return { bundle, report: filled };
}

/** The place of the bundle, which stays as it is until a new one is complete. */
export function bundlePlace(host: Host, inputs: Pick<Inputs, "outDir">): string {
  return join(userPath(host, inputs.outDir), "bundle");
}

/** @throws {UserError} of the families LINK, OBJECT, ARCHIVE */
export async function link(
  host: Host,
  inputs: Inputs,
  ready: Setup,
  wheels: readonly ReadWheel[],
  { bundle, work }: StagedBundle,
  steps: Steps,
): Promise<LinkReport> {
  const required = await steps.step("Requirements of the packages", () =>
    installedWith(host, inputs, ready, wheels, join(work, "requirements")),
  );
  const stdlib = await steps.step("Standard library modules", () => stdlibModules(host, inputs, ready));
  // The linker on one side, the compilation of .pyc files on the other each keep a core busy.
  const assembling = assembleBundle(host, bundle, {
    ...ready,
    wheels: [...wheels, ...required.wheels],
    linkedIn: wheels.flatMap(({ extensions }) =>
      extensions.map(({ module, installed }) => ({ name: module, file: installed })),
    ),
  });
  const linking = steps.step("Link python.wasm", () =>
    linkInterpreter(host, inputs, ready, { stdlib, wheels }, bundle.pythonWasm),
  );
  // Neither writes on when the caller hears that the other has failed.
  await Promise.allSettled([assembling, linking]);
  const linked = await linking;
  const report = { ...linked, warnings: [...required.warnings, ...linked.warnings] };
  await steps.step("Assemble bundle", async () => {
    await assembling;
    const record = recordOf(ready, { wheels, required: required.wheels, stdlib }, report);
    await host.files.write(join(bundle.path, "pywasi.json"), `${JSON.stringify(record, undefined, 2)}\n`);
  });
  return report;
}

async function linkInterpreter(
  host: Host,
  inputs: Inputs,
  { sdk, target, additions, exceptionLibraries }: Setup,
  { stdlib, wheels }: { readonly stdlib: readonly BuiltModule[]; readonly wheels: readonly Wheel[] },
  output: string,
): Promise<LinkReport> {
  const modules = wheels.flatMap(({ path, extensions }) =>
    extensions.map(({ path: file, module, bytes }) => ({
      name: module,
      object: bytes,
      origin: `${basename(path)}: ${file}`,
    })),
  );
  const result = await runRelink(host, {
    target,
    sdk,
    additions,
    modules: [...stdlib, ...modules],
    keepDebug: inputs.keepDebug,
    allowMix: !inputs.strict,
    exceptionLibraries,
    undefined: inputs.undefinedSymbols,
    output,
  });
  // Information, not a warning: most code that can throw does so when memory runs out, and runs well until then.
  const limits = result.throwing.map(
    (module) =>
      `${module} can throw C++ exceptions, which WASI SDK ${sdk.number} has no support for: a throw ends the program.`,
  );
  for (const limit of limits) host.log.info(limit);
  const stubs = result.stubbed.map((text) => `Nothing defines ${text}: a call ends the program.`);
  for (const stub of stubs) host.log.warning(stub);
  for (const warning of result.warnings) host.log.warning(warning);
  for (const line of signatureLines(result.signatures)) host.log.info(line);
  const mismatches = signatureRemark(result.signatures);
  if (mismatches) host.log[mismatches.level](mismatches.text);
  if (result.legacyExceptions.length > 0) {
    host.log.info(
      `${result.legacyExceptions.join(", ")}: setjmp() in the legacy form, which wasm-opt translates into the one that wasmtime runs too`,
    );
  }
  const { fpcast, optimize } = inputs;
  const passes = { translateExceptions: result.legacyExceptions.length > 0, fpcast, optimize };
  const rewritten = hasPasses(passes) ? await runWasmOpt(host, output, passes) : undefined;
  const size = rewritten?.bytes ?? result.bytes;
  const milliseconds = result.milliseconds + (rewritten?.milliseconds ?? 0);
  const plain = target.interpreter === undefined ? undefined : await host.files.info(target.interpreter);
  host.log.info(
    `python.wasm: ${formatCount(modules.length, "extension module")}, ${formatBytes(size)}, linked in ${formatDuration(milliseconds)}`,
  );
  return {
    moduleNames: modules.map(({ name }) => name),
    size,
    plainSize: plain?.size,
    milliseconds,
    exceptions: result.exceptionHandling,
    warnings: [...limits, ...stubs, ...result.warnings],
    signatures: result.signatures,
  };
}

/** What the packages require at run time and a guest can have, unpacked after them. */
async function installedWith(
  host: Host,
  inputs: Inputs,
  { target, buildPython }: Setup,
  wheels: RequiringPackages["wheels"],
  work: string,
): Promise<{ readonly wheels: readonly ReadWheel[]; readonly warnings: readonly string[] }> {
  const found = await guestRequirements(host, () => installBuildTool(host, buildPython.executable), {
    choice: inputs.installRequires,
    python: target.version.text,
    wheels,
    work,
  });
  for (const warning of found.warnings) host.log.warning(warning);
  const required = await Promise.all(found.wheels.map((path) => readWheel(host, path)));
  if (required.length > 0) host.log.info(`installed with them: ${required.map(nameAndVersion).join(", ")}`);
  return { wheels: required, warnings: found.warnings };
}

function nameAndVersion({ name, version }: Wheel): string {
  return `${name}==${version}`;
}

function recordOf(
  { target, sdk }: Setup,
  contents: {
    readonly wheels: readonly Wheel[];
    readonly required: readonly Wheel[];
    readonly stdlib: readonly BuiltModule[];
  },
  { exceptions, signatures }: LinkReport,
): BundleRecord {
  const { wheels, required, stdlib } = contents;
  const suspects = signatures.flatMap(({ module, report }) =>
    report.findings
      .filter(({ repaired }) => !repaired)
      .map((finding) => ({ module, function: finding.function, slot: finding.slot })),
  );
  return {
    format: 1,
    python: target.version.text,
    sdk: sdk.number,
    exceptions,
    modules: wheels.flatMap(({ extensions }) => extensions.map(({ module }) => module)),
    stdlibModules: stdlib.map(({ name }) => name),
    packages: wheels.map(nameAndVersion),
    ...(required.length > 0 && { requirements: required.map(nameAndVersion) }),
    ...(suspects.length > 0 && { suspects }),
  };
}
