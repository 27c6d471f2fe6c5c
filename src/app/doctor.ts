/** `pywasi doctor`: looks at a machine and a project as a set-up and a build would, and says what to fix. */
import { join } from "node:path";
import { CPYTHON_TOOL } from "../cpython/install.ts";
import { wayOf } from "../cpython/resolve-cpython.ts";
import { type Finding, findingsAsText } from "../doctor/finding.ts";
import { machine } from "../doctor/machine.ts";
import { project } from "../doctor/project.ts";
import { leftovers, strayVariables } from "../doctor/surroundings.ts";
import { attempt, pythonModules, reach } from "../doctor/versions.ts";
import type { Host } from "../host/host.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { checkOverride, lockFor } from "../lock/lock.ts";
import { downloadSettings } from "../pins/settings.ts";
import { composition } from "../sdk/composed-sdk.ts";
import { SDK_TOOL, toolVersion } from "../sdk/install.ts";
import { sdkPin } from "../sdk/sdk-pin.ts";
import { earlierJob } from "./earlier-job.ts";
import { whichPython } from "./which-python.ts";

export interface DoctorReport {
  readonly findings: readonly Finding[];
  /** 0 where no problem was found. */
  readonly exitCode: 0 | 1;
}

/** @param nodeVersion of the Node that runs us */
export async function doctor(host: Host, inputs: Inputs, nodeVersion: string): Promise<DoctorReport> {
  const findings = [
    ...(await machine(host, nodeVersion)),
    ...(await versions(host, inputs)),
    ...(await project(host, host.folders.work)),
    ...strayVariables(host.env, (await earlierJob(host))?.variables ?? {}),
    ...(await leftovers(host)),
  ];
  return { findings, exitCode: findings.some(({ state }) => state === "problem") ? 1 : 0 };
}

export function doctorText({ findings }: DoctorReport, asJson: boolean): string {
  return asJson ? JSON.stringify(findings, undefined, 2) : findingsAsText(findings);
}

async function versions(host: Host, inputs: Inputs): Promise<readonly Finding[]> {
  const choice = wayOf(inputs.cpython) ? inputs.cpython : join(host.folders.work, inputs.cpython);
  const settings = await attempt("mirror", async () => {
    const value = await downloadSettings(host, inputs);
    const { mirror = "none, files come from their origin" } = value;
    return { found: value.manifest ? `${mirror}, with a manifest` : mirror, value };
  });
  if (settings.value === undefined) return [settings.finding];
  const { value: where } = settings;
  const python = await attempt("Python", async () => {
    const value = await whichPython(host, inputs, choice, where);
    const { resolution, buildPython } = value;
    const found = `${resolution.version.text} ${resolution.reason}; builds run in ${buildPython.executable} (${buildPython.version.text})`;
    return { found, value };
  });
  if (python.value === undefined) return [settings.finding, python.finding];
  const { resolution, buildPython, sourceTree } = python.value;
  const sdk = await attempt("WASI SDK", async () => {
    const lock = lockFor(resolution.version, sourceTree);
    const number = inputs.wasiSdkVersion ?? lock.sdk;
    const deviation = checkOverride(number, lock, inputs.strict);
    const composed = inputs.strict ? undefined : composition(number, host.platform, where);
    if (composed) {
      const { programs: pin, version } = composed;
      return { found: `${number}: ${composed.deviation}`, value: { number, pin, version } };
    }
    const pin = sdkPin(number, host.platform, where);
    return {
      found: `${number}: ${deviation ?? lock.reason}`,
      value: { number, pin, version: toolVersion(number, pin) },
    };
  });
  const modules = await pythonModules(host, buildPython.executable);
  const found = [settings.finding, python.finding, modules, sdk.finding];
  if (sdk.value === undefined || inputs.wasiSdkPath !== undefined) return found;
  const { number, pin, version } = sdk.value;
  const installed = await host.tools.find(SDK_TOOL, version);
  if (installed === undefined) return [...found, await reach(host, pin, where)];
  return [
    ...found,
    { check: "installed", state: "ok", found: `WASI SDK ${number} in ${installed}` },
    ...(await targets(host)),
  ];
}

/** CPythons for WASI that are installed already. */
async function targets(host: Host): Promise<readonly Finding[]> {
  const folder = join(host.folders.tools, CPYTHON_TOOL);
  const names = (await host.files.info(folder)) ? await host.files.list(folder) : [];
  if (names.length === 0) return [];
  return [{ check: "installed", state: "ok", found: `CPython for WASI: ${names.join(", ")}` }];
}
