/** The same tests in a native Python, for comparison: the same runner and the same workers, without a sandbox. */
import type { Host } from "../host/host.ts";
import type { TestRuntime } from "./guest.ts";
import { startProcess } from "./process-guest.ts";
import { guestVariables, pythonArguments } from "./sandbox.ts";

export interface NativePlace {
  /** Absolute path of the interpreter that has the packages and the test requirements. */
  readonly python: string;
  readonly version: string;
  readonly work: string;
  /** `target/testing` of the product. */
  readonly modules: string;
  readonly env: readonly string[];
}

export function nativeRuntime(host: Host, place: NativePlace): TestRuntime {
  const given = Object.fromEntries(
    place.env.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  return {
    name: `native Python ${place.version}`,
    start: (guest) =>
      startProcess(host, {
        command: place.python,
        args: pythonArguments(guest, place.modules),
        env: {
          PATH: host.env.PATH,
          HOME: guest.temporary,
          TMPDIR: guest.temporary,
          ...guestVariables(guest, guest.channel),
          PYWASI_TEST_NATIVE: "1",
          PYWASI_TEST_SKIPS: "off",
          ...given,
        },
        cwd: place.work,
        output: guest.output,
        result: (run) => ({
          exitCode: run.code,
          trap:
            run.signal === undefined || run.timedOut ? undefined : { message: run.signal, frames: [], lastWords: "" },
          timedOut: run.timedOut,
          milliseconds: run.milliseconds,
        }),
      }),
  };
}
