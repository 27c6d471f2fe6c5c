/**
 * The build that somebody would do by hand: `meson setup` and `ninja` with the SDK's clang called directly, and a cross
 * file that says no more than it must. Only the linker is ours, for without it no extension comes out.
 */
import { join } from "node:path";
import type { Host } from "../../src/host/host.ts";

export interface HandBuild {
  /** Folder of the sources. */
  readonly source: string;
  /** An empty folder. */
  readonly work: string;
  /** The cross environment, as `pywasi env --json` prints it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Absolute path of a Python with meson and ninja, and what else the project's meson.build runs. */
  readonly python: string;
  /** Command of Meson, for projects that bring their own. */
  readonly meson: readonly string[];
  /** Options of the project. */
  readonly options: readonly string[];
}

/** @returns milliseconds @throws {Error} with the output of the step that failed */
export async function buildByHand(host: Host, build: HandBuild): Promise<number> {
  const { work, variables } = build;
  const crossFile = join(work, "hand.ini");
  await host.files.write(crossFile, handCrossFile(build));
  const target = Object.entries(variables).filter(([name]) => /^_?PYTHON/.test(name));
  const env = {
    ...host.env,
    ...Object.fromEntries(target),
    PATH: `${join(build.python, "..")}:${host.env.PATH ?? ""}`,
  };
  const objects = join(work, "objects");
  const started = performance.now();
  const setup = [
    "setup",
    objects,
    build.source,
    "-Dbuildtype=release",
    "-Db_ndebug=if-release",
    "--cross-file",
    crossFile,
  ];
  await run(host, [...build.meson, ...setup, ...build.options], env);
  await run(host, ["ninja", "-C", objects], env);
  return performance.now() - started;
}

async function run(
  host: Host,
  [command = "", ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
) {
  const result = await host.processes.run(command, args, { env });
  if (result.code !== 0) throw new Error(`${command} ${args.join(" ")}\n${result.stdout.slice(-4000)}${result.stderr}`);
}

function handCrossFile({ variables, python }: HandBuild): string {
  const bin = join(variables.WASI_SDK_PATH ?? "", "bin");
  const flags = (variables.CFLAGS ?? "").split(" ").map((flag) => `'${flag}'`);
  const list = (tool: string) => `['${join(bin, tool)}', '-fuse-ld=${variables.LD}']`;
  return `[binaries]
c = ${list("clang")}
cpp = ${list("clang++")}
ar = '${variables.AR}'
strip = 'true'
python = '${python}'
exe_wrapper = '${join(variables.LD ?? "", "..", "wasi-run")}'
[host_machine]
system = 'wasi'
cpu_family = 'wasm32'
cpu = 'wasm32'
endian = 'little'
[properties]
needs_exe_wrapper = true
longdouble_format = 'IEEE_QUAD_LE'
[built-in options]
c_args = [${flags.join(", ")}]
cpp_args = [${flags.join(", ")}]
b_lundef = false
b_staticpic = true
`;
}
