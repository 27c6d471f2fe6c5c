/**
 * What a trap of an indirect call says: which function made the call, and what it calls. The engine names the caller
 * only, for the callee never began; CPython's callers each call one kind of function.
 */
import { ADAPTER_PREFIX } from "../signature/adapters.ts";
import callers from "./indirect-callers.json" with { type: "json" };

/** V8 and SpiderMonkey; wasmtime. */
const MESSAGE = /function signature mismatch|indirect call (type|signature) mismatch|indirect call signature/i;

export interface TrappedCall {
  /** `cfunction_vectorcall_NOARGS, which calls a method declared with METH_NOARGS` */
  readonly caller: string;
  readonly remedy: string;
}

/**
 * @param frames names of the functions, innermost first
 * @returns undefined for a trap of another kind
 */
export function trappedCall(message: string, frames: readonly string[]): TrappedCall | undefined {
  if (!MESSAGE.test(message)) return undefined;
  const [caller = "an unknown function"] = frames;
  const known = callers.callers.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(caller));
  if (caller.startsWith(ADAPTER_PREFIX)) {
    return { caller: `${caller.split("$").at(-1)}, through its adapter`, remedy: REMEDY };
  }
  return {
    caller: known ? `${caller}, which calls ${known.calls}` : `${caller}, through a function pointer`,
    remedy: REMEDY,
  };
}

const REMEDY =
  "The function that was called has other parameters or another result than its caller expects, or the pointer is NULL. Build again with fpcast: true (--fpcast), which makes every such call work; if it then does, the function's type is a fault of the package, worth a report there.";
