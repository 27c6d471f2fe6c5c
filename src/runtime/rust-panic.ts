/**
 * A Rust panic in what a guest wrote before it trapped.
 *
 * The target's std is built with panic=abort: instead of PyO3's PanicException the process ends, and the panic hook's
 * line is all that tells where. https://doc.rust-lang.org/std/panic/struct.PanicHookInfo.html
 */
export interface RustPanic {
  /** `src/lib.rs:15:29`, as rustc was given the file. */
  readonly place: string;
  readonly message: string;
}

/** From Rust 1.73 on: `thread 'main' panicked at src/lib.rs:15:29:`, the message from the next line on. */
const PANIC = /^thread .* panicked at (\S.*:\d+:\d+):\r?\n([\s\S]*)/m;
/** Before: `thread 'main' panicked at 'message', src/lib.rs:15:29`. */
const OLD_PANIC = /^thread .* panicked at '([\s\S]*)', (\S.*:\d+:\d+)$/m;

/** What std says after the message. */
const AFTER = /^(?:note: run with `RUST_BACKTRACE|stack backtrace:|fatal runtime error)/;

export function rustPanic(output: string): RustPanic | undefined {
  const old = OLD_PANIC.exec(output);
  if (old) return { message: old[1] ?? "", place: old[2] ?? "" };
  const found = PANIC.exec(output);
  if (!found) return undefined;
  const lines = (found[2] ?? "").split(/\r?\n/);
  const end = lines.findIndex((line) => line === "" || AFTER.test(line));
  return { place: found[1] ?? "", message: lines.slice(0, end < 0 ? undefined : end).join("\n") };
}
