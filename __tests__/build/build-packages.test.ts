/** Several packages, with the Python program played by the test. */
import { describe, expect, test } from "@jest/globals";
import { buildThem as build, playedMachine as machine } from "./played-machine.ts";

describe("several packages", () => {
  test("are built after what they require, and overlaid with its wheel and what find-links has", async () => {
    const { host, asked } = machine({ frames: { build: ["arrays"] }, arrays: {} });
    const built = await build(host, ["./frames", "./arrays"]);
    expect(built.map(({ name }) => name)).toEqual(["frames", "arrays"]);
    expect(asked.map(({ source }) => source)).toEqual(["/project/arrays", "/project/frames"]);
    expect(asked[1]?.targetWheels).toEqual([
      {
        name: "arrays",
        version: "1.0",
        path: "/out/arrays-1.0-cp313-cp313-wasi_0_0_0_wasm32.whl",
        // No index has a folder of the user's, so the native copy is built from it.
        source: "/project/arrays",
      },
      { name: "old", version: "0.1", path: "/links/old.whl" },
    ]);
  });

  test("say in each line whose it is, and how many have ended", async () => {
    const { host } = machine({ frames: { build: ["arrays"] }, arrays: {} });
    await build(host, ["./frames", "./arrays"]);
    expect(host.lines.filter((line) => line.includes("│")).map((line) => line.replace(/\d+ ms/, "N ms"))).toEqual([
      "info: ./arrays │ built in N ms (1 of 2)",
      "info: ./frames │ built in N ms (2 of 2)",
    ]);
  });

  test("are built also where another fails; what needs that one is left out", async () => {
    const { host, asked } = machine({ broken: { fails: true }, frames: { build: ["broken"] }, other: {} });
    await expect(build(host, ["./frames", "./broken", "./other"])).rejects.toMatchObject({
      code: "WASI-BUILD-FAILED",
      message: "2 of 3 packages were not built: ./broken failed.",
    });
    expect(asked.map(({ source }) => source)).toEqual(["/project/broken", "/project/other"]);
    expect(host.below("/out")).toContain("/out/other-1.0-cp313-cp313-wasi_0_0_0_wasm32.whl");
    expect(host.below("/temp")).toEqual([]);
  });

  test("are warned of where one is compiled against what it requires and the guest will lack", async () => {
    const arrays = { build: ["arrays"], runtime: ["arrays"], compiled: ["arrays", "cython"] };
    const { host } = machine({ frames: arrays, tables: { ...arrays, overlaid: { "arrays==1": 3 } } });
    await build(host, ["./frames", "./tables"]);
    const warnings = host.lines.filter((line) => line.startsWith("warning"));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("frames is compiled against arrays and requires it in the guest");
  });
});
