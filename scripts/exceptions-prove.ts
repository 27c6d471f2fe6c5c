/**
 * `npm run exceptions:prove [-- WASMTIME…]`: C++ exceptions and setjmp() across a whole interpreter.
 *
 * Builds CPython 3.13.5 with SDK 33, whose C++ libraries have exceptions, and the three modules of scripts/exceptions
 * (pybind11, nanobind, setjmp), links them together, and runs every case under node:wasi and wasmtime; further
 * wasmtimes, older ones for instance, can be named. Writes docs/exceptions.md. Half an hour the first time, for the
 * libraries and CPython; a minute later. PYWASI_WASI_SDK_PATH names an SDK 33 that is there already. Python 3.15, which is locked to SDK 33, is no part of the local mirror.
 */
import { join, resolve } from "node:path";
import { defaultMirrorFolder } from "../src/app/mirror.ts";
import { findPython } from "../src/cpython/build-python/find-python.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { assembleMirror } from "../src/mirror/assemble.ts";
import type { Outcome } from "./corpus/guest-checks.ts";
import { type Engine, underEngine } from "./corpus/under-engine.ts";
import { runPywasi } from "./coverage/pywasi.ts";
import given from "./exceptions/cases.json" with { type: "json" };
import { exceptionsPage } from "./exceptions/exceptions-page.ts";
import { wasmtimeTool } from "./tools/wasmtime.ts";

const MODULES = ["throwing_pybind11", "throwing_nanobind", "jumping"];
const PYTHON = "3.13.5";
const SDK = 33;

const host = nodeHost({ logStyle: "plain" });
const root = host.folders.product;
const outDir = join(root, "wasi-out", "exceptions");
await host.files.makeFolder(outDir);
const python = await findPython(host, { minors: ["3.13"], asked: "3.13" }).catch(() => undefined);
const sdk = host.env.PYWASI_WASI_SDK_PATH;
const parts = [
  ...(sdk ? [] : [`sdk-${SDK}`]),
  `source-${PYTHON}`,
  "library-zlib",
  ...(python ? [] : [`python-${PYTHON}`]),
];
const mirror = await assembleMirror(host, { folder: defaultMirrorFolder(host), parts });
const env = {
  ...(python ? {} : { PATH: `${join(mirror.folder, "pythons", PYTHON, "bin")}:${host.env.PATH}` }),
  PYWASI_MIRROR: mirror.folder,
  PYWASI_MANIFEST_FILE: mirror.manifestPath,
  PYWASI_PYTHON_VERSION: PYTHON,
  PYWASI_CPYTHON: "source",
  PYWASI_WASI_SDK_VERSION: String(SDK),
  // The stand-in's number is not the one that 3.13 is locked to.
  PYWASI_STRICT: "false",
};
const options = { env, cwd: outDir, minutes: 40 };
const projects = MODULES.map((name) => join(root, "scripts", "exceptions", name.replaceAll("_", "-")));
const built = await runPywasi(host, ["build", "--out-dir", outDir, ...projects], options);
if (built.code !== 0) throw new Error(built.stderr);
const record = JSON.parse(await host.files.readText(join(outDir, "bundle", "pywasi.json")));
if (record.exceptions !== true) throw new Error("pywasi.json does not say that the interpreter needs exceptions");

const prelude = given.prelude.join("\n");
const checks = Object.fromEntries(Object.entries(given.cases).map(([name, code]) => [name, `${prelude}\n${code}\n`]));
const runtimes = ["node", await wasmtimeTool(host), ...process.argv.slice(2).map((path) => resolve(path))];
const engines: Engine[] = [];
for (const runtime of runtimes) {
  const run = { outDir, runtime, checks: { modules: MODULES, checks }, requires: [] };
  engines.push(await underEngine(host, run, options));
}
const page = exceptionsPage({ python: PYTHON, sdk: SDK, cases: Object.keys(given.cases), engines });
await host.files.write(join(root, "docs", "exceptions.md"), page);
console.log(page);
const holds = ({ failure }: Outcome) => failure === undefined;
const wanted = Object.keys(given.cases).length;
process.exitCode = engines.every(({ outcomes }) => outcomes.checks.filter(holds).length === wanted) ? 0 : 1;
