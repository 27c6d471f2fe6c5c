/** What a relink takes, beside the SDK's linker with the very command that it ends with. */
import { join } from "node:path";
import type { Setup } from "../../src/app/setup.ts";
import type { Host } from "../../src/host/host.ts";
import type { RelinkModule } from "../../src/link/interpreter/prepare-module.ts";
import { relinkPlan } from "../../src/link/interpreter/relink-plan.ts";
import { runRelink } from "../../src/link/interpreter/run-relink.ts";
import { fastest } from "./measure.ts";
import type { TimeTable } from "./time-table.ts";

const RUNS = 3;
/** Of the whole relink, for NumPy and ten packages. */
const GOAL = 1500;

interface Relink {
  readonly ready: Setup;
  readonly modules: readonly RelinkModule[];
  /** How many wheels they are of. */
  readonly packages: number;
  /** Absolute folder. */
  readonly work: string;
}

export async function relinkTimes(host: Host, { ready, modules, packages, work }: Relink): Promise<TimeTable> {
  const { target, sdk, additions, exceptionLibraries } = ready;
  const output = join(work, "python.wasm");
  const sources = join(host.folders.product, "target", "c");
  const base = { target, sdk, additions, modules, exceptionLibraries, keepDebug: false, output };
  const plan = () => relinkPlan({ ...base, sources, work: join(work, "relink") });
  const planned = plan();
  for (const { path, text } of planned.headers) await host.files.write(path, text);
  for (const { path, bytes } of planned.objects) await host.files.write(path, bytes);
  for (const { command, args } of planned.compiles) await host.processes.run(command, args);
  const linker = await fastest(RUNS, () => host.processes.run(planned.link.command, planned.link.args));
  const ours = await fastest(RUNS, plan);
  const whole = await fastest(RUNS, () => runRelink(host, base));
  return {
    id: "relink",
    title: "Relink",
    note: `${modules.length} extension modules of ${packages} packages with libpython, least of ${RUNS}. \`pywasi link\` also unpacks the wheels and compiles their \`.py\` files, on the other cores.`,
    columns: ["the SDK's linker alone", "ours"],
    rows: [
      { name: "reading, auditing, renaming", milliseconds: [linker, ours] },
      {
        name: "all of it: main compiled, objects written, linked",
        milliseconds: [linker, whole],
        ...(packages > 1 && { goal: GOAL }),
      },
    ],
  };
}
