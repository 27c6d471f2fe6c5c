/** What a guest that runs tests is given: its folders, its environment, its arguments, its bounds. */
import { join } from "node:path";
import type { GuestRequest } from "../host/guests.ts";
import { guestPath, guestView } from "../runtime/guest-view.ts";
import type { TestGuest } from "./guest.ts";

export interface Sandbox {
  /** Absolute host folders. */
  readonly bundle: string;
  /** The user's; tests may write there, as they may natively. */
  readonly work: string;
  /** `target/testing` of the product. */
  readonly modules: string;
  /** The test requirements, where there are any. */
  readonly site: string | undefined;
  /** A folder with an empty file `null`. */
  readonly devices: string;
  /** `HOST` or `HOST::GUEST`. */
  readonly dirs: readonly string[];
  /** `NAME=VALUE`. */
  readonly env: readonly string[];
  readonly stackMegabytes: number;
  readonly memoryMegabytes: number;
  readonly diskMegabytes: number;
  /** Whether failures for what WASI lacks become skips. */
  readonly skips: "auto" | "off";
}

const CHANNEL = "/pywasi/channel";
const MODULES = "/pywasi/python";
const SITE = "/pywasi/site";
const CAPTURED = "/pywasi/captured";

/** Python's own arguments, from its options to those of the tests. */
export function pythonArguments({ command }: TestGuest, modules: string): readonly string[] {
  return [...command.pythonOptions, `${modules}/start.py`, command.kind, ...command.args];
}

/** What every guest is told, native ones included. */
export function guestVariables(guest: TestGuest, channel: string): Readonly<Record<string, string>> {
  return {
    // Tests that are made of sets have the same names in every guest.
    PYTHONHASHSEED: "0",
    // What was printed before a trap must not stay in a buffer.
    PYTHONUNBUFFERED: "1",
    ...guest.command.env,
    PYWASI_CHANNEL: channel,
    PYWASI_TEST_FROM_FOLDER: guest.command.fromFolder ? "1" : "0",
    PYWASI_TEST_WORKER: `gw${guest.slot}`,
    PYWASI_TEST_WORKERS: String(guest.slots),
  };
}

/** @throws {UserError} WASI-INPUT-VALUE for a folder or variable that is none */
export function sandboxed(sandbox: Sandbox, guest: TestGuest): GuestRequest {
  const view = guestView(sandbox.bundle, sandbox.work, sandbox.dirs, sandbox.env);
  return {
    module: join(sandbox.bundle, "python.wasm"),
    args: ["python", ...pythonArguments(guest, MODULES)],
    preopens: {
      ...view.preopens,
      "/tmp": guest.temporary,
      "/dev": sandbox.devices,
      [MODULES]: sandbox.modules,
      [CHANNEL]: guest.channel,
      [CAPTURED]: guest.captured,
      ...(sandbox.site === undefined ? {} : { [SITE]: sandbox.site }),
    },
    env: {
      HOME: "/tmp",
      TMPDIR: "/tmp",
      ...guestVariables(guest, CHANNEL),
      PYWASI_TEST_SKIPS: sandbox.skips,
      PYWASI_TEST_CAPTURED: CAPTURED,
      ...(sandbox.site === undefined ? {} : { PYWASI_TEST_SITE: SITE }),
      ...view.env,
      PWD: guestPath(sandbox.work),
    },
    stackMegabytes: sandbox.stackMegabytes,
    memoryMegabytes: sandbox.memoryMegabytes,
    output: guest.output,
    guard: {
      readOnly: ["/", MODULES, ...(sandbox.site === undefined ? [] : [SITE])],
      writeLimit: sandbox.diskMegabytes * 2 ** 20,
      resetBy: CHANNEL,
      output: CAPTURED,
    },
  };
}
