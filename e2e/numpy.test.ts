/** The whole way, by the published name in a real runner: NumPy's sdist becomes an interpreter that computes. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ActResult, type Runner, startRunner } from "./act.ts";
import { runOverMirror } from "./served-mirror.ts";

/** NumPy compiles in about three minutes on two cores. */
const LIMIT = 20 * 60_000;

let runner: Runner;
let result: ActResult;

beforeAll(async () => {
  runner = await startRunner();
  result = await runOverMirror(runner, "numpy.yml", LIMIT);
  // The log of the run is the only thing that explains a failure.
  if (result.code !== 0) throw new Error(result.failures);
}, LIMIT);

afterAll(() => runner?.dispose());

describe("a workflow that builds NumPy with org/setup-python-wasi@v1", () => {
  test("succeeds on Node 24, which is what the action asks for", () => {
    expect(result.jobs).toEqual({ numpy: "success" });
    expect(result.step("node").outputs.version).toMatch(/^v24\./);
  });

  test("says which Python and which SDK it took, and why", () => {
    expect(result.step("wasi").outputs).toMatchObject({
      "python-version": "3.11.8",
      "wasi-sdk-version": "21",
      "lock-source": expect.stringContaining("PEP 11"),
    });
  });

  test("had nothing in the tool cache at first", () => {
    expect(result.step("wasi").outputs["cache-hit"]).toBe("false");
  });

  test("names one wheel for WASI, built from the sdist", () => {
    const wheels = (result.step("wasi").outputs.wheels ?? "").split("\n");
    expect(wheels).toHaveLength(1);
    expect(wheels[0]).toMatch(/numpy-2\.4\.6-cp311-cp311-wasi_0_0_0_wasm32\.whl$/);
  });

  test("makes an interpreter in which NumPy imports", () => {
    expect(result.step("version").output.trim()).toBe("2.4.6");
  });

  test("makes an interpreter in which NumPy computes: products, FFT, random numbers, linear algebra", () => {
    expect(result.step("compute").output.trim().split("\n")).toEqual([
      "product [[5.0, 14.0, 23.0], [14.0, 50.0, 86.0], [23.0, 86.0, 149.0]]",
      "roundtrip True",
      "random [47, 51, 75]",
      "determinant -5.0",
    ]);
  });

  test("makes an interpreter in which NumPy's own tests of half-precision floats pass", () => {
    expect(result.step("half").output).toMatch(/^38 passed, 1 skipped in /m);
  });

  test("makes a wheel that other packages compile against: NumPy's headers and libnpymath for wasm32", () => {
    expect(result.step("api").output).toMatch(/compiled against numpy==2\.4\.6 for WASI: [1-9]\d* of its files differ/);
    expect(result.step("array").output.trim()).toBe("(4, 4) 10.0 2.220446049250313e-16 [1. 1. 1.]");
  });

  test("keeps the cross environment away from the other steps of the job", () => {
    expect(result.step("environment").outputs.cc).toBe("unset");
  });

  test("writes a job summary with the decision, the wheel with its hash, and the times", () => {
    const { summary } = result.step("wasi");
    expect(summary).toContain("## Python for WASI");
    expect(summary).toContain("| CPython | 3.11.8 |");
    expect(summary).toContain("| WASI SDK | 21 |");
    expect(summary).toMatch(/`numpy-2\.4\.6-[^`]*` \| 19 \| .* \| `[0-9a-f]{64}` \|/);
    expect(summary).toMatch(/`python\.wasm` with 19 extension modules/);
  });

  test("says in the log that the mirror has stand-ins", () => {
    expect(result.step("wasi").output).toMatch(/stand-ins/);
  });

  test("raises no error and no warning on the way", () => {
    expect(result.step("wasi").annotations.filter(({ level }) => level !== "notice")).toEqual([]);
  });

  test("uploads a bundle that any WASI runtime can run: interpreter, standard library, site-packages", () => {
    const bundle = join(runner.artifacts, "wasi");
    expect([...readFileSync(join(bundle, "python.wasm")).subarray(0, 4)]).toEqual([0, 0x61, 0x73, 0x6d]);
    expect(statSync(join(bundle, "python.wasm")).size).toBeLessThan(25_000_000);
    expect(existsSync(join(bundle, "lib", "python3.11", "os.py"))).toBe(true);
    expect(existsSync(join(bundle, "lib", "python3.11", "site-packages", "numpy", "__init__.py"))).toBe(true);
  });

  test("leaves the SDK and CPython complete in the runner's tool cache", () => {
    const complete = readdirSync(runner.toolCache, { recursive: true, encoding: "utf8" }).filter((name) =>
      /^[^/]+\/[^/]+\/[^/]+\.complete$/.test(name),
    );
    expect(complete.map((name) => name.split("/")[0])).toEqual(expect.arrayContaining(["wasi-sdk", "cpython-wasi"]));
  });
});
