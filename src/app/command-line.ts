/** `pywasi`: one command of the tool, its result on standard output. */
import { once } from "node:events";
import { join } from "node:path";
import { cpythonAtPath } from "../cpython/at-path.ts";
import { wayOf } from "../cpython/resolve-cpython.ts";
import type { SourceTree } from "../cpython/source/source-tree.ts";
import { warnOfOldNode } from "../doctor/machine.ts";
import type { Guests } from "../host/guests.ts";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import { type CommandLine, parseArguments } from "../inputs/arguments.ts";
import { helpText } from "../inputs/help.ts";
import { formatBytes, formatCount } from "../report/job-report.ts";
import { audit } from "./audit.ts";
import { build } from "./build.ts";
import { check } from "./check.ts";
import { doctor, doctorText } from "./doctor.ts";
import { env, shellFamily } from "./env.ts";
import { indexSite } from "./index-site.ts";
import { linkFiles } from "./link.ts";
import { lock } from "./lock.ts";
import { mirror } from "./mirror.ts";
import { run } from "./run.ts";
import { type Setup, setup } from "./setup.ts";
import { startSteps } from "./steps.ts";
import { failIfFailed, test } from "./test.ts";

/** @returns the exit code. @throws {UserError} */
export async function commandLine(
  host: Host,
  guests: Guests,
  argv: readonly string[],
  print: (text: string) => void,
): Promise<number> {
  const line = parseArguments(argv, host.env);
  const { inputs, operands, switches, extras } = line;
  switch (line.command) {
    case "help":
      print(helpText(operands[0]));
      return 0;
    case "version":
      print(JSON.parse(await host.files.readText(join(host.folders.product, "package.json"))).version);
      return 0;
    case "lock":
      print(lock(inputs, operands, switches.has("json"), await sourceTreeOf(host, inputs.cpython)));
      return 0;
    case "check":
      await check(host, operands, switches.has("json"), print);
      return 0;
    case "audit":
      await audit(host, operands, inputs.pythonVersion, switches.has("json"), print);
      return 0;
    case "doctor": {
      const report = await doctor(host, inputs, process.version);
      print(doctorText(report, switches.has("json")));
      return report.exitCode;
    }
    case "index":
      print(await indexSite(host, inputs, operands));
      return 0;
    case "run":
      warnOfOldNode(host, process.version);
      return run(host, guests, {
        inputs,
        operands,
        dirs: extras.dir ?? [],
        env: extras.env ?? [],
        stack: extras["stack-mb"]?.at(-1),
      });
    case "test": {
      if (inputs.test.runtime === "node") warnOfOldNode(host, process.version);
      const report = await test(host, guests, {
        inputs,
        operands,
        durations: Number(extras.durations?.at(-1) ?? 0),
        junit: extras.junitxml?.at(-1),
        print: switches.has("json") ? (text) => host.log.info(text) : print,
      });
      if (switches.has("json")) print(await host.files.readText(report.json));
      failIfFailed(report);
      return 0;
    }
    case "mirror":
      await mirror(
        host,
        { print, untilEnd: async () => void (await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")])) },
        {
          parts: operands,
          folder: extras.folder?.at(-1),
          port: extras.port?.at(-1),
          serve: switches.has("serve"),
          json: switches.has("json"),
        },
      );
      return 0;
    default:
      await onSetup(host, line, print);
      return 0;
  }
}

async function sourceTreeOf(host: Host, choice: string): Promise<SourceTree | undefined> {
  if (wayOf(choice)) return undefined;
  return (await cpythonAtPath(host, userPath(host, choice))).tree;
}

/** The commands that begin with a set-up. */
async function onSetup(host: Host, line: CommandLine, print: (text: string) => void): Promise<void> {
  const { command, operands, switches } = line;
  const inputs = { ...line.inputs, build: command === "build" ? operands : [] };
  // Before anything is installed for it.
  const shell = shellFamily(command === "env" ? operands : []);
  const steps = startSteps(host);
  const ready = await setup(host, inputs, steps);
  const asJson = switches.has("json");
  if (command === "env") {
    print(env(ready, switches, shell));
  } else if (command === "setup") {
    print(
      asJson
        ? JSON.stringify(setupAsJson(ready, steps.times), undefined, 2)
        : `cross environment: ${ready.cross.envFile}`,
    );
  } else {
    const built = command === "build" ? await build(host, inputs, ready, steps) : undefined;
    const linked = built?.link ?? (await linkFiles(host, inputs, ready, operands, steps));
    const { bundle, report } = linked;
    const result = {
      ...setupAsJson(ready, steps.times),
      wheels: built?.wheels ?? [],
      bundle: bundle.path,
      pythonWasm: bundle.pythonWasm,
      link: report,
    };
    print(
      asJson
        ? JSON.stringify(result, undefined, 2)
        : `${bundle.pythonWasm} (${formatBytes(report.size)}, ${formatCount(report.moduleNames.length, "extension module")})`,
    );
  }
}

function setupAsJson({ target, sdk, cross, report }: Setup, times: Readonly<Record<string, number>>) {
  return {
    python: { ...report.python, path: target.path },
    sdk: { ...report.sdk, path: sdk.path },
    environment: {
      variables: cross.jobVariables,
      envFile: cross.envFile,
      mesonCrossFile: cross.mesonCrossFile,
      cmakeToolchainFile: cross.cmakeToolchainFile,
    },
    milliseconds: times,
  };
}
