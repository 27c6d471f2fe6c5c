/** Several packages in one step, in a real runner: the order, what is compiled against what, and a circle. */
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type ActResult, type Runner, startRunner } from "./act.ts";
import { runOverMirror } from "./served-mirror.ts";

const LIMIT = 10 * 60_000;

let runner: Runner;
let result: ActResult;

beforeAll(async () => {
  runner = await startRunner();
  result = await runOverMirror(runner, "several.yml", LIMIT);
}, LIMIT);

afterAll(() => runner?.dispose());

describe("a package and another that is compiled against it", () => {
  test("are built in the order that they need, whatever the order they are named in", () => {
    expect([result.step("together").result, result.failures]).toEqual(["success", expect.anything()]);
    const ends = [...result.step("together").output.matchAll(/^.*│ built in .*$/gm)].map(([line]) => line.trim());
    expect(ends).toEqual([
      expect.stringMatching(/^\.\/provider │ .*\(1 of 2\)$/),
      expect.stringMatching(/^\.\/consumer │ .*\(2 of 2\)$/),
    ]);
  });

  test("give their wheels in the order they were named", () => {
    const wheels = (result.step("together").outputs.wheels ?? "").split("\n").map((path) => basename(path));
    expect(wheels.map((wheel) => wheel.split("-")[0])).toEqual(["consumer", "provider"]);
  });

  test("agree about the target: its header says 4 bytes for a long, and its library links", () => {
    expect(result.step("facts").output.trim()).toBe("(4, 42) 3");
    expect(result.step("together").output).toMatch(/compiled against provider==1\.0 for WASI: 2 of its files differ/);
  });
});

describe("packages that require each other to build", () => {
  test("are refused before anything is built, with the way around", () => {
    const step = result.step("circle");
    expect(step.result).toBe("failure");
    expect(step.summary).toContain("WASI-BUILD-CIRCLE");
    expect(step.summary).toContain("./circle-one needs ./circle-two needs ./circle-one");
  });
});
