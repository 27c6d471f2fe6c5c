import { expect, test } from "@jest/globals";
import { run } from "../../src/app/run.ts";
import type { Guests } from "../../src/host/guests.ts";
import { readInputs } from "../../src/inputs/inputs.ts";
import { fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const trapping: Pick<Guests, "run"> = {
  run: async () => ({
    exitCode: 134,
    trap: { message: "null function or function signature mismatch", frames: ["PyObject_Repr", "main"], lastWords: "" },
    timedOut: false,
    milliseconds: 1,
  }),
};

test("a trap of an indirect call names the caller, what was likely called, and fpcast", async () => {
  const suspects = [{ module: "m", function: "wrong", slot: "tp_repr" }];
  const host = fakeHost({
    files: { "/out/bundle/python.wasm": "wasm", "/out/bundle/pywasi.json": JSON.stringify({ format: 1, suspects }) },
  });
  const inputs = readInputs((name) => (name === "out-dir" ? "/out" : undefined));
  const error = await errorOf(() => run(host, trapping as Guests, { inputs, operands: ["-c", ""], dirs: [], env: [] }));
  expect(error.code).toBe("WASI-RUN-TRAP");
  expect(error.message).toContain("in PyObject_Repr, which calls tp_repr or tp_str");
  expect(error.details).toEqual(["in PyObject_Repr", "in main", "likely called: wrong of m (tp_repr)"]);
  expect(error.remedy).toContain("fpcast: true");
});
