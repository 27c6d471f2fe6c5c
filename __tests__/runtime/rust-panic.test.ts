/** Rust panics as the panic hook of std writes them. */
import { describe, expect, test } from "@jest/globals";
import { rustPanic } from "../../src/runtime/rust-panic.ts";

describe("a Rust panic", () => {
  test("has its place and message", () => {
    const output =
      "before\n\nthread '<unnamed>' (1) panicked at src/lib.rs:15:29:\nindex out of bounds: the len is 3\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
    expect(rustPanic(output)).toEqual({ place: "src/lib.rs:15:29", message: "index out of bounds: the len is 3" });
  });

  test("may say more than one line", () => {
    const output =
      "thread 'main' panicked at a b/c.rs:1:2:\nassertion `left == right` failed\n  left: 1\n right: 2\n\n";
    expect(rustPanic(output)?.message).toBe("assertion `left == right` failed\n  left: 1\n right: 2");
  });

  test("of Rust before 1.73 has the message first", () => {
    const output = "thread '<unnamed>' panicked at 'it's over', src/lib.rs:3:5\nnote: run with";
    expect(rustPanic(output)).toEqual({ place: "src/lib.rs:3:5", message: "it's over" });
  });

  test("is not found in what only speaks of one", () => {
    expect(rustPanic("the service panicked at noon")).toBeUndefined();
  });
});
