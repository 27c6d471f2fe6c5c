/** Set-up without a build: what the following steps of a job get, and what a second job on the same runner finds. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ActResult, type Runner, startRunner } from "./act.ts";
import { runOverMirror } from "./served-mirror.ts";

const LIMIT = 10 * 60_000;

let runner: Runner;
let result: ActResult;

beforeAll(async () => {
  runner = await startRunner();
  result = await runOverMirror(runner, "setup.yml", LIMIT);
  if (result.code !== 0) throw new Error(result.failures);
}, LIMIT);

afterAll(() => runner?.dispose());

describe("setup without a build", () => {
  test("tells the paths of SDK, sysroot, compilers and files as outputs", () => {
    const { outputs } = result.step("installed");
    for (const name of [
      "wasi-sdk-path",
      "sysroot",
      "cc",
      "cxx",
      "env-file",
      "meson-cross-file",
      "cmake-toolchain-file",
    ]) {
      expect([name, outputs[name]]).toEqual([name, expect.stringMatching(/^\//)]);
    }
    expect(outputs).toMatchObject({ "python-version": "3.11.8", "wasi-sdk-version": "21", "cache-hit": "false" });
  });

  test("has no interpreter to name, for nothing was linked", () => {
    expect(result.step("installed").outputs).not.toHaveProperty("python-wasm");
  });

  test("exports the cross environment to the steps that follow", () => {
    for (const [name, value] of Object.entries(result.step("variables").outputs)) {
      expect([name, value]).not.toEqual([name, ""]);
    }
  });

  test("has a compiler in CC and CFLAGS that makes WebAssembly", () => {
    expect(result.step("compile").outputs.magic).toBe("0061736d");
  });

  test("cleans up after the job", () => {
    expect(result.step("installed", "Post").result).toBe("success");
  });

  test("puts pywasi on PATH", () => {
    expect(result.step("command").output).toMatch(/3\.11.*21/);
  });
});

describe("the second setup on the same runner", () => {
  test("finds everything installed, and says so", () => {
    expect(result.step("found").outputs["cache-hit"]).toBe("true");
  });

  test("reads the version from the file that it is told, and says so in log and summary", () => {
    const from = "from pyproject.toml: requires-python >=3.11.3,<3.12";
    expect(result.step("found").output).toContain(`Python 3.11.8 ${from}`);
    expect(result.step("found").summary).toContain(from.replace("<", "&lt;"));
    expect(result.step("found").summary).toMatch(/\| WASI SDK \| 21 \|.*\| [\d.]+ MB \| found \|/);
  });

  test("uses the same installations for the same reason as the first", () => {
    // The files of the cross environment name the action's own folder, which act makes anew for each job.
    for (const name of ["python-version", "wasi-sdk-version", "wasi-sdk-path", "sysroot", "lock-source"]) {
      expect([name, result.step("found").outputs[name]]).toEqual([name, result.step("installed").outputs[name]]);
    }
  });
});
