/** Whether a project is one that can be built: its back end, its Python, what it needs besides. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { parseToml, type TomlTable, tableAt, textAt } from "../python/sources/toml.ts";
import { UserError } from "../report/errors.ts";
import type { Finding } from "./finding.ts";

/** What a back end needs that a build requirement does not bring along. */
const BACK_ENDS: Readonly<Record<string, { readonly program?: string; readonly note?: string }>> = {
  setuptools: {},
  mesonpy: {},
  scikit_build_core: {},
  hatchling: {},
  flit_core: { note: "flit builds pure packages only; extensions come from nowhere" },
  poetry: {},
  pdm: {},
  maturin: { program: "cargo" },
  setuptools_rust: { program: "cargo" },
  cffi: {},
  mypyc: {},
  enscons: {},
};

export async function project(host: Host, folder: string): Promise<readonly Finding[]> {
  const path = join(folder, "pyproject.toml");
  if (!(await host.files.info(path))) {
    const hasSetup = (await host.files.info(join(folder, "setup.py"))) !== undefined;
    return [
      {
        check: "project",
        state: "note",
        found: hasSetup ? "a setup.py without pyproject.toml is built by setuptools" : `no project in ${folder}`,
      },
    ];
  }
  let table: TomlTable;
  try {
    table = parseToml(await host.files.readText(path), path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ check: "project", state: "problem", found: error.message, remedy: "Correct pyproject.toml there." }];
  }
  return [await backEnd(host, table), ...(await needs(host, table))];
}

async function backEnd(host: Host, table: TomlTable): Promise<Finding> {
  const name = textAt(table, "build-system", "build-backend") ?? "setuptools.build_meta:__legacy__";
  const local = tableAt(table, "build-system")?.["backend-path"] !== undefined;
  const known = Object.entries(BACK_ENDS).find(([module]) => name === module || name.startsWith(`${module}.`));
  const check = "back end";
  if (local) return { check, state: "ok", found: `${name}, of the project's own` };
  if (known === undefined) {
    return {
      check,
      state: "note",
      found: `${name} is not one that this product's tests build with`,
      remedy: "It works where it asks sysconfig or CC for the target. Try: pywasi build .",
    };
  }
  const [, { program, note }] = known;
  if (program !== undefined && (await host.processes.find(program)) === undefined) {
    return {
      check,
      state: "problem",
      found: `${name} needs ${program}, which is not on PATH`,
      remedy: `Install ${program}.`,
    };
  }
  return note === undefined
    ? { check, state: "ok", found: name }
    : { check, state: "warning", found: `${name}: ${note}` };
}

/** Requirements of the build that say what else it will ask for. */
async function needs(host: Host, table: TomlTable): Promise<readonly Finding[]> {
  const requires = tableAt(table, "build-system")?.requires;
  const names = (Array.isArray(requires) ? requires : []).map((text) =>
    String(text).toLowerCase().replaceAll("_", "-"),
  );
  const rust = names.some((name) => /^(maturin|setuptools-rust)\b/.test(name));
  if (!rust) return [];
  const rustc = await host.processes.find("rustc");
  if (rustc === undefined) return [];
  const { stdout } = await host.processes.run(rustc, ["--print", "target-libdir", "--target", "wasm32-wasip1"]);
  const there = stdout.trim() !== "" && (await host.files.info(stdout.trim())) !== undefined;
  if (there) return [{ check: "Rust target", state: "ok", found: "wasm32-wasip1" }];
  return [
    {
      check: "Rust target",
      state: "problem",
      found: "wasm32-wasip1 is not installed",
      remedy: "rustup target add wasm32-wasip1",
    },
  ];
}
