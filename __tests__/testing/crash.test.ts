import { describe, expect, test } from "@jest/globals";
import { type Death, explainDeath } from "../../src/testing/crash.ts";

const death = (parts: Partial<Death>): Death => ({
  exitCode: 134,
  trap: undefined,
  timedOut: false,
  lastWords: "",
  ...parts,
});
const trap = (message: string, ...frames: string[]) => death({ trap: { message, frames } });

describe("the end of a guest", () => {
  test.each([
    ["null function or function signature mismatch", /indirect call type mismatch in cfunction_call/, /fpcast/],
    ["indirect call type mismatch", /indirect call type mismatch/, /fpcast/],
    ["Maximum call stack size exceeded", /stack overflow/, /--test-stack/],
    ["call stack exhausted", /stack overflow/, /--test-stack/],
    ["memory access out of bounds", /out of bounds/, /segmentation fault/],
    ["table index is out of bounds", /function pointer/, /segmentation fault/],
    ["unreachable", /^abort/, /ended itself/],
    ["divide by zero", /arithmetic trap/, /division by zero/],
  ])("by the trap %p is explained", (message, said, meant) => {
    const explanation = explainDeath(trap(message, "cfunction_call"), 300);
    expect(explanation.message).toMatch(said);
    expect(explanation.meaning).toMatch(meant);
  });

  test("names the function that aborted, not abort itself", () => {
    expect(explainDeath(trap("unreachable", "abort", "__assert_fail", "check_invariant"), 300).message).toBe(
      "abort in check_invariant",
    );
  });

  test.each([
    ["thread '<unnamed>' (1) panicked at src/lib.rs:15:29: boom", /Rust/],
    ["fatal: a C++ exception (std::out_of_range) was thrown, but this python.wasm was built without them", /C\+\+/],
    ["Assertion `n > 0' failed", /assertion/],
    ["Fatal Python error: _Py_CheckFunctionResult: boom", /CPython/],
  ])("after the words %p tells them", (line, meaning) => {
    const explanation = explainDeath({ ...trap("unreachable", "abort"), lastWords: `before\n${line}\nafter` }, 300);
    expect(explanation.message).toBe(line);
    expect(explanation.meaning).toMatch(meaning);
  });

  test("that we brought about says after how long", () => {
    expect(explainDeath(death({ timedOut: true }), 5).message).toBe("no end after 5 s");
  });

  test("by exit() says with which code", () => {
    expect(explainDeath(death({ exitCode: 3 }), 5).message).toMatch(/exit code 3/);
  });
});
