/**
 * What a trap of an indirect call says: which function made the call, and what it calls. The engine names the caller
 * only, for the callee never began; CPython's callers each call one kind of function.
 */
import { ADAPTER_PREFIX } from "../signature/adapters.ts";
import type { Suspect } from "./bundle.ts";
import callers from "./indirect-callers.json" with { type: "json" };

/** V8 and SpiderMonkey; wasmtime. */
const MESSAGE = /function signature mismatch|indirect call (type|signature) mismatch|indirect call signature/i;

export interface TrappedCall {
  /** `cfunction_vectorcall_NOARGS, which calls a method declared with METH_NOARGS` */
  readonly caller: string;
  /** What was likely called, where the link has marked functions: `wrong of m (tp_repr)`. */
  readonly suspects: readonly string[];
  readonly remedy: string;
}

/**
 * @param frames names of the functions, innermost first
 * @param suspects that the link has marked
 * @returns undefined for a trap of another kind
 */
export function trappedCall(
  message: string,
  frames: readonly string[],
  suspects: readonly Suspect[] = [],
): TrappedCall | undefined {
  if (!MESSAGE.test(message)) return undefined;
  const [caller = "an unknown function"] = frames;
  const known = callers.callers.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(caller));
  // Those of the slots that this caller calls come first; the others may be meant all the same.
  const fits = ({ slot }: Suspect) => (known?.calls.includes(slot) ? 0 : 1);
  const named = [...suspects]
    .sort((a, b) => fits(a) - fits(b))
    .map((each) => `${each.function} of ${each.module} (${each.slot})`);
  return { caller: describeCaller(caller, known?.calls), suspects: named, remedy: REMEDY };
}

function describeCaller(caller: string, calls: string | undefined): string {
  if (caller.startsWith(ADAPTER_PREFIX)) return `${caller.split("$").at(-1)}, through its adapter`;
  return `${caller}, ${calls ? `which calls ${calls}` : "through a function pointer"}`;
}

const REMEDY =
  "The function that was called has other parameters or another result than its caller expects, or the pointer is NULL. Build again with fpcast: true (--fpcast), which makes every such call work; if it then does, the function's type is a fault of the package, worth a report there.";
