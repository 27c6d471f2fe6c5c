/** Set-up without a build, then the tools of the job's own choice: pip, build, uv, Meson, CMake, cargo, configure. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { findPythons } from "../scripts/testing/pythons.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { type ActResult, type Runner, startRunner } from "./act.ts";
import { runOverMirror } from "./served-mirror.ts";

const LIMIT = 15 * 60_000;
const WASM = "0061736d";
const WHEELS = ["cmake_c", "meson_c", "setuptools_c"].map(
  (name) => `example_${name}-1.0.0-cp311-cp311-wasi_0_0_0_wasm32.whl`,
);

let runner: Runner;
let result: ActResult;
let pythonBefore: readonly string[];
let pythonAfter: readonly string[];

beforeAll(async () => {
  runner = await startRunner();
  pythonBefore = await filesOfPython();
  result = await runOverMirror(runner, "by-hand.yml", LIMIT);
  pythonAfter = await filesOfPython();
}, LIMIT);

afterAll(() => runner?.dispose());

describe("front ends", () => {
  test.each(["pip", "build", "uv"])("%s builds wheels for the target by setuptools, Meson and CMake", (name) => {
    const outputs = result.steps.filter(({ id }) => id === "wheels").map(({ outputs }) => outputs[name]);
    const [wheels] = outputs.filter((value) => value !== undefined);
    if (wheels === undefined) throw new Error(result.failures);
    expect(wheels.trim().split(" ")).toEqual(WHEELS);
  });

  test("what each of them built is linked and runs", () => {
    // The jobs of a matrix have one name, and the log has one step of all of them.
    expect(result.step("run").output.match(/all three are in python\.wasm/g)).toHaveLength(3);
  });
});

describe("installers", () => {
  test.each(["pip", "uv"])("%s compiles for the build machine what is to be installed there", (name) => {
    expect(result.step("native").output).toMatch(new RegExp(`^${name}: .*x86_64-linux-gnu\\.so$`, "m"));
  });
});

describe("build systems by hand", () => {
  test.each(["meson", "cmake"])("%s makes an extension of WebAssembly", (name) => {
    expect(result.step(name).outputs).toMatchObject({ magic: WASM });
  });

  test("Meson names it as the target does", () => {
    expect(result.step("meson").outputs.file).toBe("_meanvar.cpython-311-wasm32-wasi.so");
  });

  test("cargo makes an object with the init function", () => {
    expect(result.step("cargo").output).toMatch(/T PyInit_from_cargo/);
  });

  test("configure builds for WASI without being told the host, and make an archive of WebAssembly", () => {
    const { host, machine } = result.step("configure").outputs;
    expect([host, machine]).toEqual(["wasm32-unknown-wasi", "file format wasm"]);
  });

  test("pkg-config sees no package of the build machine", () => {
    expect(result.step("pkg-config").outputs.packages).toBe("0");
  });
});

describe("afterwards", () => {
  test("the post step has run, also in a job that failed", () => {
    expect(result.jobs.broken).toBe("failure");
    expect(result.step("before-failure", "Post").result).toBe("success");
  });

  test("the Python of the machine is as it was", () => {
    expect(pythonAfter).toEqual(pythonBefore);
  });
});

/** The files by which something could change how a Python starts. */
async function filesOfPython(): Promise<readonly string[]> {
  const python = (await findPythons(nodeHost({ logStyle: "plain" }))).find(({ series }) => series === "3.11");
  if (!python) throw new Error("There is no Python 3.11 on this machine.");
  const code = "import sysconfig; print(sysconfig.get_path('stdlib')); print(sysconfig.get_path('purelib'))";
  const [stdlib = "", site = ""] = execFileSync(python.path, ["-c", code], { encoding: "utf8" }).split("\n");
  const starting = readdirSync(site).filter((name) => /\.pth$|^(site|user)customize/.test(name));
  return [...readdirSync(join(stdlib, "..")), ...readdirSync(stdlib), ...starting];
}
