/** How a guest died, in words, from what the engine said and what it printed last. */

import { trappedCall } from "../runtime/trapped-call.ts";

export interface Death {
  readonly exitCode: number;
  readonly trap:
    | {
        readonly message: string;
        readonly frames: readonly string[];
        readonly places?: readonly (number | undefined)[];
      }
    | undefined;
  /** We ended it. */
  readonly timedOut: boolean;
  /** The end of its standard output and error. */
  readonly lastWords: string;
}

export interface Explanation {
  /** One line. */
  readonly message: string;
  /** What it means and what can be done; empty where the message says all. */
  readonly meaning: string;
}

/** Lines that programs print before they abort. */
const LAST_WORDS: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [
    /.*panicked at .*/,
    "Rust code panicked. Rust for wasm32-wasip1 aborts on a panic, so there is no exception that Python could catch; elsewhere the same panic would be a PanicException.",
  ],
  [
    /.*a C\+\+ exception \(.*\) was thrown.*/,
    "C++ code threw, and the WASI SDK of this Python has no support for exceptions (SDK 33 and later have). Until it throws, such code works.",
  ],
  [/.*longjmp.*(?:not supported|cannot|was called).*/i, "C code jumped out with longjmp, which this build cannot do."],
  [/.*terminating (?:due to|with) uncaught exception.*/, "A C++ exception left the code that could have caught it."],
  [
    /.*Assertion .* failed.*/,
    "An assertion of C code failed: a fault of the extension, or an assumption that wasm32 does not meet.",
  ],
  [/.*Fatal Python error: .*/, "CPython found its own state broken."],
  [/.*LLVM ERROR: .*|.*undefined: .* was called.*/, "Code called a function that this interpreter was linked without."],
];

const TRAPS: readonly (readonly [pattern: RegExp, message: string, meaning: string])[] = [
  [
    /maximum call stack|call stack exhausted|stack overflow/i,
    "stack overflow",
    "The recursion went deeper than the stack. --test-stack gives the guest's thread more.",
  ],
  [
    /memory access out of bounds|out of bounds memory/i,
    "memory access out of bounds",
    "C code followed a bad pointer, or its stack overflowed; elsewhere this is a segmentation fault.",
  ],
  [
    /table index is out of bounds|undefined element|uninitialized element|null function/i,
    "call of a null or wild function pointer",
    "C code called a function pointer that leads nowhere; elsewhere this is a segmentation fault.",
  ],
  [
    /unreachable/i,
    "abort",
    "The program ended itself: abort(), a failed check of the compiler, or code that was said never to run.",
  ],
  [
    /integer divide by zero|divide by zero|integer overflow|float unrepresentable|remainder by zero/i,
    "arithmetic trap",
    "An operation without a result, such as a division by zero, traps in WebAssembly.",
  ],
  [
    /out of memory|Allocation failed/i,
    "out of memory",
    "The guest wanted more memory than --test-memory allows or the machine has.",
  ],
];

export function explainDeath(death: Death, limitSeconds: number): Explanation {
  if (death.timedOut) {
    return {
      message: `no end after ${limitSeconds} s`,
      meaning:
        "The test ran longer than --test-timeout or its project's own limit allows, and its interpreter was ended.",
    };
  }
  const said = lastWords(death.lastWords);
  if (!death.trap) {
    const code = `the interpreter ended with exit code ${death.exitCode} in the middle of the test`;
    return said
      ? { message: said.line, meaning: said.meaning }
      : { message: code, meaning: "Something called exit(), or os._exit()." };
  }
  const call = trappedCall(death.trap.message, death.trap.frames);
  if (call && !said) return { message: `indirect call type mismatch in ${call.caller}`, meaning: call.remedy };
  const known = TRAPS.find(([pattern]) => pattern.test(death.trap?.message ?? ""));
  const where = death.trap.frames.find(
    (frame) => !/^(?:abort|__abort|_Exit|raise|__assert_fail|fatal_error)/.test(frame),
  );
  const message = `${known?.[1] ?? death.trap.message}${where ? ` in ${where}` : ""}`;
  if (said) return { message: said.line, meaning: said.meaning };
  return { message, meaning: known?.[2] ?? "" };
}

function lastWords(text: string): { readonly line: string; readonly meaning: string } | undefined {
  for (const [pattern, meaning] of LAST_WORDS) {
    const line = pattern.exec(text)?.[0];
    if (line !== undefined) return { line: line.trim().slice(0, 300), meaning };
  }
  return undefined;
}
