/** What `pywasi run` says of a guest that did not end by itself. */
import { describe, expect, test } from "@jest/globals";
import { run } from "../../src/app/run.ts";
import type { GuestRequest, GuestResult, Guests } from "../../src/host/guests.ts";
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

describe("what the guest is given", () => {
  async function given(operands: readonly string[], stack?: string): Promise<GuestRequest> {
    const files = { "/project/wasi-out/bundle/python.wasm": "", "/project/in.py": "", "/elsewhere/out.py": "" };
    const requests: GuestRequest[] = [];
    const guests: Guests = {
      run: async (request) => {
        requests.push(request);
        return { exitCode: 0, trap: undefined, timedOut: false, milliseconds: 1 };
      },
      start: () => {
        throw new Error("pywasi run has one guest");
      },
    };
    await run(fakeHost({ files }), guests, { inputs: readInputs(() => undefined), operands, dirs: [], env: [], stack });
    const [request] = requests;
    if (!request) throw new Error("no guest ran");
    return request;
  }

  test("is the bundle and the working folder, and the words as they are", async () => {
    const { args, preopens } = await given(["-u", "in.py", "--flag"]);
    expect(args).toEqual(["python", "-u", "in.py", "--flag"]);
    expect(Object.keys(preopens)).toEqual(["/", "/project"]);
  });

  test.each([["../elsewhere/out.py"], ["/elsewhere/out.py"]])(
    "is also the folder of a script outside: %s",
    async (path) => {
      const { args, preopens } = await given(["-X", "dev", path, "../elsewhere/out.py"]);
      expect(args).toEqual(["python", "-X", "dev", "/elsewhere/out.py", "../elsewhere/out.py"]);
      expect(preopens["/elsewhere"]).toBe("/elsewhere");
    },
  );

  test("is no folder of a word that is no script", async () => {
    const { preopens } = await given(["-c", "print()", "/elsewhere/out.py"]);
    expect(Object.keys(preopens)).toEqual(["/", "/project"]);
  });

  test("is a stack of the size asked for", async () => {
    expect((await given(["-c", ""], "256")).stackMegabytes).toBe(256);
    await expect(given(["-c", ""], "big")).rejects.toMatchObject({ code: "WASI-INPUT-VALUE" });
  });
});
