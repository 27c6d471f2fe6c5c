/** What `pywasi run` says of a guest that did not end by itself. */
import { describe, expect, test } from "@jest/globals";
import { run } from "../../src/app/run.ts";
import type { GuestResult, Guests } from "../../src/host/guests.ts";
import { readInputs } from "../../src/inputs/inputs.ts";
import { fakeHost } from "../host/fake-host.ts";

const host = fakeHost({ files: { "/project/wasi-out/bundle/python.wasm": "\0asm" } });

function running(trap: GuestResult["trap"]) {
  const guests: Guests = {
    run: async () => ({ exitCode: trap ? 134 : 3, trap, timedOut: false, milliseconds: 1 }),
    start: () => {
      throw new Error("pywasi run has one guest");
    },
  };
  return run(host, guests, { inputs: readInputs(() => undefined), operands: ["-c", ""], dirs: [], env: [] });
}

describe("a guest", () => {
  test("that ends by itself ends us with its exit code", async () => {
    await expect(running(undefined)).resolves.toBe(3);
  });

  test("that panicked in Rust is told with file and line", async () => {
    const lastWords =
      "thread '<unnamed>' (1) panicked at src/lib.rs:23:10:\nindex out of bounds: the len is 2\nnote: run with `RUST_BACKTRACE=1`\n";
    await expect(running({ message: "unreachable", frames: ["abort"], lastWords })).rejects.toMatchObject({
      code: "WASI-RUN-PANIC",
      message: "Rust code panicked at src/lib.rs:23:10: index out of bounds: the len is 2",
      details: ["in abort"],
    });
  });

  test("that trapped otherwise is told with the engine's word", async () => {
    await expect(running({ message: "unreachable", frames: [], lastWords: "Aborted" })).rejects.toMatchObject({
      code: "WASI-RUN-TRAP",
      message: expect.stringContaining("unreachable"),
    });
  });
});
