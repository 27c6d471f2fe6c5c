/** A machine whose Python program is played: what it was asked, and wheels that are there at once. */
import { buildPackages, type PackagesRequest } from "../../src/build/build-packages.ts";
import { target } from "../cross/example.ts";
import { type FakeHost, fakeHost } from "../host/fake-host.ts";

export const PYTHON = "/usr/bin/python3.13";

export interface Played {
  readonly build?: readonly string[];
  readonly runtime?: readonly string[];
  readonly compiled?: readonly string[];
  readonly overlaid?: Readonly<Record<string, number>>;
  readonly fails?: boolean;
  /** A file that the build leaves in the sources. */
  readonly leaves?: string;
}

/** A machine with a folder for each package; what the driver was asked is kept in the order of the builds. */
export function playedMachine(
  packages: Readonly<Record<string, Played>>,
  versions: Readonly<Record<string, string>> = {},
) {
  const asked: Record<string, unknown>[] = [];
  const answers = {
    "pywasi_build.needs": ({ sources }: { sources: string[] }) => ({
      projects: sources.map((source) => {
        const name = source.split("/").at(-1) ?? "";
        return { name, build: packages[name]?.build ?? [], runtime: packages[name]?.runtime ?? [] };
      }),
    }),
    // Whatever is asked for is installed in the version that the test says.
    "pywasi_build.resolve": ({ requirements }: { requirements: string[] }) => ({
      installed: requirements.map((name) => `${name}==${versions[name] ?? "1"}`),
    }),
    pywasi_build: (request: Record<string, unknown>) => {
      asked.push(request);
      const name = String(request.source).split("/").at(-1) ?? "";
      const { compiled = [], overlaid = {}, fails } = packages[name] ?? {};
      if (fails) return { error: { kind: "backend", message: "it does not compile" } };
      const wheel = `/out/${name}-1.0-cp313-cp313-wasi_0_0_0_wasm32.whl`;
      const milliseconds = { environment: 1, build: 2 };
      const installed = ["setuptools", ...Object.keys(overlaid)].map((one) => `${one}==${versions[one] ?? "1"}`);
      const requirements = ["setuptools", ...Object.keys(overlaid)];
      return { wheel, backend: "b", requirements, installed, compiled, overlaid, passedOver: [], milliseconds };
    },
  };
  const python = async ({ args }: { args: readonly string[] }, host: FakeHost) => {
    const [, module = "", requestPath = "", resultPath = ""] = args;
    if (module === "venv") await host.files.write(`${args.at(-1)}/bin/python`, "");
    if (!(module in answers)) return {};
    const request = JSON.parse(host.text(requestPath));
    const result = answers[module as keyof typeof answers](request);
    if (module === "pywasi_build") {
      await host.files.write(String(request.log), "");
      const { leaves } = packages[String(request.source).split("/").at(-1) ?? ""] ?? {};
      if (leaves) await host.files.write(`${request.source}/${leaves}`, "");
    }
    if ("wheel" in result) await host.files.write(result.wheel, "wheel");
    await host.files.write(resultPath, JSON.stringify(result));
    return {};
  };
  const folders = Object.keys(packages).map((name) => [`/project/${name}/setup.py`, ""]);
  const host = fakeHost({
    files: { "/product/python/requirements.txt": "", "/product/package.json": "{}", ...Object.fromEntries(folders) },
    archives: { wheel: { "mod.cpython-313-wasm32-wasi.so": "\0asm" } },
    programs: { [PYTHON]: python, python },
  });
  return { host, asked };
}

export const buildThem = (host: FakeHost, requirements: readonly string[], given: Partial<PackagesRequest> = {}) =>
  buildPackages(
    host,
    {
      requirements,
      target,
      cross: { variables: {}, mesonCrossFile: "/cross/meson.ini" },
      buildPython: PYTHON,
      configSettings: [],
      outDir: "/out",
      verbosity: 0,
      environment: {},
      targetWheels: [{ name: "old", version: "0.1", path: "/links/old.whl" }],
      ...given,
    },
    "/scratch",
  );
