/** Several packages, with the Python program played by the test. */
import { describe, expect, test } from "@jest/globals";
import { buildPackages } from "../../src/build/build-packages.ts";
import { target } from "../cross/example.ts";
import { type FakeHost, fakeHost } from "../host/fake-host.ts";

const PYTHON = "/usr/bin/python3.13";

interface Played {
  readonly build?: readonly string[];
  readonly runtime?: readonly string[];
  readonly compiled?: readonly string[];
  readonly overlaid?: Readonly<Record<string, number>>;
  readonly fails?: boolean;
}

/** A machine with a folder for each package; what the driver was asked is kept in the order of the builds. */
function machine(packages: Readonly<Record<string, Played>>) {
  const asked: Record<string, unknown>[] = [];
  const answers = {
    "pywasi_build.needs": ({ sources }: { sources: string[] }) => ({
      projects: sources.map((source) => {
        const name = source.split("/").at(-1) ?? "";
        return { name, build: packages[name]?.build ?? [], runtime: packages[name]?.runtime ?? [] };
      }),
    }),
    pywasi_build: (request: Record<string, unknown>) => {
      asked.push(request);
      const name = String(request.source).split("/").at(-1) ?? "";
      const { compiled = [], overlaid = {}, fails } = packages[name] ?? {};
      if (fails) return { error: { kind: "backend", message: "it does not compile" } };
      const wheel = `/out/${name}-1.0-cp313-cp313-wasi_0_0_0_wasm32.whl`;
      const milliseconds = { environment: 1, build: 2 };
      return { wheel, backend: "b", requirements: [], installed: [], compiled, overlaid, passedOver: [], milliseconds };
    },
  };
  const python = async ({ args }: { args: readonly string[] }, host: FakeHost) => {
    const [, module = "", requestPath = "", resultPath = ""] = args;
    if (module === "venv") await host.files.write(`${args.at(-1)}/bin/python`, "");
    if (!(module in answers)) return {};
    const request = JSON.parse(host.text(requestPath));
    const result = answers[module as keyof typeof answers](request);
    if (module === "pywasi_build") await host.files.write(String(request.log), "");
    if ("wheel" in result) await host.files.write(result.wheel, "wheel");
    await host.files.write(resultPath, JSON.stringify(result));
    return {};
  };
  const folders = Object.keys(packages).map((name) => [`/project/${name}/setup.py`, ""]);
  const host = fakeHost({
    files: { "/product/python/requirements.txt": "", ...Object.fromEntries(folders) },
    archives: { wheel: { "mod.cpython-313-wasm32-wasi.so": "\0asm" } },
    programs: { [PYTHON]: python, python },
  });
  return { host, asked };
}

const build = (host: FakeHost, requirements: readonly string[]) =>
  buildPackages(host, {
    requirements,
    target,
    cross: { variables: {}, mesonCrossFile: "/cross/meson.ini" },
    buildPython: PYTHON,
    configSettings: [],
    outDir: "/out",
    verbosity: 0,
    environment: {},
    targetWheels: [{ name: "old", version: "0.1", path: "/links/old.whl" }],
  });

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
