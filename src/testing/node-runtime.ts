/** Tests under node:wasi: nothing to install, all guests share one compiled module. */
import type { Guests } from "../host/guests.ts";
import type { TestRuntime } from "./guest.ts";
import { type Sandbox, sandboxed } from "./sandbox.ts";

export function nodeRuntime(guests: Guests, sandbox: Sandbox): TestRuntime {
  return { name: "node:wasi", start: (guest) => guests.start(sandboxed(sandbox, guest)) };
}
