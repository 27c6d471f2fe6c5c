/** A bundle out of tiny extension modules, linked into the CPython of the local mirror, and a way to run code in it. */
import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { WASI } from "node:wasi";
import { linkFiles } from "../../src/app/link.ts";
import { setup } from "../../src/app/setup.ts";
import { startSteps } from "../../src/app/steps.ts";
import { nodeHost } from "../../src/host/node-host.ts";
import { readInputs } from "../../src/inputs/inputs.ts";
import type { InputName } from "../../src/inputs/table.ts";
import { listParts } from "../../src/mirror/assemble.ts";
import { manifestOf } from "../../src/mirror/manifest.ts";
import { type ZipMember, zipOf } from "../host/zip-writer.ts";

export interface WheelFiles {
  /** Text of Python files and data, by path in the wheel. */
  readonly files?: Readonly<Record<string, string>>;
  /** C sources of extension modules, by the path of the .so in the wheel. */
  readonly extensions?: Readonly<Record<string, string>>;
}

export interface Guest {
  /** Absolute folder of the bundle. */
  readonly bundle: string;
  /** Runs Python code. @returns what it printed. @throws {Error} with its standard error where it failed */
  python(code: string, options?: readonly string[]): string;
  dispose(): void;
}

/** @throws {Error} with the command that makes the mirror where PYWASI_TEST_MIRROR names none */
export async function linkedGuest(
  wheel: WheelFiles,
  given: Partial<Readonly<Record<InputName, string>>> = {},
): Promise<Guest> {
  const mirror = process.env.PYWASI_TEST_MIRROR;
  if (!mirror) throw new Error("PYWASI_TEST_MIRROR is not set. Run: npm test -- unit/runtime");
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "pywasi-guest-"));
  const loud = nodeHost({ work: folder });
  const host = {
    ...loud,
    log: { ...loud.log, info: () => {}, group: <T>(_: string, body: () => Promise<T>) => body() },
  };
  // Of what is finished in the mirror; its own manifest may be an older product's.
  const made = (await listParts(host, mirror)).flatMap((entry) => entry.made ?? []);
  const manifest = join(folder, "manifest.json");
  writeFileSync(manifest, JSON.stringify(manifestOf(made)));
  const defaults: Partial<Record<InputName, string>> = {
    mirror,
    "manifest-file": manifest,
    "python-version": "3.11",
  };
  const inputs = readInputs((name) => given[name] ?? defaults[name]);
  const steps = startSteps(host);
  const ready = await setup(host, inputs, steps);
  const members: ZipMember[] = Object.entries(wheel.files ?? {}).map(([name, content]) => ({
    name,
    content,
    mode: 0o100644,
  }));
  for (const [path, source] of Object.entries(wheel.extensions ?? {})) {
    const c = join(folder, `${path}.c`);
    mkdirSync(dirname(c), { recursive: true });
    writeFileSync(c, source);
    const env = { ...process.env, ...ready.cross.variables };
    execFileSync("wasi-cc", ["-shared", c, "-o", join(folder, path)], { env });
    members.push({ name: path, content: readFileSync(join(folder, path)), mode: 0o100755 });
  }
  const file = join(folder, "tiny-1.0-cp311-cp311-wasi_0_0_0_wasm32.whl");
  writeFileSync(file, zipOf(members));
  const { bundle } = await linkFiles(host, inputs, ready, [file], steps);
  const module = await WebAssembly.compile(readFileSync(bundle.pythonWasm));
  const python = (code: string, options: readonly string[] = []) =>
    runPython(module, bundle.path, folder, ["python", ...options, "-c", code]);
  return { bundle: bundle.path, python, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The bundle is the guest's `/`, and it sees nothing else. In this process, so that the module is compiled once. */
function runPython(module: WebAssembly.Module, bundle: string, folder: string, args: string[]): string {
  const [out, err] = [join(folder, "stdout"), join(folder, "stderr")];
  const [stdout, stderr] = [openSync(out, "w"), openSync(err, "w")];
  try {
    const wasi = new WASI({ version: "preview1", args, env: {}, preopens: { "/": bundle }, stdout, stderr });
    const code = wasi.start(new WebAssembly.Instance(module, wasi.getImportObject() as WebAssembly.Imports));
    if (code !== 0) throw new Error(readFileSync(err, "utf8") || `exit code ${code}`);
    return readFileSync(out, "utf8");
  } finally {
    closeSync(stdout);
    closeSync(stderr);
  }
}
