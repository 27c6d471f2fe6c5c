/** The reusable workflow in a real runner: a matrix of packages and Pythons, its artefacts, and the index of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ActResult, type Runner, startRunner } from "./act.ts";
import { runOverMirror } from "./served-mirror.ts";

const LIMIT = 15 * 60_000;

let runner: Runner;
let result: ActResult;

beforeAll(async () => {
  runner = await startRunner();
  result = await runOverMirror(runner, "wheels.yml", LIMIT);
  if (result.code !== 0) throw new Error(result.failures);
}, LIMIT);

afterAll(() => runner?.dispose());

const artefact = (name: string) => readdirSync(join(runner.artifacts, name), { recursive: true }).map(String).sort();

describe("two packages for two Pythons", () => {
  test("are four jobs, each with an artefact of its own", () => {
    const names = readdirSync(runner.artifacts).sort();
    expect(names).toEqual([
      "wasi-index",
      ...["one-extension-3.11", "one-extension-3.11.8", "provider-3.11", "provider-3.11.8"].map(
        (job) => `wasi-wheels-${job}`,
      ),
    ]);
  });

  test("keep the wheel with its folder in the artefact", () => {
    expect(artefact("wasi-wheels-provider-3.11")).toContain("wheels/provider-1.0-cp311-cp311-wasi_0_0_0_wasm32.whl");
  });

  test("come together in one index, where the same wheel of two jobs is one", () => {
    const index = artefact("wasi-index");
    expect(index.filter((path) => path.endsWith(".whl"))).toEqual([
      "files/one-extension/one_extension-1.0-cp311-cp311-wasi_0_0_0_wasm32.whl",
      "files/provider/provider-1.0-cp311-cp311-wasi_0_0_0_wasm32.whl",
    ]);
    expect(readFileSync(join(runner.artifacts, "wasi-index", "simple", "index.html"), "utf8")).toContain(
      ">provider</a>",
    );
  });
});
